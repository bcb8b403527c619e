"""The evening that every face plays, at a terminal: nobody can come while it is down."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest_asyncio

from tests import evening
from tests.ahead import move
from tests.terminal import Terminal, terminal


class Kitchen:
    """evening.Stage at a terminal; a card is known by what it is, as it is printed anew when it changes."""

    def __init__(self, folder: Path, stack: AsyncExitStack) -> None:
        self.folder = folder
        self.database = folder / "folkmoot.db"
        self.heard = ""
        self._stack = stack
        self._terminal: Terminal | None = None
        self._waiting: list[str] = []

    async def found(self) -> None:
        await self._line("ana: /assembly found Depot")

    async def propose(self) -> None:
        terms = " ".join(f"{key}:{value}" for key, value in evening.TERMS.items())
        await self._line(f'ana: /motion propose "{evening.TITLE}" {terms}')

    async def second(self, name: str) -> None:
        await self._line(f"{name}: /motion second 1")

    async def react(self, name: str, message: str, mark: str) -> None:
        await self._line(f"{name}: {mark}")

    async def unreact(self, name: str, message: str, mark: str) -> None:
        await self._line(f"{name}: /unreact {mark}")

    async def say(self, name: str, line: str) -> None:
        await self._line(f"{name}: /{line}")

    async def press(self, name: str, message: str, label: str) -> None:
        await self._line(f"{name}: {['For', 'Against', 'Abstain'].index(label) + 1}")

    async def kick(self, name: str) -> None:
        """Nobody can be put out of a terminal."""

    def go_by(self, ahead: float) -> None:
        move(self.folder / "clock", ahead)

    async def kill(self) -> None:
        if self._terminal is not None:
            await self._terminal.kill()
            self.heard += self._terminal.seen
            self._terminal = None

    async def start(self) -> None:
        self._terminal = await self._stack.enter_async_context(terminal(self.folder, self.folder / "clock"))
        for line in self._waiting:
            await self._terminal.say(line)
        self._waiting.clear()

    async def posts(self) -> dict[str, str]:
        if self._terminal is not None:
            await self._terminal.listen()
        said = self.heard + (self._terminal.seen if self._terminal else "")
        found: dict[str, str] = {}
        for block in re.split(r"\n(?=Motion 1 )", said):
            if kind := _kind(block):
                found[kind] = block.split("\n\n(only")[0]
        return found

    async def standing(self, message: str) -> dict[str, set[str]]:
        kept = (self.folder / "terminal-reactions.json").read_text(encoding="utf-8")
        people = dict(re.findall(r'"(\w+)": \["(.)[^\]]*\]', kept))
        return {name: {mark} for name, mark in people.items()}

    async def _line(self, line: str) -> None:
        if self._terminal is None:
            self._waiting.append(line)
        else:
            await self._terminal.say(line)


def _kind(block: str) -> str:
    kinds = {"Motion 1 is carried": "result", "vote until": "card", "a draft": "draft"}
    return next((kind for words, kind in kinds.items() if words in block.partition("\n")[0]), "")


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Kitchen]:
    async with AsyncExitStack() as stack:
        made = Kitchen(tmp_path, stack)
        made.go_by(0.0)
        await made.start()
        yield made


async def test_the_evening(stage: Kitchen) -> None:
    await evening.play(stage)
    assert (stage.heard + (await stage.posts())["result"]).count("Motion 1 is carried") == 1
