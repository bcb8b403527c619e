"""Plurality: a ballot names one, and those named most often are elected."""

from __future__ import annotations

from bot.ballots.counting import approval
from bot.ballots.counting.election import Election
from bot.ballots.counting.errors import NamesTooMany
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Result


def count(election: Election, ballots: Rankings) -> Result:
    """Who is named most often."""
    most = max(map(len, ballots), default=0)
    if most > 1:
        raise NamesTooMany(most)
    return approval.count(election, ballots)
