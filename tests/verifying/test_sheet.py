"""A BLT file has no result: it is counted and told stage by stage, and a lot that has to decide is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.verifying import LARGEST, Wanted, verified
from tests.bot.counting.glasgow import FOLDER, needs_wards
from tests.verifying.test_agreement import PAGE

EXAMPLE = re.findall(r"```\n(4 2\n.*?)```", (PAGE.parent / "counting.md").read_text("utf-8"), re.DOTALL)[0]
LEVEL = '3 1\n5 1 0\n5 2 0\n1 3 0\n0\n"Ana"\n"Ben"\n"Chi"\n"Chair"\n'


def test_the_example_of_the_page_is_counted_as_the_page_says() -> None:
    found = verified(EXAMPLE.encode())
    assert found.code == 0
    assert found.lines == (
        "Delegates: 2 seats, 4 stand. Papers: 23; 0 more name nobody.",
        "Counted by the single transferable vote. The quota is 8.",
        "",
        "stage                    1        2        3        4",
        "Ana               12.00000  8.00000  8.00000  8.00000",
        "Ben                4.00000  5.99998  5.99998  0.00000",
        "Chi                4.00000  4.99999  6.99999  8.99999",
        "Dara               3.00000  3.00000  0.00000  0.00000",
        "not transferable   0.00000  1.00003  2.00003  6.00001",
        "",
        "Stage 1: the first names. Elected: Ana.",
        "Stage 2: the surplus of Ana.",
        "Stage 3: Dara going out.",
        "Stage 4: Ben going out. Elected: Chi.",
        "Elected: Ana and Chi.",
    )


def test_it_is_counted_by_another_method_and_for_other_seats_where_that_is_wanted() -> None:
    schulze = verified(EXAMPLE.encode(), Wanted("schulze"))
    assert "Counted by Schulze's method." in schulze.lines
    assert "2 Ben         8      10  14" in schulze.lines
    assert schulze.lines[-1] == "Elected: Ana and Ben."
    one = verified(EXAMPLE.encode(), Wanted(seats=1))
    assert "Counted by ranked choice." in one.lines
    assert one.lines[-1] == "Elected: Ana."


def test_where_a_lot_has_to_decide_nobody_is_said_to_be_elected_without_its_seed() -> None:
    without = verified(LEVEL.encode())
    assert without.code == 1
    assert without.lines[-1].startswith("At stage 3 Ana and Ben are level, and no earlier stage tells them")
    assert not any("Elected" in line for line in without.lines)
    assert without.lines[-2] == "Stage 2: Chi going out."
    seeded = verified(LEVEL.encode(), Wanted(seed="shown before"))
    assert seeded.code == 0
    assert any("by the lot (in the order" in line for line in seeded.lines)
    assert verified(LEVEL.encode(), Wanted(seed="shown before")) == seeded


@pytest.mark.parametrize(
    ("text", "wanted", "sentence"),
    [
        (
            "4 2\n",
            Wanted(),
            "The file is no BLT: its end is missing, or it has not a name for each candidate.",
        ),
        ('2 1\n1 x 0\n0\n"A"\n"B"\n', Wanted(), "Line 2 of the file is not as BLT has to be: 1 x 0"),
        ('2 1\n1 1 1 0\n0\n"A"\n"B"\n', Wanted(), "Line 2 of the file names candidate 1 twice."),
        ('2 1\n1 3 0\n0\n"A"\n"B"\n', Wanted(), "Line 2 of the file names candidate 3, and there is none."),
        ('2 1\n1 0\n0\n"A"\n"B"\n', Wanted(), "No paper names anybody who stands, so nobody is elected."),
        ('2 3\n1 1 0\n0\n"A"\n"B"\n', Wanted(), "There are 3 seats, and 2 stand for them."),
        ('2 0\n1 1 0\n0\n"A"\n"B"\n', Wanted(), "There has to be at least one seat."),
        (EXAMPLE, Wanted(seats=-1), "There has to be at least one seat."),
        (
            EXAMPLE,
            Wanted("irv"),
            "Ranked choice (irv) fills one seat, and there are 2: take stv, or --seats 1.",
        ),
    ],
)
def test_what_can_not_be_counted_is_said_in_a_sentence(text: str, wanted: Wanted, sentence: str) -> None:
    found = verified(text.encode(), wanted)
    assert (found.code, found.lines) == (2, (sentence,))


def test_a_file_that_says_itself_how_it_is_counted_is_not_counted_otherwise() -> None:
    found = verified(b'{"format": "folkmoot count"}', Wanted("stv"))
    assert found.code == 2
    assert "BLT files alone" in found.lines[0]


def test_names_obey_no_terminal_and_old_files_are_read() -> None:
    nasty = '2 1\n1 1 0\n0\n"\x1b[2JAna\u202e"\n"Ben"\n"Vote\x07"\n'
    assert all(line.isprintable() for line in verified(nasty.encode()).lines)
    assert verified('2 1\n1 1 0\n0\n"José"\n"Ben"\n'.encode("latin-1")).lines[-1] == "Elected: José."
    windows = '# Depot\r\n2 1\r\n1 1 0\r\n0\r\n"O’Brien… & Co"\r\n"Ben"\r\n'
    assert verified(windows.encode("cp1252")).lines[-1] == "Elected: O’Brien… & Co."
    assert verified(("\ufeff" + windows).replace("\n", "").encode()).lines[-1] == "Elected: O’Brien… & Co."


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_file_cut_or_with_other_signs_in_it_is_answered(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(EXAMPLE)))
    rest = data.draw(st.sampled_from((EXAMPLE[at:], EXAMPLE[at + 3 :], "")))
    content = (EXAMPLE[:at] + data.draw(st.text('0123456789 -#"\n\x00é', max_size=8)) + rest).encode()
    found = verified(content)
    assert found.code in (0, 1, 2)
    assert all(line.isprintable() for line in found.lines)


def test_a_huge_file_is_answered_soon() -> None:
    many_ends = "2 1\n" + "\n".join(f"0#{n}" for n in range(200_000))
    assert verified(many_ends.encode()).code == 2
    assert verified(b"2 1\n" + b"1 1 2 0\n" * 500_000).code == 2
    assert verified(b"2 1\n" + b" " * LARGEST).code == 2


@needs_wards
def test_a_real_ward_is_told_in_tables_that_fit_a_screen() -> None:
    found = verified(Path(FOLDER / "Calton.blt").read_bytes())
    assert found.code == 0
    assert found.lines[-1] == "Elected: George Redmond, Alison E Thewliss and Ruth Simpson."
    assert max(map(len, found.lines)) <= 100
