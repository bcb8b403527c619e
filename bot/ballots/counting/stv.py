"""The single transferable vote by the Scottish rules: weighted inclusive Gregory, to five decimals."""

from __future__ import annotations

from bot.ballots.counting import ranking
from bot.ballots.counting.election import Election
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Result
from bot.ballots.counting.transferring import Count

SCALE = 10**5


def quota(ballots: int, seats: int) -> int:
    """The fewest whole votes that more people than there are seats cannot all have."""
    return ballots // (seats + 1) + 1


def begun(election: Election, ballots: Rankings) -> Count:
    """A count after its first stage."""
    papers = ranking.valid(ballots, election.candidates)
    cast = sum(papers.values())
    needed = quota(cast, election.seats) * SCALE
    return Count(election, {SCALE: list(papers.items())}, SCALE, needed, sum(ballots.values()) - cast)


def count(election: Election, ballots: Rankings) -> Result:
    """Who is elected, stage by stage."""
    return begun(election, ballots).finish()
