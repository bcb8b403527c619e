"""What the Tab key offers."""

from __future__ import annotations

from datetime import datetime

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.api.command import Command, command, spec_of
from bot.platforms.console.completion import Commands
from tests.platforms.house_door import COMMANDS


async def motions(command: Command, key: str, typed: str) -> list[tuple[str, str]]:
    assert (command.path, key) == ("motion vote", "number")
    return [(n, f"Motion {n}") for n in ("12", "14", "Tea or coffee") if n.startswith(typed)]


async def offered(typed: str) -> list[str]:
    completer = Commands(COMMANDS, ("as", "quit"), ["ana", "ben"], motions)
    document = Document(typed)
    found = completer.get_completions_async(document, CompleteEvent(completion_requested=True))
    return [typed[: len(typed) + c.start_position] + c.text async for c in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/", ["/as", "/motion propose", "/motion vote", "/privacy", "/quit", "/vote"]),
        ("/mo", ["/motion propose", "/motion vote"]),
        ("/MOTION v", ["/motion vote"]),
        ("/vote ", ["/vote 12", "/vote 14", '/vote "Tea or coffee"']),
        ("/vote 1", ["/vote 12", "/vote 14"]),
        ("/vote number:14", ["/vote number:14"]),
        ("/vote 12 ", ["/vote 12 for", "/vote 12 against"]),
        ("/vote 12 ag", ["/vote 12 against"]),
        ("/vote number:12 choice:f", ["/vote number:12 choice:for"]),
        ("/motion propose Tea t", ["/motion propose Tea text:"]),
        ("/motion propose Tea\n", []),
        ("hello", []),
        ("/nothing ", []),
    ],
)
async def test_completions(typed: str, expected: list[str]) -> None:
    assert await offered(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/date move 3 no", ["/date move 3 notes:"]),
        ("/date move 3 Thu 18:00, ", ["/date move 3 Thu 18:00, loud:", "/date move 3 Thu 18:00, notes:"]),
        ("/date move times: Thu 18:00, Fri y", []),
        ("/date move times: Thu 18:00, Fri l", ["/date move times: Thu 18:00, Fri loud:"]),
        ("/date move loud:y", ["/date move loud:yes"]),
    ],
)
async def test_while_times_are_listed_only_options_are_offered(typed: str, expected: list[str]) -> None:
    move = spec_of(Dates().move)
    assert move is not None
    completer = Commands([move], (), [], motions)
    found = completer.get_completions_async(Document(typed), CompleteEvent(completion_requested=True))
    assert [typed[: len(typed) + c.start_position] + c.text async for c in found] == expected


class Dates:
    @command("date move")
    async def move(
        self, ctx: None, number: int, times: tuple[datetime, ...], loud: bool = False, notes: str = ""
    ) -> None:
        """Move a date."""
