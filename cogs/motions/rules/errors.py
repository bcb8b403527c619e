"""What can be wrong with an act on a motion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from cogs.motions.rules.state import State


@dataclass(eq=False, repr=False)
class NoMotion(RuleError):
    """No motion has this number; undecided are those that one may have meant."""

    number: int
    undecided: tuple[int, ...]


@dataclass(eq=False, repr=False)
class MoverCannotSecond(RuleError):
    """A motion needs somebody else behind it."""

    number: int


@dataclass(eq=False, repr=False)
class AlreadySeconded(RuleError):
    """This member has seconded it before."""

    number: int


@dataclass(eq=False, repr=False)
class NotNow(RuleError):
    """The act does not fit the state that the motion is in."""

    number: int
    state: State


@dataclass(eq=False, repr=False)
class MovedByNobody(RuleError):
    """Members called for the vote together, so nobody moves it once more alone."""

    number: int


@dataclass(eq=False, repr=False)
class VotingClosed(RuleError):
    """The vote came after the close and was not counted."""

    number: int
    closed_at: datetime


@dataclass(eq=False, repr=False)
class NotInTheElectorate(RuleError):
    """The person was not there (or not on the roll) when voting opened; others are open to them."""

    number: int
    others: tuple[int, ...] = ()


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """Only the mover may do this."""

    number: int


@dataclass(eq=False, repr=False)
class BallotsCast(RuleError):
    """It is too late to withdraw: somebody has voted."""

    number: int


@dataclass(eq=False, repr=False)
class TooManyUndecided(RuleError):
    """This member has as many undecided motions as one may have."""

    numbers: tuple[int, ...]


@dataclass(eq=False, repr=False)
class OutOfRange(RuleError):
    """A number that is too small or too large for what it is."""

    argument: str
    lowest: int
    highest: int


@dataclass(eq=False, repr=False)
class StaysOpen(RuleError):
    """Members have stopped an early close; it can't be announced again."""

    number: int
    closes_at: datetime


@dataclass(eq=False, repr=False)
class VoteTooShort(RuleError):
    """Voting would be open for less than the assembly allows."""

    shortest: timedelta


@dataclass(eq=False, repr=False)
class VoteTooLong(RuleError):
    """Voting would be open for longer than makes sense."""

    longest: timedelta


@dataclass(eq=False, repr=False)
class DebateTooLong(RuleError):
    """Voting would not open for longer than makes sense."""

    longest: timedelta


@dataclass(eq=False, repr=False)
class AlreadyObjected(RuleError):
    """This member has asked before to keep the vote open."""

    number: int


@dataclass(eq=False, repr=False)
class NotReadable(RuleError):
    """A network can't be read again yet, so the motion can't be counted yet."""

    number: int


@dataclass(eq=False, repr=False)
class PracticeOpen(RuleError):
    """One practice at a time is enough for an assembly."""

    number: int


@dataclass(eq=False, repr=False)
class NothingToChange(RuleError):
    """An edit without a new title or text."""

    number: int


@dataclass(eq=False, repr=False)
class DecidedLikeItsMotion(RuleError):
    """Terms of its own for an amendment."""

    number: int


@dataclass(eq=False, repr=False)
class NoModels(RuleError):
    """Nobody offers motions to other workplaces here."""
