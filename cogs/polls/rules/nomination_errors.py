"""What can be wrong with calling an election and with standing in it; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class SeatsOutside(RuleError):
    """So many seats can't be filled at once."""

    given: int
    most: int


@dataclass(eq=False, repr=False)
class OneSeatAlone(RuleError):
    """Ranked choice fills one seat, and several were asked for."""

    seats: int


class DelegatesOfBlocs(RuleError):
    """Only a bloc has delegates."""


class StewardsOfAll(RuleError):
    """A bloc has no stewards of its own."""


class OfficeCanBeRefused(RuleError):
    """An office is given by a vote that can refuse it, so "reopen nominations" stands as well."""


@dataclass(eq=False, repr=False)
class NeedsAVote(RuleError):
    """An office is given by a vote, and nobody is declared elected to it."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NominationsTooShort(RuleError):
    """Nobody could be asked and answer in such a time."""

    least: timedelta


@dataclass(eq=False, repr=False)
class NominationsTooLong(RuleError):
    """Nobody waits for so long."""

    most: timedelta


@dataclass(eq=False, repr=False)
class VotingTooShort(RuleError):
    """A vote is to be open for longer in this assembly."""

    least: timedelta


@dataclass(eq=False, repr=False)
class VotingTooLong(RuleError):
    """A vote would be open for longer than anybody waits."""

    most: timedelta


@dataclass(eq=False, repr=False)
class TooManyCalled(RuleError):
    """A member has called as many elections as they may at once."""

    some: tuple[Numbered, ...]


@dataclass(eq=False, repr=False)
class NotWhileSo(RuleError):
    """What is wanted does not fit what the election is at; state is its word."""

    number: Numbered
    state: str


@dataclass(eq=False, repr=False)
class NominationsOver(RuleError):
    """Who stands is settled; state is the word for what the election is at."""

    number: Numbered
    state: str


@dataclass(eq=False, repr=False)
class MayNotStand(RuleError):
    """Somebody is not among those who vote in this election; bloc is whose it is, if any's."""

    number: Numbered
    bloc: str = field(default="", repr=False)
    is_you: bool = False


@dataclass(eq=False, repr=False)
class StandsAlready(RuleError):
    """Somebody stands already, under this name."""

    number: Numbered
    called: str = field(repr=False)
    is_you: bool = False


@dataclass(eq=False, repr=False)
class TooManyNominated(RuleError):
    """A member has nominated as many others as they may."""

    most: int


@dataclass(eq=False, repr=False)
class TooManyStand(RuleError):
    """A ballot paper has no room for more."""

    number: Numbered
    most: int


@dataclass(eq=False, repr=False)
class NotNominated(RuleError):
    """Nobody has asked this member to stand."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotStanding(RuleError):
    """This member does not stand; is_asked says that they were nominated and have not answered."""

    number: Numbered
    is_asked: bool = False


@dataclass(eq=False, repr=False)
class NoCandidate(RuleError):
    """Nobody who stands is called so, or several are."""

    number: Numbered
    given: str = field(repr=False)


@dataclass(eq=False, repr=False)
class SomeHaveNotVoted(RuleError):
    """An election is closed early only once everyone has voted."""

    number: Numbered
    voted: int
    entitled: int
    closes_at: datetime


@dataclass(eq=False, repr=False)
class HaveVoted(RuleError):
    """People have voted in it already, so nobody alone can call it off."""

    number: Numbered
    voted: int


@dataclass(eq=False, repr=False)
class CalledTheSame(RuleError):
    """Another candidate is called so already; free is a name that would work."""

    number: Numbered
    called: str = field(repr=False)
    free: str = field(repr=False)


@dataclass(eq=False, repr=False)
class CalledLikeNobody(RuleError):
    """A candidate would be called as "reopen nominations" is, or so that it looks like it."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoName(RuleError):
    """What a candidate would be called is no name: it has no letter."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NameTooLong(RuleError):
    """A name is longer than a ballot paper has room for."""

    number: Numbered
    length: int
    limit: int


@dataclass(eq=False, repr=False)
class CloseNominationsLater(RuleError):
    """Nominations can't be closed any sooner than they are going to be."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotLonger(RuleError):
    """Nominations are open until then already, or later than was asked for."""

    number: Numbered
    until: datetime


@dataclass(eq=False, repr=False)
class NobodyStands(RuleError):
    """There is nobody to be declared elected."""

    number: Numbered


@dataclass(eq=False, repr=False)
class StewardsStayOut(RuleError):
    """Who is a steward neither stops nor puts off the election of stewards that somebody else has called."""

    number: Numbered
