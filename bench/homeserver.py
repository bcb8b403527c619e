"""A Synapse with the bot in a process of its own and somebody to talk to it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.matrix import synapse
from tests.matrix.bot_process import BotProcess
from tests.matrix.nio_person import NioPerson
from tests.matrix.person import Refused

PATIENCE = 30.0


class Speaker(NioPerson):
    """A person who can say a thing again until somebody answers."""

    async def say_until(self, room: str, words: str, who: str) -> None:
        for _ in range(20):
            await self.send(room, words)
            try:
                await self.wait(room, "", sender=who, within=2)
            except Refused:
                continue
            return
        raise Refused(f"no answer to {words}")


@dataclass
class Hall:
    """The server, the bot, and Ana."""

    server: synapse.Synapse
    bot: BotProcess
    ana: Speaker

    async def assembly(self, others: list[str]) -> str:
        """A room in which an assembly was founded, whose votes may be short."""
        who = [self.bot.user_id, *others]
        created = await asyncio.to_thread(
            self.server.request,
            "POST",
            "/_matrix/client/v3/createRoom",
            {"preset": "public_chat", "name": "Depot", "invite": who},
            self.ana.login.token,
        )
        room = str(created["room_id"])
        await self.ana.wait(room, "I am Folkmoot", sender=self.bot.user_id, within=PATIENCE)
        await self.ana.send(room, "!assembly found Depot")
        await self.ana.wait(room, "Depot is founded", sender=self.bot.user_id, within=PATIENCE)
        return room


@asynccontextmanager
async def hall(*, default_limits: bool = False) -> AsyncIterator[Hall]:
    synapse.end_leftovers()
    server = synapse.Synapse(default_limits=default_limits)
    try:
        await asyncio.to_thread(server.start)
        with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
            folder = Path(name)
            bot = BotProcess(server.register("moot"), folder / "bot")
            ana = Speaker(server.register("ana"), folder / "ana")
            await bot.start()
            await ana.start()
            try:
                yield Hall(server, bot, ana)
            finally:
                await ana.stop()
                await bot.stop()
    finally:
        server.close()
