"""What can be wrong with an act on a poll or an election; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NoPoll(RuleError):
    """There is no poll or election of this number that this person may know of here; undecided are those."""

    number: int
    undecided: tuple[Numbered, ...] = ()


@dataclass(eq=False, repr=False)
class NotNow(RuleError):
    """What is wanted does not fit what the poll or election is at; state is its word."""

    number: int
    state: str
    is_election: bool


@dataclass(eq=False, repr=False)
class VotingClosed(RuleError):
    """The ballot came after the close."""

    number: int
    closed_at: datetime
    is_election: bool


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """Only who asked or called it, and stewards, may do this."""

    number: int
    is_election: bool


@dataclass(eq=False, repr=False)
class NoElection(RuleError):
    """The number is that of a poll, and what is wanted is done with elections."""

    number: int
    title: str = field(default="", repr=False)


@dataclass(eq=False, repr=False)
class IsAnElection(RuleError):
    """The number is that of an election, and what is wanted is done with polls."""

    number: int


@dataclass(eq=False, repr=False)
class NotReadable(RuleError):
    """A room can't be read just now; the count is tried again."""

    number: int
    is_election: bool
