"""What can be wrong with a reminder."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.errors import RuleError


@dataclass(eq=False, repr=False)
class NoReminder(RuleError):
    """No reminder of this number is this person's; theirs are."""

    number: int
    theirs: tuple[int, ...] = ()


class NoText(RuleError):
    """A reminder that says nothing."""


@dataclass(eq=False, repr=False)
class TooManyReminders(RuleError):
    """So many reminders wait already, for one person or in one room."""

    most: int
    in_room: bool


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """Another has set it for a room, or for a bloc."""

    number: int


class NoRoomHere(RuleError):
    """A room was to be reminded where the two are alone."""


class WhichBloc(RuleError):
    """A bloc was to be reminded, and none is named."""


@dataclass(eq=False, repr=False)
class NotRungYet(RuleError):
    """What has not rung yet can't be put off, and is not done."""

    number: int


@dataclass(eq=False, repr=False)
class NotSoLong(RuleError):
    """A reminder was to wait for years."""

    given: str = field(repr=False, default="")
