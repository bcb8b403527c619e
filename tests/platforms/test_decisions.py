"""Thirty people decide at a terminal: nobody can come while it is down."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest_asyncio

from tests import decisions
from tests.stages import Slip
from tests.terminal import Terminal, terminal

_ECHO = re.compile(r"(?:^|\n)\w+> [^\n]*\n")


class Gone(Exception):
    """The bot was killed before it answered."""


class Hall:
    """stages.Stage at a terminal; what one line brought is over where the next one's begins."""

    def __init__(self, folder: Path, stack: AsyncExitStack) -> None:
        self.folder = folder
        self.database = folder / "folkmoot.db"
        self.heard = ""
        self._stack = stack
        self._marks = 0
        self._turn = asyncio.Lock()
        self._terminal: Terminal

    async def found(self) -> None:
        await self._line("ana: /assembly found Depot")
        await self._line("ana: /assembly settings roll:listed")
        told = await self._line("\n".join(f"ana: /member enrol {name}" for name in decisions.NAMES[1:]))
        assert told.count("is on the roll now") == len(decisions.NAMES) - 1, told

    async def say(self, name: str, line: str) -> None:
        await self._line(f"{name}: /{line}")

    async def ask(self, name: str, command: str, **values: str) -> str:
        """A terminal shows an answer to that person alone by saying so."""
        return await self._line(f"{name}: /{' '.join((command, *values.values()))}")

    async def vote(self, votes: Mapping[str, str], number: str) -> None:
        lines = [f"{name}: /vote {number} {decisions.typed(choice)}" for name, choice in votes.items()]
        await self._line("\n".join(lines))

    async def react(self, name: str, number: str, mark: str) -> None:
        await self._line(f"{name}: {mark}")

    async def choose(self, name: str, number: str, choice: str) -> Slip:
        told = await self._line(f"{name}: /vote {number} {decisions.typed(choice)}")
        found = decisions.RECEIPT.search(told)
        return Slip(name, number, choice, told, found[0] if found else "", self._marks)

    async def cast(self, slip: Slip) -> str | None:
        """Presses the number while the answer is what was shown last; later it types what the answer says."""
        line = f"/ballot cast {slip.number} {decisions.typed(slip.choice)} {slip.receipt}"
        assert line in slip.words, slip
        pressed = _button(slip.words, "Cast it") if slip.held == self._marks else line
        try:
            return await self._line(f"{slip.name}: {pressed}")
        except Gone:
            return None

    async def change(self, slip: Slip, choice: str) -> str:
        asked = await self._line(f"{slip.name}: /ballot change {slip.number} {slip.receipt}")
        return await self._line(f"{slip.name}: {_button(asked, choice)}")

    async def export(self, name: str, number: str) -> bytes:
        told = await self._line(f"{name}: /motion export {number}")
        path = re.search(r"^The file is here: (.+)$", told, re.MULTILINE)
        assert path is not None, told
        return (self.folder / path[1]).read_bytes()

    async def kill(self) -> None:
        await self._terminal.kill()
        self.heard += self._terminal.seen

    async def start(self) -> None:
        self._marks += 1  # what was shown before is not what was shown last
        self._terminal = await self._stack.enter_async_context(terminal(self.folder))

    async def posts(self) -> Sequence[str]:
        said = _ECHO.split(self.heard + self._terminal.seen)
        return [block for part in said for block in re.split(r"\n(?=(?:Motion|Amendment) \d)", part)]

    async def _line(self, line: str) -> str:
        async with self._turn:
            return await self._typed(line)

    async def _typed(self, line: str) -> str:
        """Types a line, or several, and one more; what was shown until that one's turn came."""
        self._marks += 1
        over = f"zoe> so {self._marks}\n"
        begun = len(self._terminal.seen)
        try:
            await self._terminal.say(line)
            await self._terminal.say(f"zoe: so {self._marks}")
            await self._terminal.hear(re.escape(over))
        except (AssertionError, ConnectionError) as ended:
            raise Gone from ended
        told = self._terminal.seen[begun:].partition(over)[0]
        return told.partition("\n")[2]


def _button(card: str, label: str) -> str:
    """The number of a button; one that is not there is not pressed."""
    found = re.search(rf"\[(\d+) (?:\W )?{label}\]", card)
    assert found is not None, f"no {label!r} in {card}"
    return found[1]


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Hall]:
    async with AsyncExitStack() as stack:
        made = Hall(tmp_path, stack)
        await made.start()
        yield made


async def test_thirty_people_decide(stage: Hall) -> None:
    assert await decisions.play(stage) == decisions.ENDED
