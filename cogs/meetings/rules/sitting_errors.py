"""What can be wrong with an act in a meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from bot.api.errors import RuleError
from bot.api.number import Numbered

if TYPE_CHECKING:
    from cogs.meetings.rules.sitting import Seat


class NamesSomebody(RuleError):
    """Says who has a role; unnamed where others could read that in a careful assembly."""

    unnamed = False


@dataclass(eq=False, repr=False)
class NotStarted(RuleError):
    """No meeting goes on here; coming is when the next one begins."""

    coming: datetime | None = None


@dataclass(eq=False, repr=False)
class GoesOnAlready(RuleError):
    """Another meeting of the same body goes on."""

    number: Numbered
    title: str = field(repr=False)


@dataclass(eq=False, repr=False)
class SeveralDue(RuleError):
    """Nothing says which of several meetings is to start whose time has come: number, title and time."""

    calls: tuple[tuple[int, str, datetime], ...] = field(repr=False)


@dataclass(eq=False, repr=False)
class TooEarly(RuleError):
    """A called meeting is started long before its time."""

    number: int
    at: datetime


@dataclass(eq=False, repr=False)
class MeetingOver(RuleError):
    """The meeting has ended."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotFacilitating(NamesSomebody):
    """Only who holds the meeting does that."""

    number: Numbered
    facilitator: int | None


@dataclass(eq=False, repr=False)
class SeatTaken(NamesSomebody):
    """Somebody has this role."""

    seat: Seat
    holder: int
    is_own: bool


@dataclass(eq=False, repr=False)
class NotYourSeat(RuleError):
    """A role is handed over by somebody who does not have it."""

    seat: Seat


@dataclass(eq=False, repr=False)
class NotHere(RuleError):
    """A role is handed to somebody who has not said that they are here."""

    member: int


@dataclass(eq=False, repr=False)
class SayHere(RuleError):
    """Something is done in a meeting by somebody who has not said that they are here."""

    number: Numbered


@dataclass(eq=False, repr=False)
class HereAlready(RuleError):
    """Somebody says for the second time that they are here, or that they have gone."""

    number: Numbered
    is_here: bool


@dataclass(eq=False, repr=False)
class NoItem(RuleError):
    """The agenda has nothing in this place."""

    place: int
    count: int


class WentOnAlready(RuleError):
    """The next item is asked for by a button that was there for an item which is over."""


class NotToPresent(RuleError):
    """Somebody is to present an item who is not on the roll, or not of the body that meets."""


class NothingOnAgenda(RuleError):
    """There is nothing left to go on to."""


class ItemNeedsWords(RuleError):
    """Something is put on the agenda without saying what."""


@dataclass(eq=False, repr=False)
class TooManyItems(RuleError):
    """More is on the agenda than any meeting gets through."""

    most: int


@dataclass(eq=False, repr=False)
class OddLength(RuleError):
    """A time box that is none, or longer than a meeting."""

    most: int


@dataclass(eq=False, repr=False)
class NotYourItem(RuleError):
    """An item is taken off by somebody who neither put it there nor holds the meeting."""

    place: int


@dataclass(eq=False, repr=False)
class TakenUpAlready(RuleError):
    """An item is moved or taken off that the meeting has reached."""

    place: int


@dataclass(eq=False, repr=False)
class OnAgendaAlready(RuleError):
    """A motion is put on the agenda twice."""

    motion: Numbered
    place: int


@dataclass(eq=False, repr=False)
class NoSuchMotion(RuleError):
    """A motion is put on the agenda that is none, or is nobody's business here."""

    motion: Numbered


class NoItemOpen(RuleError):
    """More time is asked for where nothing is being talked about."""


class AskedAlready(RuleError):
    """The room is asked about the same thing just now, or the same person asks twice."""


class NothingAsked(RuleError):
    """A hand is shown where the room is asked nothing."""


@dataclass(eq=False, repr=False)
class WhichQuestion(RuleError):
    """A hand is shown where the room is asked two things, without saying for which."""

    asked: tuple[int, ...]


class HandsCounted(RuleError):
    """A hand is shown after they were counted."""
