"""A meeting while it is held: its body, its quorum, and who holds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from bot.api.number import Numbered
from bot.api.people import Address, Member, Role
from cogs.meetings.rules import sitting_errors as errors

LARGE = 15
"""From how many present on a timekeeper and somebody for the stack are wanted too."""
EARLY = timedelta(minutes=30)
"""How long before its time a called meeting may start."""
FORGOTTEN = timedelta(hours=12)
"""After how long a meeting that nobody ended is ended."""
NO_ROOM = Address("", "")


class Seat(Enum):
    """A role that rotates."""

    FACILITATOR = "facilitator"
    NOTE_TAKER = "note-taker"
    TIMEKEEPER = "timekeeper"
    STACK_TAKER = "stack-taker"


class StackRule(Enum):
    """Who speaks next: in the order of hands, or those first who have spoken least."""

    SIMPLE = "simple"
    PROGRESSIVE = "progressive"


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that goes on, or was held; seats holds who has which role now, present who is here now.

    body is its bloc, None for the whole assembly; quorum how many have to be here, 0 for any number. call and
    wall name the date that it was called for. minutes is how far its minutes are, approval the number of the
    motion to approve them. forgotten counts who was there and was erased since, most how many were there at
    the same time.
    """

    id: int
    assembly: int
    number: Numbered
    body: int | None
    title: str = field(repr=False)
    room: Address
    starter: int | None
    quorum: int
    started_at: datetime
    rule: StackRule = StackRule.SIMPLE
    unlisted: bool = False
    call: int | None = None
    wall: str | None = None
    ended_at: datetime | None = None
    minutes: str = "draft"
    approval: int | None = None
    approved_at: datetime | None = None
    forgotten: int = 0
    most: int = 0
    seats: tuple[tuple[Seat, int], ...] = ()
    present: frozenset[int] = frozenset()

    @property
    def facilitator(self) -> int | None:
        return self.holder(Seat.FACILITATOR)

    def holder(self, seat: Seat) -> int | None:
        return next((member for held, member in self.seats if held is seat), None)

    @property
    def missing(self) -> int:
        """How many more have to be here."""
        return max(self.quorum - len(self.present), 0)

    @property
    def wanted(self) -> tuple[Seat, ...]:
        """The roles that nobody has and somebody should."""
        needed = list(Seat) if len(self.present) >= LARGE else [Seat.FACILITATOR, Seat.NOTE_TAKER]
        return tuple(seat for seat in needed if self.holder(seat) is None)

    @property
    def lives_in(self) -> Address | None:
        """The room that its cards go to first; None where that is wherever its bloc's rooms are."""
        return None if self.room == NO_ROOM else self.room


@dataclass(frozen=True, slots=True)
class Show:
    """What the room is asked by show of hands; outcome is None until they are counted.

    item is what is to get more time; where another facilitator is asked for, which one they have had.
    """

    id: int
    sitting: int
    about: str
    minutes: int
    closes_at: datetime
    outcome: bool | None
    ayes: frozenset[int] = frozenset()
    noes: frozenset[int] = frozenset()
    item: int = 0


def going_on(held: Held) -> Held:
    if held.ended_at is not None:
        raise errors.MeetingOver(held.number)
    return held


def conducts(held: Held, member: Member) -> bool:
    """Whether a member holds the meeting: its facilitator; while there is none, its starter or a steward."""
    if held.facilitator is not None:
        return held.facilitator == member.id
    return member.id == held.starter or member.role >= Role.STEWARD


def by_facilitator(held: Held, member: Member) -> None:
    """Refuses who does not hold the meeting."""
    going_on(held)
    if not conducts(held, member):
        raise errors.NotFacilitating(held.number, held.facilitator)


def take(held: Held, seat: Seat, member: int) -> None:
    """Refuses a role that somebody has, or that one has already; who takes one is here."""
    going_on(held)
    holder = held.holder(seat)
    if holder is not None:
        raise errors.SeatTaken(seat, holder, is_own=holder == member)


def hand_over(held: Held, seat: Seat, member: int, to: int) -> None:
    """Refuses who does not have the role, and whom it can't be given to."""
    going_on(held)
    if held.holder(seat) != member:
        raise errors.NotYourSeat(seat)
    if to == member or to not in held.present:
        raise errors.NotHere(to)


def least(held: Held, times: dict[int, int], most: int = 3) -> list[int]:
    """Whom a role is suggested to: those who are here, have none now, and have had it least."""
    busy = {member for _seat, member in held.seats}
    free = sorted(held.present - busy, key=lambda member: (times.get(member, 0), member))
    return free[:most]
