"""Who speaks next: points of order first, then answers to who speaks, then hands by the meeting's rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.api.errors import RuleError
from cogs.meetings.rules.sitting import StackRule


class HandKind(Enum):
    """Wanting to speak, raising a point of order, or answering directly who speaks."""

    HAND = "hand"
    POINT = "point"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Hand:
    """One wish to speak; since is when its owner got the floor, until when that, or the wish, ended."""

    id: int
    sitting: int
    member: int | None
    kind: HandKind
    at: datetime
    since: datetime | None = None
    until: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.since is None and self.until is None

    @property
    def speaks(self) -> bool:
        return self.since is not None and self.until is None

    def spoke(self, now: datetime) -> timedelta:
        """For how long its owner had the floor, or has had it until now."""
        return (self.until or now) - self.since if self.since is not None else timedelta()


@dataclass(frozen=True, slots=True)
class Totals:
    """How many spoke, how often and for how long, of all who were there."""

    people: int
    turns: int
    time: timedelta
    there: int

    def written(self) -> str:
        """The same as a line of minutes keeps it."""
        return f"{self.people} {self.turns} {int(self.time.total_seconds())}"

    @classmethod
    def read(cls, line: str, there: int) -> Totals:
        people, turns, seconds = (int(word) for word in line.split())
        return cls(people, turns, timedelta(seconds=seconds), there)


class HandUpAlready(RuleError):
    """A hand is raised that is up."""


class HandNotUp(RuleError):
    """A hand is taken down that is not up."""


class NobodyWaits(RuleError):
    """The next speaker is called, and nobody wants to speak."""


class CalledAlready(RuleError):
    """The next speaker is called twice, by a button that was pressed for the speaker before."""


class NotCalling(RuleError):
    """The next speaker is called by somebody who neither facilitates nor keeps the stack."""


def raise_hand(hands: Sequence[Hand], member: int) -> None:
    """Refuses a second hand of the same member."""
    if any(hand.waits and hand.member == member for hand in hands):
        raise HandUpAlready


def lower(hands: Sequence[Hand], member: int) -> Hand:
    """The hand that is taken down; who speaks gives up the floor by it."""
    for hand in hands:
        if hand.member == member and (hand.waits or hand.speaks):
            return hand
    raise HandNotUp


def order(hands: Sequence[Hand], rule: StackRule, spoken_before: Collection[int]) -> list[Hand]:
    """Those who wait, the next one first; spoken_before are who has spoken in earlier meetings."""
    times = _times(hands)

    def place(hand: Hand) -> tuple[int, int, bool, datetime, int]:
        first = {HandKind.POINT: 0, HandKind.DIRECT: 1, HandKind.HAND: 2}[hand.kind]
        if rule is StackRule.SIMPLE or hand.kind is not HandKind.HAND or hand.member is None:
            return first, 0, False, hand.at, hand.id
        return first, times.get(hand.member, 0), hand.member in spoken_before, hand.at, hand.id

    return sorted((hand for hand in hands if hand.waits and hand.member is not None), key=place)


def speaker(hands: Sequence[Hand]) -> Hand | None:
    """Whoever has the floor."""
    return next((hand for hand in hands if hand.speaks), None)


def latest(hands: Sequence[Hand]) -> Hand | None:
    """Whoever got the floor last, and has it or had it."""
    had = [hand for hand in hands if hand.since is not None]
    return max(had, key=lambda hand: (hand.since or hand.at, hand.id), default=None)


def totals(hands: Sequence[Hand], there: int, now: datetime) -> Totals:
    """What the meeting talked, by numbers alone."""
    spoken = [hand for hand in hands if hand.since is not None]
    people = len({hand.member for hand in spoken})  # those who were forgotten count as one
    return Totals(people, len(spoken), sum((hand.spoke(now) for hand in spoken), timedelta()), there)


def by_member(hands: Sequence[Hand], now: datetime) -> list[tuple[int, timedelta]]:
    """For how long each has spoken, the longest first."""
    found: dict[int, timedelta] = {}
    for hand in hands:
        if hand.member is not None and hand.since is not None:
            found[hand.member] = found.get(hand.member, timedelta()) + hand.spoke(now)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _times(hands: Sequence[Hand]) -> dict[int, int]:
    """How often each has spoken in this meeting, points of order apart."""
    times: dict[int, int] = {}
    for hand in hands:
        if hand.since is not None and hand.member is not None and hand.kind is not HandKind.POINT:
            times[hand.member] = times.get(hand.member, 0) + 1
    return times
