"""Motions of a bloc: whose they are, who may know of them, and what can be wrong about that."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.ballots.rules import Votes
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

FIRST_UNLISTED, LAST_UNLISTED = 100_000, 999_999
"""Numbers of motions that most do not know of: drawn, so that no gap in the others' tells of one."""


@dataclass(eq=False, repr=False)
class NotOfTheBloc(RuleError):
    """The motion is a bloc's own, and this person is not in its body."""

    number: int
    bloc: str = field(default="", repr=False)


@dataclass(eq=False, repr=False)
class NotInTheBody(RuleError):
    """The motion is a bloc's own, and this person was not in its body when voting opened."""

    number: int


@dataclass(eq=False, repr=False)
class AskedElsewhere(RuleError):
    """The motion is a bloc's own, and others could read the answer here."""

    number: int
    bloc: str = field(default="", repr=False)


@dataclass(eq=False, repr=False)
class NotYourBloc(RuleError):
    """Only the body of a bloc proposes in its name."""

    bloc: str = field(repr=False)


@dataclass(eq=False, repr=False)
class NoBlocsBelow(RuleError):
    """A majority of the blocs was asked for where there are none."""

    bloc: str = field(default="", repr=False)


class SecretDouble(RuleError):
    """A secret ballot can't be counted by blocs: nothing joins it with whoever cast it."""


@dataclass(eq=False, repr=False)
class NothingToCarryUp(RuleError):
    """Only a bloc's own motion, once it is carried, goes up."""

    number: int
    state: State


@dataclass(eq=False, repr=False)
class NotABlocs(RuleError):
    """The motion is the assembly's, and there is nothing above it."""

    number: int


@dataclass(eq=False, repr=False)
class CarriedUpBefore(RuleError):
    """The motion has been carried up."""

    number: int
    as_number: int


@dataclass(eq=False, repr=False)
class DoesSomething(RuleError):
    """What the motion would do when carried stands, and so do its words."""

    number: int


def drawn() -> Numbered:
    """A number for a motion that nobody outside its bloc may know of."""
    return Numbered.of(FIRST_UNLISTED + secrets.randbelow(LAST_UNLISTED - FIRST_UNLISTED + 1))


def may_be_unlisted(number: Numbered) -> bool:
    """Whether a motion of this number, if there is one, is one that most do not know of."""
    return number.whole >= FIRST_UNLISTED


def check_double(double: bool, votes: Votes) -> None:
    """Refuses to count by blocs what nobody can tell whose it is."""
    if double and votes is Votes.SECRET:
        raise SecretDouble


def check_words(motion: Motion) -> None:
    """Refuses other words for a motion that does something by itself."""
    if motion.deed:
        raise DoesSomething(motion.number)


def carry_up(motion: Motion) -> None:
    """Refuses what can't be carried up."""
    if motion.bloc is None:
        raise NotABlocs(motion.number)
    if not motion.goes_up:
        raise NothingToCarryUp(motion.number, motion.state)
