"""Members call a vote on a steward: a recall, or an election where no steward is there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.errors import RuleError
from bot.api.number import Numbered
from bot.api.people import Member
from cogs.stewards.rules.weighing import needed

LEAST_SECRET = 5
LASTS, STANDS_FOR, NOT_AGAIN_FOR = timedelta(hours=48), timedelta(days=7), timedelta(days=14)


class Called(Enum):
    """What is called for."""

    RECALL = "recall"
    ELECTION = "election"


class Vote(Enum):
    """How the vote stands that was called for."""

    NONE = "none"
    RUNS = "runs"
    LOST = "lost"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Call:
    """Some members want a vote on one person; motion is that vote once there are enough of them."""

    number: int
    kind: Called
    member: int
    begun_at: datetime
    needed: int
    motion: Numbered | None = None
    opened_at: datetime | None = None
    id: int = 0


@dataclass(eq=False, repr=False)
class CalledBefore(RuleError):
    """This member has called for it already; missing is how many more it takes."""

    missing: int


@dataclass(eq=False, repr=False)
class VotedOnAlready(RuleError):
    """The vote that was called for is open."""

    motion: Numbered


@dataclass(eq=False, repr=False)
class VotedLately(RuleError):
    """The assembly has decided on this steward a short while ago."""

    motion: Numbered
    again_at: datetime


@dataclass(eq=False, repr=False)
class NoSuchCall(RuleError):
    """Nobody calls for a vote of this number any more."""


class OwnRecall(RuleError):
    """A steward who wants to go steps down."""


class NewToTheRoll(RuleError):
    """Who came onto the roll after a vote was called for does not count among those who call for it."""


class NoSteward(RuleError):
    """The person is no steward."""


class SeenLately(RuleError):
    """An election is called where no steward has been seen for a while; this is not so."""


class NoQuestion(RuleError):
    """Neither a person nor the number of a call was given."""


def callers_needed(able: int) -> int:
    """Three are always enough, as a tenth would be: of thirty or more it is three at least.

    "Three, or a tenth" is read so that neither a large assembly asks for more than three, nor one member of
    a small one can have a vote on stewards run all the time, which ties the hands of all of them. In an
    assembly of three or four it is most of the others.
    """
    return needed(able)


def begin(kind: Called, member: int, able: int, before: Sequence[tuple[Call, Vote]], now: datetime) -> Call:
    """A call, new or the one that stands; before are earlier ones for this person, with how they ended."""
    for call, vote in before:
        if vote is Vote.NONE and call.begun_at + STANDS_FOR > now:
            return call
        if vote is Vote.RUNS and call.motion is not None:
            raise VotedOnAlready(call.motion)
        if vote is Vote.LOST and call.motion is not None and call.opened_at is not None:
            again_at = call.opened_at + LASTS + NOT_AGAIN_FOR
            if again_at > now:
                raise VotedLately(call.motion, again_at)
    return Call(0, kind, member, now, callers_needed(able))


def join(call: Call, member: Member, before: Collection[int], now: datetime) -> frozenset[int]:
    """All who call for it, with this member among them."""
    if call.motion is not None:
        raise VotedOnAlready(call.motion)
    if call.begun_at + STANDS_FOR <= now:
        raise NoSuchCall
    if member.id in before:
        raise CalledBefore(call.needed - len(before))
    if call.kind is Called.RECALL and member.id == call.member:
        raise OwnRecall
    if member.joined_at > call.begun_at:
        raise NewToTheRoll
    return frozenset({*before, member.id})


def opened(call: Call, motion: Numbered, now: datetime) -> Call:
    return replace(call, motion=motion, opened_at=now)


def votes(may_vote: int) -> str:
    """A recall is secret; of so few that the count would tell who voted how, it is sealed until the close."""
    return "secret" if may_vote >= LEAST_SECRET else "open-at-end"


def lasts(shortest: timedelta) -> timedelta:
    return max(LASTS, shortest)
