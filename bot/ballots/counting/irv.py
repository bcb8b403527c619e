"""Ranked choice for one seat: whoever has least goes out, until one has more than half of what is left."""

from __future__ import annotations

from bot.ballots.counting import ranking
from bot.ballots.counting.election import Election
from bot.ballots.counting.ranking import Rankings
from bot.ballots.counting.result import Result
from bot.ballots.counting.transferring import Count


def count(election: Election, ballots: Rankings) -> Result:
    """Who is elected, stage by stage."""
    papers = ranking.valid(ballots, election.candidates)
    blank = sum(ballots.values()) - sum(papers.values())
    return Count(election, {1: list(papers.items())}, 1, blank=blank).finish()
