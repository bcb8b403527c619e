"""Two networks in memory as a stage: a kill takes the program from its database, and starts another."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

from bot.app import opened
from bot.config import Settings
from bot.platforms import Send
from tests.talk import FrozenClock, RecordingFace, lines_of
from tests.twonets import TwoNets, discord_face, matrix_face

CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")


class Cut:
    """A network that takes a post, or does not, and never answers."""

    def __init__(self, face: RecordingFace, words: str, *, arrives: bool) -> None:
        self.face, self.words, self.arrives = face, words, arrives
        self.met = asyncio.Event()
        self.usual = face.send
        face.send = self.send  # type: ignore[method-assign]

    async def send(self, order: Send) -> str:
        if self.words not in "\n".join(lines_of(order.card)):
            return await self.usual(order)
        if self.arrives:
            await self.usual(order)
        self.met.set()
        never: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        return await never

    def mend(self) -> None:
        self.face.send = self.usual  # type: ignore[method-assign]


class InMemory:
    """The stage of tests/thirty.py and others, over two recording faces."""

    def __init__(self, settings: Settings, began: datetime) -> None:
        self.settings = settings
        self.faces = {face.network: face for face in (discord_face(), matrix_face())}
        self.clock = FrozenClock(began)
        self.nets: TwoNets
        self._running = AsyncExitStack()

    async def start(self) -> None:
        app = await self._running.enter_async_context(
            opened(self.settings, list(self.faces.values()), self.clock)
        )
        await self._running.enter_async_context(app.working())
        ids = self.nets._ids if hasattr(self, "nets") else {}
        self.nets = TwoNets(app, self.faces, self.clock, _ids=ids)
        for network in self.faces:
            await app.door.caught_up(network)
        await self.until(self.clock.now())

    async def end(self) -> None:
        await self._running.aclose()

    async def dies(self) -> None:
        await self.end()
        await self.start()

    async def dies_sending(self, at: datetime, words: str) -> None:
        """Discord has got it by then, and Matrix has not."""
        cuts = [Cut(face, words, arrives=name == "discord") for name, face in self.faces.items()]
        self.clock.at = at
        self.nets.app.scheduler.poke()
        async with asyncio.timeout(60):
            for cut in cuts:
                await cut.met.wait()
        await self.end()
        for cut in cuts:
            cut.mend()
        self.clock.forward(timedelta(seconds=20))
        await self.start()

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        await self.nets(f"{who}: {line}", private=not openly)
        return self.nets.text

    async def all_say(self, lines: Mapping[str, str]) -> None:
        for who, line in lines.items():
            await self.say(who, line, openly=True)

    async def react(self, who: str, mark: str, words: str) -> None:
        await self.nets.react(who, mark, self._card(who, words))

    async def press(self, who: str, label: str, words: str) -> None:
        await self.nets.press(who, label, self._card(who, words))

    async def link(self, name: str) -> None:
        code = CODE.search(await self.say(f"{name}@discord", "account link"))
        assert code is not None
        await self.say(f"{name}@matrix", f"account link {code[0]}")
        await self.say(f"{name}@matrix", "account confirm yes")
        assert "one person" in await self.say(f"{name}@discord", "account confirm yes")

    def named(self, who: str, by: str) -> str:
        network = by.partition("@")[2]
        name, _, own = who.partition("@")
        return self.nets.typed(who if own == network else f"{name}@{network}")

    async def posted(self, network: str, words: str, also: str = "") -> str:
        text = self.nets.said(network, words)
        assert also in text, text
        return text

    async def count(self, network: str, words: str) -> int:
        return sum(words in text for text in self.nets.posts(network))

    async def gone(self, network: str, words: str) -> None:
        assert await self.count(network, words) == 0

    async def told(self, who: str, words: str) -> str:
        found = ""
        for _ in range(3):  # one of the bot's own rounds may be under way
            await self.nets.app.teller.round()
            found = next((text for text in reversed(self._told(who)) if words in text), found)
        assert found, self._told(who)
        return found

    async def told_times(self, who: str, words: str) -> int:
        return sum(words in text for text in self._told(who))

    def _told(self, who: str) -> list[str]:
        account, directs = self.nets.account(who), self.nets.face_of(who).directs
        return ["\n".join(lines_of(card)) for to, card in directs if to == account.id]

    async def file(self, who: str, line: str) -> bytes:
        await self.say(who, line)
        answer = self.nets.answer
        assert answer is not None and answer.file is not None, self.nets.text
        return answer.file.read()

    async def until(self, at: datetime) -> None:
        self.clock.at = at
        await self.nets.later(seconds=0)

    def _card(self, who: str, words: str) -> str:
        return self.nets.card(self.nets.account(who).network, words)

    async def found(self) -> None:
        """An assembly that meets on both networks."""
        await self.say("ana@discord", "assembly found Depot", openly=True)
        await self.nets("ana@discord: assembly connect", private=True)
        found = CODE.search(self.nets.text)
        assert found is not None, self.nets.text
        await self.say("ben@matrix", f"assembly connect {found[0]}", openly=True)
