"""What a face lets thirty people do, so that one script can be played on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass
class Slip:
    """The answer "You are about to vote": who holds it, what it is for, its receipt, and what a face adds."""

    name: str
    number: str
    choice: str
    words: str
    receipt: str
    held: Any = None


class Stage(Protocol):
    """What a face lets people and the test do."""

    @property
    def database(self) -> Path: ...

    async def found(self) -> None:
        """Ana founds the assembly, with a shortest vote of 0, and puts everybody on its roll."""
        ...

    async def say(self, name: str, line: str) -> None:
        """Types a command where everybody reads."""
        ...

    async def ask(self, name: str, command: str, **values: str) -> str:
        """Gives a command where the person is alone with the bot; what it answers."""
        ...

    async def vote(self, votes: Mapping[str, str], number: str) -> None:
        """Votes in the open, all at once, as people do there: by a mark, a button or a word."""
        ...

    async def react(self, name: str, number: str, mark: str) -> None:
        """Puts a mark under the card on which a motion is voted."""
        ...

    async def choose(self, name: str, number: str, choice: str) -> Slip:
        """The first step of a secret vote, where the person is alone with the bot."""
        ...

    async def cast(self, slip: Slip) -> str | None:
        """The second step; None where the bot was killed before it answered."""
        ...

    async def change(self, slip: Slip, choice: str) -> str:
        """[Change my vote], with the receipt that goes along."""
        ...

    async def export(self, name: str, number: str) -> bytes:
        """The file that the person is given."""
        ...

    async def kill(self) -> None: ...

    async def start(self) -> None: ...

    async def posts(self) -> Sequence[str]:
        """What stands in the room by the bot's hand, oldest first."""
        ...
