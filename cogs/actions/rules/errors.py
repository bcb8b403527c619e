"""What can be wrong with an act on an action item."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.api.errors import RuleError
from bot.api.number import Numbered


@dataclass(eq=False, repr=False)
class NoAction(RuleError):
    """No action has this number, as far as this person may know; open are those that are still to be done."""

    number: Numbered
    open: tuple[Numbered, ...] = ()


class NamesSomebody(RuleError):
    """Says who has an action; unnamed where others could read that in a careful assembly."""

    unnamed = False


class NothingToDo(RuleError):
    """An action was added without words that say what is to be done."""


@dataclass(eq=False, repr=False)
class NotOnRoll(RuleError):
    """Somebody was asked who is not on the roll, or not in the bloc whose action it is."""

    bloc: str = field(default="", repr=False)


@dataclass(eq=False, repr=False)
class AskedAnother(NamesSomebody):
    """Somebody else was asked, and has not answered yet."""

    number: Numbered
    asked: int


@dataclass(eq=False, repr=False)
class HasAnother(NamesSomebody):
    """Somebody else has it."""

    number: Numbered
    owner: int


@dataclass(eq=False, repr=False)
class HaveItAlready(RuleError):
    """The member who would take it, or whom it would be passed to, has it."""

    number: Numbered
    is_own: bool


@dataclass(eq=False, repr=False)
class NotAsked(RuleError):
    """Somebody says no to what they were not asked."""

    number: Numbered


@dataclass(eq=False, repr=False)
class IsOver(RuleError):
    """It is done, or was dropped."""

    number: Numbered
    is_done: bool


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """Only who has it, who proposed it where nobody has, or a steward does that."""

    number: Numbered


@dataclass(eq=False, repr=False)
class SayWhy(RuleError):
    """An action is dropped without a reason."""

    number: Numbered


class TooManyOpen(RuleError):
    """An assembly has more open actions than anybody can look through."""


@dataclass(eq=False, repr=False)
class NotCarried(RuleError):
    """Something was to follow from a motion that was not carried, as far as this person may know."""

    number: Numbered


@dataclass(eq=False, repr=False)
class NotedAlready(RuleError):
    """What a motion decided is noted as an action already."""

    motion: Numbered
    number: Numbered
