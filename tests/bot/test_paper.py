"""Papers as they are stored and as they go into a button: what is read is what was written."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ballots.paper import (
    MOST_OPTIONS,
    NEED_BE,
    NotAPaper,
    Paper,
    letters,
    option,
    padded,
    read,
    spelled,
    written,
)

RANKED = st.lists(st.integers(1, MOST_OPTIONS), unique=True).map(tuple)
TIMES = st.lists(st.integers(1, 49), unique=True).flatmap(
    lambda numbers: st.tuples(*(st.sampled_from((n, n + NEED_BE)) for n in sorted(numbers)))
)
PAPERS = st.one_of(RANKED, TIMES)


@given(PAPERS)
def test_every_paper_is_read_as_it_was_written(paper: Paper) -> None:
    assert read(written(paper)) == paper
    assert read(padded(paper, MOST_OPTIONS)) == paper
    assert len(padded(paper, MOST_OPTIONS)) == 2 * MOST_OPTIONS
    assert spelled(letters(paper)) == paper
    assert set(letters(paper)) <= set(string.ascii_letters + string.digits + "-_")
    assert len(letters(paper)) <= 37


def test_papers_look_as_agreed() -> None:
    assert written((3, 1, 4)) == "030104"
    assert padded((3, 1), 3) == "030100"
    assert option(52) == 2 == option(2)
    with pytest.raises(ValueError, match="room"):
        padded((1, 2), 1)


@pytest.mark.parametrize("text", ["", "00", "3 1", "é", "3,1", "0" * 101, "_" * 99])
def test_other_letters_are_no_paper(text: str) -> None:
    with pytest.raises(NotAPaper):
        spelled(text)


@given(st.text(max_size=12))
def test_whatever_is_read_is_spelled_so(text: str) -> None:
    try:
        paper = spelled(text)
    except NotAPaper:
        return
    assert letters(paper) == text
