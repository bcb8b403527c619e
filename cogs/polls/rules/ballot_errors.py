"""What can be wrong with a ballot: with its words, with who gives it, and with where it is given."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.errors import RuleError
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import Poll


@dataclass(eq=False, repr=False)
class NothingGiven(RuleError):
    """The words name no option at all."""

    poll: Poll


@dataclass(eq=False, repr=False)
class NoOption(RuleError):
    """A part of the words is no option of this poll."""

    poll: Poll
    given: str = field(repr=False)


@dataclass(eq=False, repr=False)
class SeveralFit(RuleError):
    """A part of the words may stand for any of these."""

    poll: Poll
    given: str = field(repr=False)
    options: tuple[Option, ...]


@dataclass(eq=False, repr=False)
class GivenTwice(RuleError):
    """One option has two ranks, or two answers."""

    poll: Poll
    option: Option


@dataclass(eq=False, repr=False)
class OnlyOne(RuleError):
    """Several are named where one is asked for."""

    poll: Poll
    options: tuple[Option, ...]


@dataclass(eq=False, repr=False)
class TooMany(RuleError):
    """More are named than there are."""

    poll: Poll


@dataclass(eq=False, repr=False)
class StandsNoLonger(RuleError):
    """Whom the words name has withdrawn."""

    poll: Poll
    option: Option


@dataclass(eq=False, repr=False)
class NotOnTheList(RuleError):
    """Who may vote was fixed when voting opened, and this person was not among them."""

    number: int
    is_of_bloc: bool
    is_election: bool
