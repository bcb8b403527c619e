"""When a vote may be reminded of, and when that is done unasked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from cogs.motions.rules.errors import NotNow
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

AGAIN_AFTER, BEFORE_CLOSE = timedelta(hours=12), timedelta(days=1)


@dataclass(eq=False, repr=False)
class RemindedLately(RuleError):
    """A vote is reminded of once in twelve hours at most."""

    number: int
    again_at: datetime


@dataclass(eq=False, repr=False)
class AllHaveVoted(RuleError):
    """Nobody is left whom it could remind."""

    number: int


def remind(motion: Motion, voted: int, entitled: int, now: datetime) -> Motion:
    """The motion, reminded of now."""
    if motion.state is not State.OPEN:
        raise NotNow(motion.number, motion.state)
    if motion.reminded_at is not None and motion.reminded_at + AGAIN_AFTER > now:
        raise RemindedLately(motion.number, motion.reminded_at + AGAIN_AFTER)
    if 0 < entitled <= voted:
        raise AllHaveVoted(motion.number)
    return replace(motion, reminded_at=now)


def passed_over(motion: Motion, now: datetime) -> Motion:
    """The motion whose reminder is due and would reach nobody, as all have voted; it is not due again."""
    return replace(motion, reminded_at=now)


def due_at(motion: Motion) -> datetime | None:
    """When a vote is to be reminded of unasked: a day before its close, and once; never where it is short.

    An early close, and the hour for which a vote is opened again, are announced by themselves.
    """
    if motion.state is not State.OPEN or motion.closes_at is None or motion.opened_at is None:
        return None
    at = motion.closes_at - BEFORE_CLOSE
    if motion.practice or motion.reopened or motion.closes_before is not None or motion.opened_at >= at:
        return None
    if motion.reminded_at is None:
        return at
    return max(at, motion.reminded_at + AGAIN_AFTER) if motion.reminded_at < at else None
