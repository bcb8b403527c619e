"""What can be wrong with an act. An error carries data; its sentence is a view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.api.people import RollPolicy


class RuleError(Exception):
    """An act that the rules refuse; it changes nothing, and the person is told what would work.

    It shows its kind alone: its data may be what somebody typed.
    """

    def __repr__(self) -> str:
        return type(self).__name__

    __str__ = __repr__


@dataclass(eq=False, repr=False)
class NoAssembly(RuleError):
    """No assembly lives in this place."""


@dataclass(eq=False, repr=False)
class WhichAssembly(RuleError):
    """The person is in several assemblies and this room belongs to none of them."""

    names: tuple[str, ...]


@dataclass(eq=False, repr=False)
class NotEntitled(RuleError):
    """The role of this person does not reach the one that the command asks for."""

    needed: str


@dataclass(eq=False, repr=False)
class NotOnTheRoll(RuleError):
    """This person is not on the roll, and does not come onto it by acting; policy says how they would."""

    policy: RollPolicy | None = None


@dataclass(eq=False, repr=False)
class TooNew(RuleError):
    """An account has to be this old, or to have been there for so long where is_made is False."""

    age: timedelta
    is_made: bool


class Crowded(RuleError):
    """More people than usual have come onto the roll within the hour, so each is asked about."""


@dataclass(eq=False, repr=False)
class AcceptFirst(RuleError):
    """There are principles that a newcomer accepts before anything else."""

    version: int


class AccountFrozen(RuleError):
    """The account was said to be lost: nothing counts that is done by it."""


@dataclass(eq=False, repr=False)
class NotPresent(RuleError):
    """The act was done elsewhere, and the person is in no place where the assembly meets."""


@dataclass(eq=False, repr=False)
class PresenceUnknown(RuleError):
    """The network does not say just now whether the person is where the assembly meets."""


@dataclass(eq=False, repr=False)
class PrivateOnly(RuleError):
    """A private command was given where others could read it."""


@dataclass(eq=False, repr=False)
class EditNotRead(RuleError):
    """A message was changed into a command after it was sent."""


@dataclass(eq=False, repr=False)
class UnknownCommand(RuleError):
    """No command has this name; nearest is what was probably meant, or nothing."""

    given: str
    nearest: str


@dataclass(eq=False, repr=False)
class MissingArgument(RuleError):
    """A command lacks an argument; line is a full one that would work.

    about says what the argument is; samples are the words in the line that any language has its own for.
    """

    argument: str
    line: str
    about: str = ""
    samples: tuple[str, ...] = ()


@dataclass(eq=False, repr=False)
class SurplusArgument(RuleError):
    """A command has more words than it takes."""

    surplus: str
    line: str


@dataclass(eq=False, repr=False)
class UnknownOption(RuleError):
    """An option key:value that this command does not have."""

    given: str
    nearest: str


@dataclass(eq=False, repr=False)
class BadValue(RuleError):
    """A word that does not fit its argument; wanted is the kind, examples are what would work.

    fixed says that the examples have to be given as they stand, in whatever language; about is what the
    number is that of. instead is a line that the words may have been meant for.
    """

    argument: str
    given: str
    wanted: str
    examples: tuple[str, ...] = ()
    fixed: bool = False
    about: str = ""
    instead: str = ""


@dataclass(eq=False, repr=False)
class TooLong(RuleError):
    """A text beyond what every face can show."""

    argument: str
    length: int
    limit: int


@dataclass(eq=False, repr=False)
class InThePast(RuleError):
    """A date that has gone by."""

    given: str


@dataclass(eq=False, repr=False)
class SaidBefore(RuleError):
    """The same person gave the same text a moment ago; it may be a slip."""

    number: int


@dataclass(eq=False, repr=False)
class NobodyCalled(RuleError):
    """Nobody on the roll is called so on that network, as far as the bot has heard."""

    name: str
    network: str


@dataclass(eq=False, repr=False)
class SeveralCalled(RuleError):
    """Several people on the roll are called so on that network."""

    name: str
    network: str
