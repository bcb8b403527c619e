"""The BLT format: what is read, what is written, and what is refused with the line where it stands."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.api.errors import RuleError
from bot.ballots.counting import blt
from bot.ballots.counting.errors import NoSeats, NotACandidate, NotBlt, RankedTwice, TooFewCandidates

FILE = """4 2  # four for two seats
-3

3 1 2 0
 2   2 3 1 0
1 3 0
1 1 2 0
1 0
0
"Ana"
"Ben, of the depot"
"Chi #3"
"Dara" "Rank and File"
"Delegates"
"""


def test_a_file_is_read_with_its_comments_spaces_and_those_who_withdrew() -> None:
    sheet = blt.read(FILE)
    assert sheet.names == {1: "Ana", 2: "Ben, of the depot", 3: "Chi #3", 4: "Dara, Rank and File"}
    assert (sheet.seats, sheet.title, sheet.withdrawn) == (2, "Delegates", frozenset({3}))
    assert sheet.ballots == Counter({(1, 2): 4, (2, 3, 1): 2, (3,): 1, (): 1})
    assert sheet.standing == (1, 2, 4)
    assert sheet.counted == Counter({(1, 2): 4, (2, 1): 2, (): 2})


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0b", "\x1c"])
def test_only_line_ends_end_a_line(sign: str) -> None:
    sheet = blt.read(FILE.replace("Ana", f"Ana{sign}B").replace("\n", "\r\n"))
    assert sheet.names[1] == "Ana B"
    assert len(sheet.names) == 4


def test_it_is_written_sorted_and_numbered_in_the_order_of_the_names() -> None:
    names = {70: "Ana", 8: 'Ben "the\nBolt"', 9: "Chi"}
    sheet = blt.Sheet(names, 2, Counter({(8, 70): 2, (70,): 1, (): 3}), frozenset({9}), "Delegates")
    assert blt.write(sheet).splitlines() == [
        "3 2",
        "-3",
        "3 0",
        "1 1 0",
        "2 2 1 0",
        "0",
        '"Ana"',
        "\"Ben 'the Bolt'\"",
        '"Chi"',
        '"Delegates"',
    ]


@pytest.mark.parametrize(
    ("text", "error", "line"),
    [
        ("", NotBlt, 0),
        ("0\n", NotBlt, 1),
        ("2 1\n1 1 0\n", NotBlt, 0),
        ("two 1\n0\n", NotBlt, 1),
        ("2 1 1\n0\n", NotBlt, 1),
        ("9999 1\n0\n", NotBlt, 1),
        ("2 1\n1 1 0\n1 2\n0\n", NotBlt, 3),
        ("2 1\n1 1=2 0\n0\n", NotBlt, 2),
        ("2 1\n1 ١ 0\n0\n", NotBlt, 2),
        ("2 1\n" + "9" * 5000 + " 1 0\n0\n", NotBlt, 2),
        ('2 1\n1 1 0\n0\n"Ana"\n', NotBlt, 0),
        ('2 1\n1 1 0\n0\nAna\n"Ben"\n', NotBlt, 4),
        ('2 1\n0\n"Ana"\n"Ben"\n"Title"\n"More"\n', NotBlt, 0),
        ('2 1\n\n1 1 0\n1 2 1 2 0\n0\n"Ana"\n"Ben"\n', RankedTwice, 4),
        ('2 1\n-1\n1 1 0\n1 3 0\n0\n"Ana"\n"Ben"\n', NotACandidate, 4),
        ('2 1\n-5\n0\n"Ana"\n"Ben"\n', NotACandidate, 2),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, error: type[RuleError], line: int) -> None:
    with pytest.raises(error) as refused:
        blt.read(text)
    assert getattr(refused.value, "line", None) == line


def test_seats_that_nobody_could_fill_are_refused() -> None:
    with pytest.raises(NoSeats):
        blt.read('2 0\n0\n"Ana"\n"Ben"\n')
    with pytest.raises(TooFewCandidates) as refused:
        blt.read('2 3\n0\n"Ana"\n"Ben"\n')
    assert (refused.value.candidates, refused.value.seats) == (2, 3)
