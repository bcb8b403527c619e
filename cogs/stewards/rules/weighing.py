"""What can hurt is done by two stewards, or after a day in which members may object, or by a vote.

While at most two people are on the roll it is done at once: there is nobody who could second or stop it. The
first steward of an assembly is then no obstacle to its beginning, and by the third member the rule holds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.deeds import Deed
from bot.api.errors import NotEntitled, RuleError
from bot.api.number import Numbered
from bot.api.people import Member, Role

VERY_FEW, OBJECTIONS, WAITING_EACH = 2, 3, 3
WAITS, NOT_AGAIN_FOR, KEPT_FOR = timedelta(hours=24), timedelta(days=14), timedelta(days=30)
SHOWN_WITHIN, SHORT_AWAY = timedelta(days=7), timedelta(minutes=10)
SOLE_STEWARDS = 2
"""With fewer active stewards than this beside the one who acts, members' silence stands for a second."""


class Way(Enum):
    """How a deed comes to be done: on the spot, by a second steward, or by nobody's objecting."""

    AT_ONCE = "at-once"
    SECOND = "second"
    SILENCE = "silence"


class Stage(Enum):
    """Where a deed stands."""

    WAITING = "waiting"
    DONE = "done"
    LAPSED = "lapsed"
    FELL = "fell"
    STOPPED = "stopped"
    VOID = "void"
    TAKEN_BACK = "taken-back"
    VOTED = "voted"


@dataclass(frozen=True, slots=True)
class Announced:
    """A deed that a steward has asked for; asker is None once they are forgotten, motion is its vote."""

    number: int
    deed: Deed
    way: Way
    asked_at: datetime
    due_at: datetime
    asker: int | None = None
    needed: int = OBJECTIONS
    stage: Stage = Stage.WAITING
    seconder: int | None = None
    motion: Numbered | None = None
    id: int = 0


@dataclass(eq=False, repr=False)
class NoSuchDeed(RuleError):
    """Nothing of this number was announced; waiting are those that were."""

    number: int
    waiting: tuple[int, ...] = ()


@dataclass(eq=False, repr=False)
class NoLongerWaits(RuleError):
    """What was announced has been done, or was dropped."""

    number: int
    stage: Stage


@dataclass(eq=False, repr=False)
class OwnDeed(RuleError):
    """A steward was to be their own second, or to object to what they asked for."""

    number: int


@dataclass(eq=False, repr=False)
class NotYours(RuleError):
    """Another steward has announced it."""

    number: int


@dataclass(eq=False, repr=False)
class CameAfterwards(RuleError):
    """Who came onto the roll after something was announced has no say in it."""

    number: int


@dataclass(eq=False, repr=False)
class ObjectedBefore(RuleError):
    """This member has objected already."""

    number: int


@dataclass(eq=False, repr=False)
class AskedBefore(RuleError):
    """The same was announced already, and waits."""

    number: int


@dataclass(eq=False, repr=False)
class FellBefore(RuleError):
    """Members have stopped the same a short while ago; only a vote can bring it back."""

    number: int


@dataclass(eq=False, repr=False)
class TooManyWaiting(RuleError):
    """One steward wants more at once than members can follow."""

    waiting: tuple[int, ...]


@dataclass(eq=False, repr=False)
class VoteRuns(RuleError):
    """A recall is voted on: until then no steward touches roll, settings, or that vote."""

    motion: Numbered


@dataclass(eq=False, repr=False)
class NotToBeVotedYet(RuleError):
    """What waits for a second is put to a vote by a steward alone; members may object."""

    number: int


class NothingToUndo(RuleError):
    """The minute is over, or there was nothing to take back."""


class NoVotesHere(RuleError):
    """Nothing can be put to a vote, as this bot was set up without motions."""


def way(on_the_roll: int, others: int) -> Way:
    """How a deed is done, by how many are on the roll and how many other stewards are active."""
    if on_the_roll <= VERY_FEW:
        return Way.AT_ONCE
    return Way.SECOND if others >= SOLE_STEWARDS else Way.SILENCE


