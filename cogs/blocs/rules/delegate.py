"""Delegates: whom a bloc sends, what it tells them to vote for, and who can have them called back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.api.blocs import Decided
from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.text import folded
from cogs.blocs.rules.bloc import Bloc

CALLERS, MOST_DELEGATES, REPORT_LIMIT, ABOUT_LIMIT = 3, 20, 3000, 200
_WORDS = {
    "for": ("aye", "yes", "si", "a favor", "favor"),
    "against": ("no", "nay", "en contra", "contra"),
    "free": ("libre", "open", "as they see fit"),
}


class Mandate(Enum):
    """What a bloc tells its delegates to vote."""

    FOR = "for"
    AGAINST = "against"
    FREE = "free"

    @classmethod
    def read(cls, word: str) -> Mandate | None:
        """The mandate that a word stands for, in any shipped language."""
        plain = folded(word)
        return next((cls(value) for value, words in _WORDS.items() if plain in (value, *words)), None)

    @property
    def binds(self) -> bool:
        return self is not Mandate.FREE


@dataclass(frozen=True, slots=True)
class Delegate:
    """A member whom a bloc sends, and since when."""

    bloc: int
    member: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A mandate: on which motion, and what; votes is how the delegates voted.

    votes is None until the motion is decided, and None for each delegate whose vote nobody can know.
    """

    bloc: int
    on: Numbered
    mandate: Mandate
    votes: Mapping[int, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a delegate tells the bloc."""

    number: int
    bloc: int
    member: int | None
    about: str = field(repr=False)
    text: str = field(repr=False)
    at: datetime


class DelegatesNeedVotes(RuleError):
    """Delegates are elected by motions, and the part of the bot that has them is switched off."""


@dataclass(eq=False, repr=False)
class SendsNobody(RuleError):
    """An unlisted bloc appears nowhere, and a council is made of delegates: neither sends any."""

    bloc: str
    is_council: bool


@dataclass(eq=False, repr=False)
class NotFromThere(RuleError):
    """The person is not among those who vote in the bloc."""

    bloc: str


@dataclass(eq=False, repr=False)
class IsDelegate(RuleError):
    """The person is a delegate of the bloc already."""

    bloc: str


@dataclass(eq=False, repr=False)
class IsNoDelegate(RuleError):
    """The person is no delegate of the bloc."""

    bloc: str
    is_you: bool = False


@dataclass(eq=False, repr=False)
class HasNoDelegates(RuleError):
    """The bloc has sent nobody yet."""

    bloc: str


@dataclass(eq=False, repr=False)
class EnoughDelegates(RuleError):
    """The bloc has sent as many as one bloc may."""

    bloc: str
    most: int


@dataclass(eq=False, repr=False)
class NoVoteOfTheirs(RuleError):
    """The bloc's delegates have no vote under this number that others may know of."""

    number: int


@dataclass(eq=False, repr=False)
class VoteIsOver(RuleError):
    """The motion is decided, so it is too late for a mandate."""

    number: int


@dataclass(eq=False, repr=False)
class CalledBefore(RuleError):
    """This member has asked for the recall; so many more have to."""

    missing: int


@dataclass(eq=False, repr=False)
class RecallRuns(RuleError):
    """The bloc votes on this recall already."""

    number: int


def may_send(bloc: Bloc) -> None:
    """Refuses delegates of a bloc that appears nowhere, or that is made of delegates."""
    if bloc.is_unlisted or bloc.council or bloc.archived_at is not None:
        raise SendsNobody(bloc.name, bloc.council)


def elect(bloc: Bloc, member: int, body: Collection[int], sent: Collection[Delegate]) -> None:
    """Refuses who can't be sent."""
    may_send(bloc)
    if member not in body:
        raise NotFromThere(bloc.name)
    if any(delegate.member == member for delegate in sent):
        raise IsDelegate(bloc.name)
    if len(sent) >= MOST_DELEGATES:
        raise EnoughDelegates(bloc.name, MOST_DELEGATES)


def recall(bloc: Bloc, member: int, sent: Collection[Delegate]) -> None:
    """Refuses to call back who was not sent."""
    if all(delegate.member != member for delegate in sent):
        raise IsNoDelegate(bloc.name)


def callers_needed(body: Collection[int]) -> int:
    """Three, who are a tenth of any bloc of thirty; in one of two or three, all the others."""
    return max(1, min(CALLERS, len(body) - 1))


def call(
    body: Collection[int], callers: Collection[int], by: int, runs: Decided | None
) -> tuple[frozenset[int], int]:
    """The callers with one more, and how many are missing; runs is the last vote on this recall."""
    if runs is not None and not runs.is_over:
        raise RecallRuns(runs.number)
    there = frozenset(callers) & frozenset(body)
    needed = callers_needed(body)
    if by in there:
        raise CalledBefore(needed - len(there))
    there |= {by}
    return there, max(0, needed - len(there))


def mandate(
    bloc: Bloc, sent: Collection[Delegate], motion: Decided | None, number: int, votes_there: bool
) -> None:
    """Refuses a mandate on what delegates don't vote on; votes_there says that one of them does."""
    may_send(bloc)
    if not sent:
        raise HasNoDelegates(bloc.name)
    if motion is None or not votes_there:
        raise NoVoteOfTheirs(number)
    if motion.is_over:
        raise VoteIsOver(number)


def council(of: Bloc, blocs: Iterable[Bloc], sent: Iterable[Delegate]) -> frozenset[int]:
    """Who is in a council: the delegates of the other listed blocs beside it."""
    beside = {
        bloc.id
        for bloc in blocs
        if bloc.parent == of.parent and not (bloc.council or bloc.is_unlisted or bloc.archived_at)
    }
    return frozenset(delegate.member for delegate in sent if delegate.bloc in beside)
