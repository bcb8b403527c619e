"""The bot as a process of its own, as people run it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests import warm
from tests.ahead import move, program

from .waiting import PATIENCE, until

if TYPE_CHECKING:
    from .world import World

ROOT = Path(__file__).parents[2]
LOGGED_IN = "servers="
"""Stands in the log once it is on Discord; “connected” is also in what it says of a failed try."""
_CONFIG = """
database = "{folder}/folkmoot.db"
data = "{folder}"

[discord]
api = "{api}"
gateway = "{gateway}"
"""


class Bot:
    """Starts, kills and starts again one bot on one database."""

    def __init__(self, world: World, folder: Path, token: str) -> None:
        self.world = world
        self._token = token
        self._process: warm.Started | None = None
        self.clock: Path | None = None
        self.log = folder / "bot.log"
        self.config = folder / "config.toml"
        self.config.write_text(
            _CONFIG.format(folder=folder, api=world.api, gateway=f"ws://127.0.0.1:{world.port}/gateway")
        )

    def program(self) -> list[str]:
        """What follows python -m, before the command."""
        return program(self.clock)

    def launch(self, *, anew: bool = False) -> None:
        """Start it and don't wait; anew from nothing rather than from what is loaded."""
        environment = {**os.environ, "FOLKMOOT_DISCORD_TOKEN": self._token}
        words = [*self.program(), "run", "--config", str(self.config)]
        self._process = warm.start(words, ROOT, environment, self.log, anew=anew)

    async def ask(self, task: str) -> tuple[int, str]:
        """Run another of the bot's commands to its end: its exit code and what it prints."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", task, "--config", str(self.config)),
            cwd=ROOT,
            env={**os.environ, "FOLKMOOT_DISCORD_TOKEN": self._token},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        words, _ = await process.communicate()
        return process.returncode or 0, words.decode()

    async def start(self, *, anew: bool = False) -> None:
        """Start it and wait until it has logged in and read the room."""
        before = self.words.count(LOGGED_IN)
        self.launch(anew=anew)
        await until(lambda: self._is_ready(before), "the bot's log-in")

    def _is_ready(self, before: int) -> bool:
        if not self.is_running:
            raise AssertionError(f"the bot ended:\n{self.words}")
        return self.world.gateway.connected > 0 and self.words.count(LOGGED_IN) > before

    def go_by(self, ahead: float) -> None:
        """Have its clock, and Discord's, go so many seconds ahead; the first time before it is started."""
        self.clock = self.config.parent / "clock"
        self.world.backend.clock.advance(move(self.clock, ahead))

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def words(self) -> str:
        """Everything it has written to its log."""
        return self.log.read_text() if self.log.exists() else ""

    async def kill(self) -> None:
        """SIGKILL: it has no time for a last word."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to end, and take it down where it does not."""
        await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            await warm.ended(process, PATIENCE)
        except TimeoutError:
            process.send_signal(signal.SIGKILL)
            await warm.ended(process, PATIENCE)
