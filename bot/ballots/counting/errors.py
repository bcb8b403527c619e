"""What can be wrong with ballots and elections; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass

from bot.api.errors import RuleError


@dataclass(eq=False, repr=False)
class RankedTwice(RuleError):
    """A ballot names a candidate twice; line is where, in a file."""

    candidate: int
    line: int = 0


@dataclass(eq=False, repr=False)
class NotACandidate(RuleError):
    """A ballot names somebody who does not stand; line is where, in a file."""

    given: int
    line: int = 0


@dataclass(eq=False, repr=False)
class NamesTooMany(RuleError):
    """A ballot names more than one where only one may be named."""

    named: int


@dataclass(eq=False, repr=False)
class TooFewCandidates(RuleError):
    """There are more seats than people who stand for them."""

    candidates: int
    seats: int


@dataclass(eq=False, repr=False)
class NoSeats(RuleError):
    """An election has to fill at least one seat."""

    seats: int


@dataclass(eq=False, repr=False)
class StandsTwice(RuleError):
    """Somebody is listed twice among the candidates."""

    candidate: int


@dataclass(eq=False, repr=False)
class OneSeatOnly(RuleError):
    """This way of counting fills one seat; for several there is STV."""

    seats: int


class NothingCounts(RuleError):
    """No ballot names anybody who stands, so nobody is elected."""


@dataclass(eq=False, repr=False)
class NoSeatOfTheirs(RuleError):
    """Whose seat is said to be vacant was not elected to one."""

    candidate: int


@dataclass(eq=False, repr=False)
class Sits(RuleError):
    """Who was elected in the count cannot stand for the vacant seat."""

    candidate: int


@dataclass(eq=False, repr=False)
class NotBlt(RuleError):
    """A line that is not as the BLT format wants it; line 0 is the end of the file."""

    line: int
    given: str
