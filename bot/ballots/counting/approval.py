"""Approval: a ballot names as many as it likes, and those named most often are elected."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ballots.counting import ranking
from bot.ballots.counting.election import Election
from bot.ballots.counting.errors import NothingCounts
from bot.ballots.counting.lot import Lot
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Act, Purpose, Result, Stage, Tie
from bot.ballots.counting.tie import ordered


def count(election: Election, ballots: Rankings) -> Result:
    """Who is named most often; the order in which a ballot names people means nothing."""
    papers = ranking.valid(ballots, election.candidates)
    cast = sum(papers.values())
    if not cast:
        raise NothingCounts
    totals = dict.fromkeys(election.candidates, 0)
    for named, times in papers.items():
        for candidate in named:
            totals[candidate] += times
    elected = ordered(election.candidates, [totals], election.lot)[: election.seats]
    tie = _at_the_edge(totals, elected, election.lot)
    stage = Stage(1, Act.BEST, None, totals, elected=elected, ties=(tie,) if tie else ())
    return Result(election, cast, sum(ballots.values()) - cast, 1, 0, elected, (stage,))


def _at_the_edge(totals: Mapping[int, int], elected: tuple[int, ...], lot: Lot) -> Tie | None:
    """The lot between those who were named as often as the last who is elected, if not all of them are."""
    last = totals[elected[-1]]
    level = [candidate for candidate, times in totals.items() if times == last]
    taken = tuple(candidate for candidate in elected if totals[candidate] == last)
    if len(taken) == len(level):
        return None
    return Tie(Purpose.ELECTED, tuple(sorted(level)), taken, drawn=lot.order(level))
