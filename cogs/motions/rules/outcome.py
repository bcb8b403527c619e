"""What came of a motion that was carried, and when to look again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from bot.api.number import Numbered
from cogs.motions.rules.errors import NotYours
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

OUTCOME_LIMIT = 2000
SOONEST_REVIEW, LATEST_REVIEW, LATE_AFTER = timedelta(hours=1), timedelta(days=3 * 366), timedelta(minutes=10)


@dataclass(eq=False, repr=False)
class NothingCarried(RuleError):
    """Only of what was carried can anything come."""

    number: Numbered
    state: State


@dataclass(eq=False, repr=False)
class ReviewOutOfReach(RuleError):
    """A date to look again that is too near or too far."""

    soonest: timedelta
    latest: timedelta


def told(
    motion: Motion, by: int, is_steward: bool, text: str, review: timedelta | datetime | None, now: datetime
) -> Motion:
    """The motion with what came of it; an earlier date to look again stays where no other is given."""
    if motion.state is not State.CARRIED or motion.practice or motion.restores is not None:
        raise NothingCarried(motion.number, motion.state)
    if motion.mover != by and not is_steward:
        raise NotYours(motion.number)
    at = now + review if isinstance(review, timedelta) else review
    if at is not None and not SOONEST_REVIEW <= at - now <= LATEST_REVIEW:
        raise ReviewOutOfReach(SOONEST_REVIEW, LATEST_REVIEW)
    return replace(motion, outcome=text, review_at=at or motion.review_at)


def is_due(motion: Motion, now: datetime) -> bool:
    """Whether it is time to ask what came of it."""
    return motion.state is State.CARRIED and motion.review_at is not None and motion.review_at <= now


def reviewed(motion: Motion) -> Motion:
    """The motion once that was asked: it is asked once for each date."""
    return replace(motion, review_at=None)
