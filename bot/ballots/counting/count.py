"""The one way to a result: the ballots are counted by the method of the election."""

from __future__ import annotations

from collections.abc import Callable

from bot.ballots.counting import approval, irv, plurality, schulze, stv
from bot.ballots.counting.election import Election, Method
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Result

_METHODS: dict[Method, Callable[[Election, Rankings], Result]] = {
    Method.STV: stv.count,
    Method.IRV: irv.count,
    Method.SCHULZE: schulze.count,
    Method.APPROVAL: approval.count,
    Method.PLURALITY: plurality.count,
}


def count(election: Election, ballots: Rankings) -> Result:
    """Who is elected, and how."""
    return _METHODS[election.method](election, ballots)
