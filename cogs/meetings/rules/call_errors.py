"""What can be wrong with what is wanted of a meeting's call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.api.errors import RuleError


@dataclass(eq=False, repr=False)
class NoCall(RuleError):
    """No meeting has this number, as far as the person may know; coming are those that are to come."""

    number: int
    coming: tuple[int, ...] = ()


@dataclass(eq=False, repr=False)
class WhichCall(RuleError):
    """Somebody says whether they come, and not to which of several meetings; or there is none."""

    coming: tuple[int, ...]


@dataclass(eq=False, repr=False)
class AskedElsewhere(RuleError):
    """A bloc's meeting was asked about where others read along."""

    number: int
    bloc: str = field(repr=False)


class TitleNeeded(RuleError):
    """A meeting was to have no title."""


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """A meeting was to be changed by somebody who neither called it nor keeps the assembly."""

    number: int


@dataclass(eq=False, repr=False)
class CallCancelled(RuleError):
    """The meeting does not take place any more."""

    number: int


@dataclass(eq=False, repr=False)
class CallOver(RuleError):
    """A date of a meeting is over, or there are no more to come."""

    number: int
    at: datetime | None = None


@dataclass(eq=False, repr=False)
class HasBegun(RuleError):
    """A date of a meeting has begun, so that it can't be moved or left out."""

    number: int
    at: datetime


@dataclass(eq=False, repr=False)
class NoSuchDate(RuleError):
    """The meeting is not held on the day that was named; coming are its next dates."""

    number: int
    given: str
    coming: tuple[datetime, ...] = ()


@dataclass(eq=False, repr=False)
class OffTheRule(RuleError):
    """A series that is held on several days was to begin on one that is none of them."""

    rule: str
    at: datetime


class EndsBeforeStart(RuleError):
    """A meeting was to end before it begins."""


@dataclass(eq=False, repr=False)
class LastsTooLong(RuleError):
    """A meeting was to last longer than any does."""

    longest: timedelta


@dataclass(eq=False, repr=False)
class LateTooLong(RuleError):
    """A reminder was to come later than any does."""

    longest: timedelta


@dataclass(eq=False, repr=False)
class NoLead(RuleError):
    """Words that say no time before a meeting."""

    given: str


@dataclass(eq=False, repr=False)
class LeadTooLong(RuleError):
    """A reminder was to come too long before the meeting."""

    longest: timedelta


@dataclass(eq=False, repr=False)
class TooManyLeads(RuleError):
    """More reminders before a meeting than the assembly lets it have."""

    given: int
    most: int


@dataclass(eq=False, repr=False)
class TooManyCalls(RuleError):
    """A member has called as many meetings that are still to come as one may."""

    numbers: tuple[int, ...]


@dataclass(eq=False, repr=False)
class CalledJustNow(RuleError):
    """A member calls everyone to come at once, again within minutes."""

    number: int


@dataclass(eq=False, repr=False)
class NoRoom(RuleError):
    """Words that name no room in which this assembly could meet."""

    given: str


class NoBlocOfIts(RuleError):
    """Only a bloc was to be told, of a meeting that is no bloc's."""


@dataclass(eq=False, repr=False)
class NothingAnswered(RuleError):
    """An answer was to be taken back that was never given."""

    number: int


@dataclass(eq=False, repr=False)
class NoSuchMotion(RuleError):
    """A meeting was to be about a motion that is not there."""

    number: int


@dataclass(eq=False, repr=False)
class TooMuch(RuleError):
    """A setting of meetings was to be more than it may be."""

    most: int


class CarefulShowsNothing(RuleError):
    """A careful assembly was to show its meetings in a calendar that others see."""
