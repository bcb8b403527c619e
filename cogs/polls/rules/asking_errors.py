"""What can be wrong with a question and its options; the sentences are views."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NoOptions(RuleError):
    """A question of this kind needs options to choose from."""


@dataclass(eq=False, repr=False)
class OneOption(RuleError):
    """There is one option and nothing to choose; only is its text."""

    only: str = field(default="", repr=False)


@dataclass(eq=False, repr=False)
class TooManyOptions(RuleError):
    """More options than anybody can read."""

    given: int
    most: int


@dataclass(eq=False, repr=False)
class OptionTooLong(RuleError):
    """An option is longer than a button can show."""

    text: str = field(repr=False)
    length: int
    limit: int


@dataclass(eq=False, repr=False)
class YesNoAlone(RuleError):
    """Options were given with a question of yes or no."""


@dataclass(eq=False, repr=False)
class TooShort(RuleError):
    """It would close before anybody could answer."""

    least: timedelta


@dataclass(eq=False, repr=False)
class TooLongOpen(RuleError):
    """It would be open for longer than anybody waits."""

    most: timedelta


@dataclass(eq=False, repr=False)
class TooManyOpen(RuleError):
    """A member has asked as much as they may at once; these are open."""

    some: tuple[Numbered, ...]


@dataclass(eq=False, repr=False)
class TooFewForSecret(RuleError):
    """Among so few a secret vote would show who chose what."""

    entitled: int


@dataclass(eq=False, repr=False)
class NotYourBloc(RuleError):
    """A bloc is asked by somebody who is not in it."""

    bloc: str = field(repr=False)


@dataclass(eq=False, repr=False)
class OnlyTheAsker(RuleError):
    """A question is changed by whoever asked it, and by nobody else."""

    number: int


@dataclass(eq=False, repr=False)
class Frozen(RuleError):
    """Somebody has answered, so the question stays as it is."""

    number: int


@dataclass(eq=False, repr=False)
class SecretStays(RuleError):
    """A secret vote is cast in two steps, so what is voted on is not changed in between."""

    number: int


@dataclass(eq=False, repr=False)
class TooFewToClose(RuleError):
    """So few have answered in secret that a close would tell who chose what; least is how many it takes."""

    number: int
    least: int
    closes_at: datetime


@dataclass(eq=False, repr=False)
class BlocInTheWords(RuleError):
    """A bloc is named among the words that everyone reads; option is what names it as the one asked."""

    option: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NothingToChange(RuleError):
    """Nothing was said of what is to be changed."""

    number: int


@dataclass(eq=False, repr=False)
class DatesStay(RuleError):
    """The times of a poll for a date are not changed once it is asked."""

    number: int


@dataclass(eq=False, repr=False)
class NoMotions(RuleError):
    """There are no motions here that a poll could become."""


@dataclass(eq=False, repr=False)
class NoSuchOption(RuleError):
    """A poll has no option of this number."""

    number: int
    given: int
    most: int
