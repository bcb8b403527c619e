"""A double majority: what it comes to, and that no difference in its numbers tells on fewer than five."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.number import Numbered
from bot.ballots.ballot import LIVE, READ_AT_CLOSE, Ballot
from bot.ballots.rules import Choice, Tally, Verdict
from cogs.motions.rules import double, result
from cogs.motions.rules.double import Blocs, ByBlocs, Row, Unit, both, units
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.turnout import SMALLEST

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MOTION = Motion(1, Numbered(1), 1, "Move", "", NOW, double=True)
Bodies = dict[int, frozenset[int]]
bodies = st.dictionaries(st.integers(1, 7), st.frozensets(st.integers(1, 40), max_size=25), max_size=6)
votes = st.dictionaries(st.integers(1, 40), st.sampled_from([Choice.AYE, Choice.NO, Choice.ABSTAIN]))


def cast(chosen: dict[int, Choice], late: int = LIVE, before: Choice | None = None) -> list[Ballot]:
    return [Ballot(1, member, choice, "word", NOW, late, before) for member, choice in chosen.items()]


def unit(name: str, *members: int) -> Unit:
    return Unit(ord(name[0]), name, frozenset(members))


def named(some: Bodies) -> list[tuple[int, str, frozenset[int]]]:
    return [(bloc, f"Bloc {bloc}", body) for bloc, body in some.items()]


def people(first: int, count: int, choice: Choice = Choice.AYE) -> dict[int, Choice]:
    return dict.fromkeys(range(first, first + count), choice)


@pytest.mark.parametrize(
    ("ayes", "whole", "is_met"),
    [(0, 0, True), (0, 1, False), (1, 1, True), (1, 2, False), (2, 3, True), (2, 4, False), (3, 4, True)],
)
def test_more_than_half_of_the_blocs_have_to_be_for_it(ayes: int, whole: int, is_met: bool) -> None:
    assert Blocs(folded=whole, folded_for=ayes).is_met is is_met


@pytest.mark.parametrize(
    ("tally", "least", "is_for"),
    [
        (Tally(1, 0), 1, True),
        (Tally(1, 1), 1, False),
        (Tally(0, 0, 9), 1, False),
        (Tally(4, 0), 5, False),
        (Tally(3, 1, 1), 5, True),
    ],
)
def test_a_bloc_is_for_it_by_its_own_tally(tally: Tally, least: int, is_for: bool) -> None:
    assert Row("North", tally).is_for(least) is is_for


def test_who_is_in_several_blocs_counts_in_each_and_who_is_in_none_in_none() -> None:
    by_blocs = ByBlocs((unit("North", 1, 2), unit("South", 2, 3)))
    found = by_blocs.count(cast({2: Choice.AYE, 9: Choice.NO}))
    assert (found.ayes, found.whole) == (2, 2)


def test_a_bloc_without_votes_counts_and_is_not_for_it() -> None:
    by_blocs = ByBlocs((unit("North", 1), unit("South", 2)))
    assert (by_blocs.count(cast({1: Choice.AYE})).ayes, len(by_blocs.units)) == (1, 2)
    assert not by_blocs.count(cast({1: Choice.AYE})).is_met


def test_a_bloc_without_anybody_who_may_vote_does_not_count() -> None:
    some = [(1, "North", frozenset({1})), (2, "Empty", frozenset({8}))]
    assert [one.name for one in units(some, {1}, False)] == ["North"]


def test_blocs_can_only_stop_what_the_votes_carry() -> None:
    against, in_favour = Blocs(folded=3, folded_for=1), Blocs(folded=3, folded_for=2)
    assert both(Verdict.CARRIED, against) is Verdict.LOST
    assert both(Verdict.CARRIED, in_favour) is Verdict.CARRIED
    for verdict in (Verdict.LOST, Verdict.INQUORATE):
        assert both(verdict, in_favour) is verdict
    assert both(Verdict.CARRIED, None) is Verdict.CARRIED


def test_two_large_blocs_are_shown_and_a_small_one_takes_its_neighbour_along() -> None:
    some = (unit("North", *range(1, 11)), unit("South", *range(11, 21)), unit("East", *range(21, 31)))
    whole = ByBlocs(some).count(cast(people(1, 10) | people(11, 6)))
    assert [row.name for row in whole.rows] == ["North", "South"]
    three = ByBlocs(some).count(cast(people(1, 10) | people(11, 6) | people(21, 3)))
    assert [row.name for row in three.rows] == ["North"]
    assert (three.folded, three.folded_for) == (2, 2)


@given(bodies, votes)
def test_no_difference_tells_on_fewer_than_five(some: Bodies, chosen: dict[int, Choice]) -> None:
    made = units(named(some), range(1, 41), False)
    shown = double.fit_to_list(made, frozenset(chosen))
    taken: set[int] = set()
    for one in shown:
        assert len(one.members & chosen.keys()) >= SMALLEST
        assert not one.members & taken
        taken |= one.members
    left = len(chosen.keys() - taken)
    assert not shown or left == 0 or left >= SMALLEST


@given(bodies, votes, st.booleans())
def test_folding_hides_tallies_and_changes_no_result(
    some: Bodies, chosen: dict[int, Choice], is_unnamed: bool
) -> None:
    least = SMALLEST if is_unnamed else 1
    made = units(named(some), range(1, 41), is_unnamed)
    found = ByBlocs(made, least).count(cast(chosen))
    tallies = [[chosen[m] for m in one.members if m in chosen] for one in made]
    for_it = [t for t in tallies if len(t) >= least and t.count(Choice.AYE) > t.count(Choice.NO)]
    assert (found.whole, found.ayes) == (len(made), len(for_it))
    assert double.read(json.loads(json.dumps(double.written(found)))) == found


@given(bodies, votes)
def test_where_nobody_is_named_what_few_chose_decides_no_bloc(
    some: Bodies, chosen: dict[int, Choice]
) -> None:
    made = units(named(some), range(1, 41), True)
    few = {m for one in made for m in one.members if len(one.members & chosen.keys()) < SMALLEST}
    other = {m: (Choice.NO if m in few and c is Choice.AYE else c) for m, c in chosen.items()}
    by_blocs = ByBlocs(made, SMALLEST)
    assert by_blocs.count(cast(chosen)).ayes == by_blocs.count(cast(other)).ayes
    for i, one in enumerate(made):
        assert len(one.members) >= SMALLEST
        assert all(not one.members & another.members for another in made[:i])


@given(bodies, votes)
def test_one_more_vote_for_never_loses_a_bloc(some: Bodies, chosen: dict[int, Choice]) -> None:
    by_blocs = ByBlocs(units(named(some), range(1, 41), False))
    before = by_blocs.count(cast(chosen)).ayes
    for member in range(1, 41):
        if member not in chosen:
            assert by_blocs.count(cast(chosen | {member: Choice.AYE})).ayes >= before
            break


def test_late_ballots_that_decide_by_blocs_alone_open_the_vote_again() -> None:
    by_blocs = ByBlocs((unit("North", 1, 2), unit("South", 3)))
    in_time = cast({1: Choice.AYE, 2: Choice.AYE})
    late = [*in_time, *cast({3: Choice.AYE}, READ_AT_CLOSE)]
    assert result.late_ones_decide(MOTION, late, 3, None, by_blocs)
    assert not result.late_ones_decide(MOTION, late, 3)


def test_a_report_keeps_the_blocs_and_one_without_them_is_as_it_was() -> None:
    by_blocs = ByBlocs((unit("North", 1, 2),))
    counters = Tally(2, 0, 0, 2)
    ballots = cast({1: Choice.AYE, 2: Choice.AYE})
    report = result.report(MOTION, ballots, counters, result.Recount(), frozenset(), None, by_blocs)
    assert result.read(result.written(report)) == report
    assert result.verdict(MOTION, report) is State.CARRIED
    plain = result.report(MOTION, ballots, counters, result.Recount(), frozenset())
    assert "blocs" not in json.loads(result.written(plain))
