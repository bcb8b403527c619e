"""Motions while a meeting of their body goes on: who orders them, and how short a vote may be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.api.errors import NotEntitled, RuleError
from bot.api.meetings import Sitting
from bot.api.number import Numbered
from cogs.motions.rules import errors
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.terms import LONGEST_VOTE

SHORTEST = timedelta(minutes=1)
"""How long a vote of a meeting lasts at least, and how long before its close an early one is told."""
BRIEF = timedelta(hours=1)
"""A vote that is shorter than this, or than the assembly's shortest, is one of a meeting."""
MOST_NAMED = 3


@dataclass(eq=False, repr=False)
class HandOver(RuleError):
    """The facilitator moved the motion, or it concerns them; others are who could facilitate instead."""

    number: Numbered
    is_mover: bool
    others: tuple[int, ...]
    unnamed: bool = False


@dataclass(eq=False, repr=False)
class FacilitatorOrders(RuleError):
    """While a meeting has a facilitator, nobody else orders, opens or closes the motions of its body."""

    number: Numbered
    facilitator: int
    unnamed: bool = False


@dataclass(eq=False, repr=False)
class SpeaksForFew(RuleError):
    """The facilitator of a meeting that does not speak for its body orders its motions."""

    number: Numbered
    shortest: timedelta


@dataclass(eq=False, repr=False)
class NotShortHere(RuleError):
    """A vote of minutes is asked for where there is no meeting that can decide so."""

    number: Numbered
    shortest: timedelta
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Parties:
    """The people of a motion: who moved it, whom it concerns, who seconded it."""

    mover: int | None = None
    concerned: frozenset[int] = frozenset()
    seconders: frozenset[int] = frozenset()

    @property
    def partial(self) -> frozenset[int]:
        """Who does not facilitate what it is about."""
        return self.concerned | ({self.mover} if self.mover is not None else frozenset())

    @property
    def all(self) -> frozenset[int]:
        return self.partial | self.seconders


def orders(parties: Parties, sitting: Sitting | None) -> int | None:
    """The facilitator who orders a motion: none where no meeting has one, or where they are a party to it."""
    facilitator = sitting.facilitator if sitting else None
    return None if facilitator in parties.partial else facilitator


def conducts(
    number: Numbered,
    parties: Parties,
    by: int,
    is_steward: bool,
    sitting: Sitting | None,
    turns: Collection[int] = (),
    unnamed: bool = False,
) -> bool:
    """Whether a member orders, opens and closes a motion, beyond what its mover may.

    The facilitator does while a meeting of its body has one. What that person is a party to is done by a
    steward, or by whoever takes the role. turns are those who could, the next one first.
    """
    if sitting is None or sitting.facilitator is None:
        return is_steward
    if by == sitting.facilitator:
        if by in parties.partial:
            others = [m for m in turns if m not in parties.all and m in sitting.present]
            raise HandOver(number, by == parties.mover, tuple(others[:MOST_NAMED]), unnamed)
        return True
    facilitator = orders(parties, sitting)
    if facilitator is None or by == parties.mover or not is_steward:
        return is_steward and facilitator is None
    raise FacilitatorOrders(number, facilitator, unnamed)


def needs_conduct(number: Numbered, may: bool, facilitator: int | None, unnamed: bool = False) -> None:
    """Refuses who does not conduct, with who does."""
    if may:
        return
    if facilitator is not None:
        raise FacilitatorOrders(number, facilitator, unnamed)
    raise NotEntitled("steward")


def speaks(sitting: Sitting, entitled: Collection[int], shortest: timedelta, now: datetime) -> bool:
    """Whether a meeting speaks for its body, so that its facilitator orders what all vote on.

    Else whoever is awake at night could: either more than half of all who may vote are here, or everyone
    could know of the meeting for as long as a vote at least lasts, and its quorum is here if one is set.
    """
    here = len(sitting.present.intersection(entitled))
    was_called = sitting.called_at is not None and sitting.called_at + shortest <= now
    return 2 * here > len(entitled) or (was_called and here >= sitting.quorum)


def may_decide(sitting: Sitting, entitled: Collection[int], shortest: timedelta, now: datetime) -> bool:
    """Whether votes of this meeting may be as short as it wants: it speaks for its body, and no few decide.

    Unless more than half of all who may vote are here, it takes a quorum for that.
    """
    here = len(sitting.present.intersection(entitled))
    is_many = sitting.quorum > 0 or 2 * here > len(entitled)
    return is_many and speaks(sitting, entitled, shortest, now)


def may_be_short(motion: Motion) -> bool:
    """What does something by itself, or brings back what was set aside, keeps the time it was given."""
    return not (motion.deed or motion.practice or motion.restores)


def is_brief(closes: timedelta | datetime | None, shortest: timedelta, now: datetime) -> bool:
    """Whether a vote of this length, or with this close, is one that only a meeting has."""
    length = closes - now if isinstance(closes, datetime) else closes
    return length is not None and length < max(shortest, BRIEF)


def timed(motion: Motion, closes: timedelta | datetime, now: datetime) -> Motion:
    """The draft with the length, or the close, that a meeting gives it as its vote opens."""
    length = closes - now if isinstance(closes, datetime) else closes
    if length < SHORTEST:
        raise errors.VoteTooShort(SHORTEST)
    if length > LONGEST_VOTE:
        raise errors.VoteTooLong(LONGEST_VOTE)
    if isinstance(closes, datetime):
        return replace(motion, closes_on=closes)
    return replace(motion, closes_after=closes, closes_on=None)


def voted_in(motion: Motion, sitting: Sitting, shortest: timedelta, now: datetime) -> Motion:
    """The draft as its vote opens in a meeting; a brief vote waits for no hour of the day."""
    is_short = is_brief(motion.closes_on or motion.closes_after, shortest, now)
    return replace(motion, sitting=sitting.number, hour=None if is_short else motion.hour)