def needed(able: int) -> int:
    """How many it takes to stop a deed or to call a vote on a steward: three, or most of the others.

    able are those who can object at all: nobody without an account can, and a steward alone puts those on
    the roll.
    """
    others = max(able - 1, 1)
    return min(OBJECTIONS, others // 2 + 1)


def ask(
    deed: Deed, asker: int | None, how: Way, able: int, before: Sequence[Announced], now: datetime
) -> Announced:
    """Announces a deed; before are those of this assembly that wait or have ended lately."""
    own = [one for one in before if one.asker == asker and one.stage is Stage.WAITING]
    for one in before:
        if one.deed.written() != deed.written():
            continue
        if one.stage is Stage.WAITING:
            raise AskedBefore(one.number)
        if one.stage is Stage.FELL and one.asked_at + NOT_AGAIN_FOR > now:
            raise FellBefore(one.number)
    if len(own) >= WAITING_EACH:
        raise TooManyWaiting(tuple(one.number for one in own))
    return Announced(0, deed, how, now, now + WAITS, asker, needed(able))


def same(deed: Deed, asker: int, before: Sequence[Announced]) -> Announced | None:
    """The very deed, which another steward has asked for: to ask for it too is to agree."""
    return next(
        (
            one
            for one in before
            if one.stage is Stage.WAITING and one.asker != asker and one.deed.written() == deed.written()
        ),
        None,
    )


def agree(announced: Announced, member: Member) -> Announced:
    """A second steward's word does it at once."""
    _waits(announced)
    if member.role < Role.STEWARD:
        raise NotEntitled("steward")
    if member.id == announced.asker:
        raise OwnDeed(announced.number)
    return replace(announced, stage=Stage.DONE, seconder=member.id)


def object_(
    announced: Announced, member: Member, before: Collection[int]
) -> tuple[Announced, frozenset[int]]:
    """The deed with one objection more, which may be what stops it, and all who object."""
    _waits(announced)
    if member.id == announced.asker:
        raise OwnDeed(announced.number)
    if member.id in before:
        raise ObjectedBefore(announced.number)
    if member.joined_at > announced.asked_at:
        raise CameAfterwards(announced.number)
    objectors = frozenset({*before, member.id})
    falls = len(objectors) >= announced.needed
    return replace(announced, stage=Stage.FELL) if falls else announced, objectors


def take_back(announced: Announced, member: int) -> Announced:
    _waits(announced)
    if member != announced.asker:
        raise NotYours(announced.number)
    return replace(announced, stage=Stage.TAKEN_BACK)


def to_vote(announced: Announced, member: Member) -> None:
    """Stewards may have a vote instead of waiting; once it was stopped or lapsed, every member may."""
    if announced.stage is Stage.WAITING:
        if member.role < Role.STEWARD:
            raise NotToBeVotedYet(announced.number)
        return
    if announced.stage not in (Stage.FELL, Stage.LAPSED, Stage.STOPPED):
        raise NoLongerWaits(announced.number, announced.stage)


def due(announced: Announced, now: datetime) -> Announced:
    """What becomes of a deed when its day is over."""
    if announced.stage is not Stage.WAITING or announced.due_at > now:
        raise NoLongerWaits(announced.number, announced.stage)
    ends = Stage.DONE if announced.way is Way.SILENCE else Stage.LAPSED
    return replace(announced, stage=ends)


def is_backed(announced: Announced, asker: Member | None) -> bool:
    """Whether whoever asked for it is still there to answer for it, and still a steward if they were one."""
    return asker is not None and (asker.role is Role.STEWARD or announced.deed.kind == "steward.take-up")


def put_off(announced: Announced, is_shown: bool, away: timedelta, now: datetime) -> Announced | None:
    """The deed with the time that members did not have to object; None where they had all of it.

    What nobody could read has not been announced. away is for how long nobody could answer.
    """
    if announced.way is not Way.SILENCE:
        return None
    if not is_shown:
        if announced.asked_at + SHOWN_WITHIN <= now:
            return replace(announced, stage=Stage.VOID)
        return replace(announced, due_at=now + WAITS)
    return replace(announced, due_at=now + away) if away >= SHORT_AWAY else None


def _waits(announced: Announced) -> None:
    if announced.stage is not Stage.WAITING:
        raise NoLongerWaits(announced.number, announced.stage)
