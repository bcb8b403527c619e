"""Who follows on a seat that has become vacant, from the ballots of the election itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.ballots.counting import count as counting
from bot.ballots.counting import ranking, stv
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.errors import NoSeatOfTheirs, NotACandidate, Sits
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Result
from bot.ballots.counting.transferring import Count


def countback(election: Election, ballots: Rankings, seat_of: int, standing: Collection[int]) -> Result:
    """Who follows the one who was elected to a seat, of those who still stand.

    Under STV the papers that elected them decide, at the values at which they had them; otherwise all ballots
    do, as if only those who still stand had stood.
    """
    under_way = stv.begun(election, ballots) if election.method is Method.STV else None
    result = under_way.finish() if under_way else counting.count(election, ballots)
    _check(result, seat_of, standing)
    vacancy = replace(election, candidates=tuple(standing), seats=1)
    if under_way is None:
        return counting.count(vacancy, ranking.only(ballots, frozenset(standing)))
    return Count(replace(vacancy, method=Method.IRV), under_way.held[seat_of], stv.SCALE).finish()


def _check(result: Result, seat_of: int, standing: Collection[int]) -> None:
    if seat_of not in result.elected:
        raise NoSeatOfTheirs(seat_of)
    for candidate in standing:
        if candidate not in result.election.candidates:
            raise NotACandidate(candidate)
        if candidate in result.elected:
            raise Sits(candidate)
