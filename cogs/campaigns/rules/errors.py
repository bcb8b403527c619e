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
class NeverOpened(RuleError):
    """Of what waits to open nothing can have come."""

    number: Numbered
    name: str = field(repr=False)


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
class NoName(RuleError):
    """A short name without a letter in it."""

    given: str = field(repr=False)


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
class NotTranslated(RuleError):
    """A bloc's own words are for those alone who are in it."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NameNeeded(RuleError):
    """A name is to be shown, and none was said."""

    number: Numbered
    shown: str


@dataclass(eq=False, repr=False)
class NotAGoal(RuleError):
    """Words that are no number of people."""

    given: str = field(repr=False)


@dataclass(eq=False, repr=False)
class TooManySponsors(RuleError):
    """More sponsors than an assembly may ask for."""

    most: int


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """A campaign is changed by whoever started it, or by stewards."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NoVersion(RuleError):
    """The text has no such version; newest is the last."""

    given: int
    newest: int


@dataclass(eq=False, repr=False)
class NoSymbol(RuleError):
    """Neither an emoji nor the name of a stencil."""

    given: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NotInLanguage(RuleError):
    """Nobody has translated it into this language, or it is none."""

    name: str = field(repr=False)
    given: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NothingChanged(RuleError):
    """A change that changes nothing; command is the one by which it was asked for."""

    command: str


@dataclass(eq=False, repr=False)
class TooManyVersions(RuleError):
    """The words of a campaign have been changed too often."""

    most: int


@dataclass(eq=False, repr=False)
class PledgeStands(RuleError):
    """People have pledged for this number and date."""

    number: Numbered


@dataclass(eq=False, repr=False)
class StillRuns(RuleError):
    """Only what is over is put away."""

    number: Numbered
    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class OthersSponsor(RuleError):
    """Nobody sponsors what they started."""

    number: Numbered


@dataclass(eq=False, repr=False)
class OverEveryone(RuleError):
    """A pledge that more people would have to make than there are."""

    goal: int
    everyone: int


@dataclass(eq=False, repr=False)
class NoSize(RuleError):
    """A part of a bloc is wanted, and nobody has said how large it is; bloc is "" for the assembly."""

    bloc: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NotCarried(RuleError):
    """A campaign is to follow from a motion that was not carried here."""

    number: Numbered


@dataclass(eq=False, repr=False)
class FollowedAlready(RuleError):
    """Such a campaign follows from the motion already."""

    motion: Numbered
    number: Numbered
    name: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NoOrganisation(RuleError):
    """No organisation of this name launches the campaign."""

    name: str = field(repr=False)
    number: Numbered


@dataclass(eq=False, repr=False)
class TooManyOrganisations(RuleError):
    """More organisations than a card can name."""

    most: int


@dataclass(eq=False, repr=False)
class KeepersConfirm(RuleError):
    """An organisation is confirmed by who keeps the bloc that speaks for it, and that is no unlisted one."""

    bloc: str = field(repr=False)
