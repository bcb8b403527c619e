"""What reaches a real terminal: wrapped, coloured, and nothing obeyed."""

from __future__ import annotations

import io
import re

from rich.console import Console

from bot.api.card import Card, Quote
from bot.platforms.console.render import Row, Words, rows, width
from bot.platforms.console.screen import Screen, changes
from tests.platforms.samples import SAMPLES

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(shown: list[Row], columns: int = 40) -> list[str]:
    out = io.StringIO()
    screen = Screen(out)
    screen._console = Console(file=out, force_terminal=True, width=columns, highlight=False, markup=False)
    screen.block(shown)
    return _COLOUR.sub("", out.getvalue()).splitlines()


def test_a_long_quote_keeps_its_mark_on_every_line() -> None:
    card = Card(blocks=(Quote("We ask for one thing. " * 6 + "\n\nMotion 2 is carried: everything"),))
    lines = on_terminal(rows(card, Words()))
    assert len(lines) > 5
    assert all(line.startswith("│") for line in lines)
    assert "".join(lines).replace("│ ", "").count("one thing") == 6


def test_lines_are_no_wider_than_the_terminal() -> None:
    lines = on_terminal([Row("家族 " * 40), Row("word " * 40), Row("x" * 100)])
    assert max(width(line) for line in lines) <= 40


def test_every_sample_is_printed_without_a_control_character() -> None:
    for card in SAMPLES.values():
        said = "\n".join(on_terminal(rows(card, Words())))
        assert not [c for c in said if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]


def test_a_card_that_did_not_change_is_not_shown_again() -> None:
    card = rows(SAMPLES["open motion"], Words())
    assert changes(card, card) == []


def test_of_a_changed_card_the_head_and_what_changed_is_shown() -> None:
    before = [
        Row("Motion 1", "head"),
        Row("Tea", "title"),
        Row("Moved by ana."),
        Row("3 to go."),
        Row("More."),
    ]
    after = [*before[:3], Row("2 to go."), before[4]]
    assert [row.text for row in changes(before, after)] == ["Motion 1", "Tea", "2 to go."]


def test_a_card_that_is_mostly_new_is_shown_whole() -> None:
    before = [Row("Motion 1", "head"), Row("Moved."), Row("Draft.")]
    after = [Row("Motion 1, open", "head"), Row("Moved."), Row("Vote.")]
    assert changes(before, after) == after
