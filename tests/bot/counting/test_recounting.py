"""The recount by another hand agrees with ours: on a real election, and on any that can be made up."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tests.recounting
from bot.ballots.counting import blt
from bot.ballots.counting.blt import Sheet
from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, usual
from bot.ballots.counting.ranking import Ranking
from bot.ballots.counting.result import Result
from tests.bot.counting.glasgow import FOLDER, WARDS, needs_wards, reference
from tests.recounting import elected

MOST = 6


def totals(result: Result) -> list[dict[int, Decimal]]:
    return [{n: Decimal(v) / result.scale for n, v in stage.totals.items()} for stage in result.stages]


@needs_wards
@pytest.mark.parametrize("name", WARDS)
def test_a_ward_comes_out_as_it_did(name: str) -> None:
    known = reference(name)
    chosen, stages = elected((FOLDER / f"{name}.blt").read_bytes(), "any")
    assert set(chosen) == known.elected
    assert [{n: int(votes.scaleb(5)) for n, votes in stage.items()} for stage in stages] == known.stages


@st.composite
def papers(draw: st.DrawFn, many: int) -> Ranking:
    order = draw(st.permutations(range(1, many + 1)))
    return tuple(order[: draw(st.integers(1, many))])


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Elections with many ties, as papers are few and alike."""
    many = draw(st.integers(1, MOST))
    names = {n: f"Candidate {n}" for n in range(1, many + 1)}
    kinds = draw(st.lists(papers(many), min_size=1, max_size=8))
    ballots = Counter(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=40)))
    gone = draw(st.frozensets(st.integers(1, many), max_size=many - 1)) - {kinds[0][0], *next(iter(ballots))}
    seats = draw(st.integers(1, many - len(gone)))
    return Sheet(names, seats, ballots, gone, "Delegates")


@settings(max_examples=300, deadline=None)
@given(sheets(), st.sampled_from(("seed", "another", "")))
def test_any_election_comes_to_the_same(sheet: Sheet, seed: str) -> None:
    election = Election(sheet.standing, sheet.seats, usual(sheet.seats), seed)
    ours = count(election, sheet.counted)
    chosen, stages = elected(blt.write(sheet).encode(), seed)
    assert chosen == list(ours.elected)
    assert stages == totals(ours)


def test_it_knows_nothing_of_ours() -> None:
    source = Path(tests.recounting.__file__).read_text(encoding="utf-8")
    assert "import bot" not in source
    assert "from bot" not in source
