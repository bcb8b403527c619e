"""One recorded choice, or one recorded paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.ballots.paper import Paper, read
from bot.ballots.rules import Choice

LIVE, READ_AFTER_GAP, READ_AT_CLOSE = 0, 1, 2


class Standing(NamedTuple):
    """A ballot as an act meets it; at is in microseconds, None where the network could not say."""

    choice: Choice
    source: str
    at: int | None
    late: int
    before: Choice | None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One member's choice in a box.

    late says how it came: live, read after a gap, or read at the close; before is the choice that a reading
    at the close replaced.
    """

    box: int
    member: int
    choice: Choice
    source: str
    at: datetime | None
    late: int = LIVE
    before: Choice | None = None
    reason: str = ""


def standing_of(choice: int, source: str, at: int | None, late: int, before: int | None) -> Standing:
    """A standing ballot of stored numbers."""
    return Standing(Choice(choice), source, at, late, None if before is None else Choice(before))


class PaperStanding(NamedTuple):
    """A paper as an act meets it; at is in microseconds, None where the network could not say."""

    paper: Paper
    source: str
    at: int | None
    late: int
    before: Paper | None


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """One member's paper in a box; late and before as a ballot has them."""

    box: int
    member: int
    paper: Paper
    source: str
    at: datetime | None
    late: int = LIVE
    before: Paper | None = None


def paper_standing_of(
    paper: str, source: str, at: int | None, late: int, before: str | None
) -> PaperStanding:
    """A standing paper as it is stored."""
    return PaperStanding(read(paper), source, at, late, None if before is None else read(before))
