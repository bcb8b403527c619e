"""What was typed at the prompt is kept on disk, but what is for nobody else to read is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.platforms.console.completion import Commands
from bot.platforms.console.prompt import Discreet


async def nothing(*_asked: object) -> list[tuple[str, str]]:
    return []


@pytest.mark.parametrize(
    ("line", "is_kept"),
    [
        ("/motion propose Buy a kettle", True),
        ("ben: /motion second 1", True),
        ("✅", True),
        ("/vote 1 against", False),
        ("ben: /motion vote 1 against", False),
        ("/ballot cast 1 against ABCD-EFGH-JKMN-PQRS", False),
        ("/BALLOT receipt 1 ABCD-EFGH-JKMN-PQRS", False),
        ("/member forget-me", False),
    ],
)
def test_private_lines_are_not_written_down(house: App, tmp_path: Path, line: str, is_kept: bool) -> None:
    commands = Commands(house.door.commands(), (), ["ana", "ben"], nothing)
    history = Discreet(tmp_path / "history", commands.is_private)
    history.append_string(line)
    kept = (tmp_path / "history").read_text("utf-8") if (tmp_path / "history").exists() else ""
    assert (line in kept) is is_kept
    assert line in history.get_strings()
