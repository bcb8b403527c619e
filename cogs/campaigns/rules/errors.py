"""What can be wrong with a campaign, or with an act on one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NoCampaign(RuleError):
    """No campaign has this number or name here; running ones are (number, name)."""

    given: str = field(repr=False)
    running: tuple[tuple[Numbered, str], ...] = field(repr=False)


@dataclass(eq=False, repr=False)
class HasEnded(RuleError):
    """A campaign that is over takes no more."""

    number: Numbered
    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NotOpenYet(RuleError):
    """A campaign that waits for sponsors, or for its motion."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotWaiting(RuleError):
    """A campaign that has opened needs no sponsors."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoGoal(RuleError):
    """A goal of nobody, or of more people than there are."""

    given: int


@dataclass(eq=False, repr=False)
class ClosesInThePast(RuleError):
    """A closing date that has gone by."""

    at: datetime


@dataclass(eq=False, repr=False)
class NameTaken(RuleError):
    """Another campaign of the assembly is called so."""

    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class TooManyRunning(RuleError):
    """More campaigns run than anybody can follow."""

    most: int


@dataclass(eq=False, repr=False)
class NotSigned(RuleError):
    """There is no signature of this person to take back."""

    number: Numbered


@dataclass(eq=False, repr=False)
class ReactionNotCounted(RuleError):
    """A reaction would show a name to the whole room."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NameNeeded(RuleError):
    """A name is to be shown, and none was said."""

    number: Numbered
    shown: str
