"""What holds of every count, whatever the ballots."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ballots.counting import blt
from bot.ballots.counting.count import count
from bot.ballots.counting.countback import countback
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.plain import plain
from bot.ballots.counting.ranking import Ranking, grouped, only
from bot.ballots.counting.result import Act, Result, Stage

RANKED = [Method.STV, Method.IRV, Method.SCHULZE, Method.APPROVAL]


@st.composite
def elections(draw: st.DrawFn, method: Method | None = None) -> tuple[Election, list[Ranking]]:
    """Few candidates with ids in no order, and ballots that are often alike, so that ties are common."""
    candidates = draw(st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True))
    method = method or draw(st.sampled_from(RANKED))
    seats = 1 if method is Method.IRV else draw(st.integers(1, len(candidates)))
    one = st.lists(st.sampled_from(candidates), unique=True, min_size=1).map(tuple)
    kinds = draw(st.lists(one, min_size=1, max_size=8))
    ballots = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=60))
    return Election(tuple(candidates), seats, method, draw(st.text(max_size=4))), ballots


@settings(deadline=None)
@given(elections())
def test_as_many_are_elected_as_there_are_seats(drawn: tuple[Election, list[Ranking]]) -> None:
    election, ballots = drawn
    result = count(election, grouped(ballots))
    assert len(result.elected) == len(set(result.elected)) == election.seats
    assert set(result.elected) <= set(election.candidates)
    assert result.elected == tuple(c for stage in result.stages for c in stage.elected)


@settings(deadline=None)
@given(elections(), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_that_of_candidates_matters(drawn, random) -> None:  # type: ignore[no-untyped-def]
    election, ballots = drawn
    result = plain(count(election, grouped(ballots)))
    candidates = list(election.candidates)
    random.shuffle(candidates)
    random.shuffle(ballots)
    again = Election(tuple(candidates), election.seats, election.method, election.seed)
    assert plain(count(again, grouped(ballots))) == result


@settings(deadline=None)
@given(st.one_of(elections(Method.STV), elections(Method.IRV)))
def test_nothing_is_gained_or_lost(drawn: tuple[Election, list[Ranking]]) -> None:
    result = count(drawn[0], grouped(drawn[1]))
    for stage in result.stages:
        assert sum(stage.totals.values()) + stage.not_transferable == len(drawn[1]) * result.scale
        assert min(stage.totals.values()) >= 0
    for before, after in pairwise(result.stages):
        _moves_what_it_says(result, before, after)


def _moves_what_it_says(result: Result, before: Stage, after: Stage) -> None:
    gave = before.totals[after.of or 0] - after.totals[after.of or 0]
    left = after.not_transferable - before.not_transferable
    assert gave == sum(after.moved.values()) + left
    assert 0 <= before.exhausted <= after.exhausted
    assert 0 <= after.fractions - before.fractions < len(result.election.candidates) * result.scale
    kept = after.needed if after.act is Act.SURPLUS else 0
    for candidate, votes in before.totals.items():
        moved = after.moved.get(candidate, 0)
        assert after.totals[candidate] == (kept if candidate == after.of else votes + moved)


@settings(deadline=None)
@given(elections(Method.STV))
def test_whoever_is_elected_early_has_the_quota_and_nobody_with_a_quota_is_left_out(
    drawn: tuple[Election, list[Ranking]],
) -> None:
    result = count(drawn[0], grouped(drawn[1]))
    for stage in result.stages[:-1]:
        assert all(stage.totals[candidate] >= result.quota for candidate in stage.elected)
    ended = result.stages[-1].totals
    assert all(ended[c] < result.quota for c in result.election.candidates if c not in result.elected)


@settings(deadline=None)
@given(elections(Method.IRV))
def test_irv_elects_whom_more_than_half_put_first(drawn: tuple[Election, list[Ranking]]) -> None:
    election, ballots = drawn
    first, times = Counter(ranking[0] for ranking in ballots).most_common(1)[0]
    result = count(election, grouped(ballots))
    assert (2 * times > len(ballots)) == (len(result.stages) == 1 or len(election.candidates) == 1)
    if 2 * times > len(ballots):
        assert result.elected == (first,)


@settings(deadline=None)
@given(elections(Method.SCHULZE))
def test_schulze_elects_whoever_wins_against_each_of_the_others(
    drawn: tuple[Election, list[Ranking]],
) -> None:
    election, ballots = drawn
    result = count(election, grouped(ballots))
    assert result.duels is not None
    wins = result.duels.preferred
    best = [
        a for a in election.candidates if all(wins[a, b] > wins[b, a] for b in election.candidates if b != a)
    ]
    assert not best or result.elected[0] == best[0]
    for a, b in wins:
        ahead = sum(_place(r, a) < _place(r, b) for r in ballots)
        assert wins[a, b] == ahead


def _place(ranking: Ranking, candidate: int) -> int:
    return ranking.index(candidate) if candidate in ranking else 99


@settings(deadline=None)
@given(elections(), st.data())
def test_a_countback_elects_one_who_stands_or_says_that_nothing_counts(drawn, data) -> None:  # type: ignore[no-untyped-def]
    election, ballots = drawn
    elected = count(election, grouped(ballots)).elected
    others = [candidate for candidate in election.candidates if candidate not in elected]
    if not others:
        return
    leaves = data.draw(st.sampled_from(elected))
    try:
        result = countback(election, grouped(ballots), leaves, others)
    except NothingCounts:
        named = only(grouped(ballots), set(others))
        assert election.method is Method.STV or not any(named)
    else:
        assert len(result.elected) == 1
        assert result.elected[0] in others


@settings(deadline=None)
@given(elections(), st.text(), st.data())
def test_a_file_reads_as_it_was_written(drawn, title: str, data) -> None:  # type: ignore[no-untyped-def]
    election, ballots = drawn
    names = {c: data.draw(st.text(max_size=12)) for c in election.candidates}
    sheet = blt.Sheet(names, election.seats, grouped(ballots), title=title)
    text = blt.write(sheet)
    read = blt.read(text)
    numbers = dict(zip(election.candidates, range(1, len(names) + 1), strict=True))
    expected = grouped(tuple(numbers[c] for c in ranking) for ranking in ballots)
    assert read.ballots == expected
    assert read.seats == election.seats
    assert blt.write(read) == text
