"""One recorded choice, or one recorded paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from bot.ballots.paper import Paper
from bot.ballots.rules import Choice

LIVE, READ_AFTER_GAP, READ_AT_CLOSE = 0, 1, 2


T = TypeVar("T")


class Standing(NamedTuple, Generic[T]):
    """A ballot as an act meets it, with the choice or the paper that it says.

    at is in microseconds, None where the network could not say; before is what a reading at the close
    replaced.
    """

    said: T
    source: str
    at: int | None
    late: int
    before: T | None


def standing_of(
    read: Callable[[Any], T], said: Any, source: str, at: int | None, late: int, before: Any
) -> Standing[T]:
    """A standing ballot as it is stored; read says what is said."""
    return Standing(read(said), source, at, late, None if before is None else read(before))


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
