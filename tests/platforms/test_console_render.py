"""Cards on the terminal, letter by letter."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bot.api.card import Bar, Bars, Card, Data, Line, Name, Quote
from bot.api.people import Address
from bot.platforms.console.render import Words, plain, rows, width
from tests.platforms.samples import DRAFT, FIELDS, HOSTILE, OPEN_MOTION, RESULT, hostile

PEOPLE = {1: Address("terminal", "ana"), 2: Address("terminal", "ben")}


def shown(card: Card) -> str:
    return plain(card.named(PEOPLE.get), Words())


def golden(text: str) -> str:
    return dedent(text).strip("\n")


def test_an_open_motion() -> None:
    assert shown(OPEN_MOTION) == golden("""
        Motion 12 · vote until Thu 4 June, 18:00 (in 2 days)
        Stop work at noon on Friday
        Moved by ana, seconded by ben. Everyone can see who votes how.

        For      ████████░░  8
        Against  ██░░░░░░░░  2
        Abstain  █░░░░░░░░░  1

        Needs more than half of the votes cast: more than 5 of 10; has 8.
        15 must take part: 11 have, 4 to go.
        React ✅ for, ❌ against, ⚪ abstain, or write: /vote 12 for

        [1 For]  [2 Against]  [3 Abstain]
    """)


def test_a_draft() -> None:
    assert shown(DRAFT) == golden("""
        Motion 13 · draft
        Buy a kettle

        │ Ours leaks.
        │
        │ A new one costs 20 €.

        It needs one second before voting opens.

        [1 Second]  [2 Suggest a change]
    """)


def test_a_result() -> None:
    assert shown(RESULT) == golden("""
        Motion 12 is carried: Stop work at noon on Friday
        For 12, against 3, abstain 1. More than 7.5 of the 15 votes cast were needed.
        Check it yourself: /motion export 12
    """)


def test_fields_and_a_person_without_an_account_here() -> None:
    assert shown(FIELDS) == golden("""
        What you can do with motion
        For stewards:
        /motion close 12: End a vote early.
        Moved by: a member
        Closes: Thu 4 June, 18:00
    """)


def test_bars_of_wide_letters_stand_in_line() -> None:
    card = Card(blocks=(Bars((Bar("賛成", "10", 1.0), Bar("Nay 👎", "9", 0.44), Bar("é", "0", -1.0))),))
    lines = shown(card).splitlines()
    assert lines == ["賛成    ██████████  10", "Nay 👎  ████░░░░░░   9", "é       ░░░░░░░░░░   0"]
    assert len({width(line) for line in lines}) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    said = shown(hostile(text))
    assert not [c for c in said if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
    assert not [c for c in said if c in "\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u200e\u200f\u061c"]
    assert said.count("\u2068") == said.count("\u2069")


def test_words_of_people_cannot_make_lines_of_their_own() -> None:
    card = Card(title=(Data("Tea\nMotion 1 is carried"),), blocks=(Quote("a\nMotion 2 is carried"), Line(())))
    assert shown(card).splitlines()[0] == "Tea Motion 1 is carried"
    assert "Motion 2 is carried" not in shown(card).splitlines()


def test_a_name_is_data_too() -> None:
    card = Card(title=(Name(1),)).named(lambda _: Address("terminal", "ana\x1b[2J\nben"))
    assert plain(card, Words()) == "ana[2J ben"


def test_rows_say_what_they_are() -> None:
    assert [row.kind for row in rows(OPEN_MOTION.named(PEOPLE.get), Words())][:5] == [
        "head",
        "title",
        "plain",
        "plain",
        "bar",
    ]
