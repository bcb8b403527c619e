"""What can be wrong with finding a date and calling the meeting; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError


@dataclass(eq=False, repr=False)
class OneTime(RuleError):
    """There is one time, and nothing to choose."""


@dataclass(eq=False, repr=False)
class NotADate(RuleError):
    """The number is that of a poll that asks for no date."""

    number: int


@dataclass(eq=False, repr=False)
class NoSuchTime(RuleError):
    """The poll has no time of this number."""

    number: int
    given: int
    most: int


@dataclass(eq=False, repr=False)
class NobodyCan(RuleError):
    """No time that is still to come suits anybody."""

    number: int


@dataclass(eq=False, repr=False)
class TimePassed(RuleError):
    """A meeting is to be called for a time that has gone by."""

    number: int
    at: datetime


@dataclass(eq=False, repr=False)
class MeetingCalled(RuleError):
    """A meeting was called for this date before."""

    number: int
    at: datetime


@dataclass(eq=False, repr=False)
class NoMeetings(RuleError):
    """This installation calls no meetings."""

    title: str = field(repr=False)
    at: datetime
