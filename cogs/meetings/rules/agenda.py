"""The agenda: what stands on every one, what members put there, in which order, and for how long."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.api.number import Numbered
from bot.api.people import Member, Role
from cogs.meetings.rules import sitting_errors as errors

TITLE_LIMIT = 200
MOST_ITEMS = 50
LONGEST = 240
NO_BOX = timedelta()


class Standing(Enum):
    """What stands on every agenda, in its usual order; NONE is what members put there."""

    NONE = ""
    OPENING = "opening"
    REPORTS = "reports"
    OLD = "old"
    NEW = "new"
    ACTIONS = "actions"
    NEXT = "next"


USUAL = {
    Standing.OPENING: timedelta(minutes=5),
    Standing.REPORTS: timedelta(minutes=15),
    Standing.OLD: NO_BOX,
    Standing.NEW: NO_BOX,
    Standing.ACTIONS: timedelta(minutes=10),
    Standing.NEXT: timedelta(minutes=5),
}


@dataclass(frozen=True, slots=True)
class Item:
    """Something on an agenda; lasts is its time box, none where it is zero.

    sitting is the meeting that has it, None while it waits for the next one of its body, or of its call;
    place orders it. again says that an earlier meeting did not reach it.
    """

    id: int
    assembly: int
    body: int | None
    place: int
    title: str = field(default="", repr=False)
    lasts: timedelta = NO_BOX
    standing: Standing = Standing.NONE
    motion: Numbered | None = None
    presenter: int | None = None
    proposer: int | None = None
    sitting: int | None = None
    again: bool = False
    call: int | None = None
    opened_at: datetime | None = None
    until: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_ahead(self) -> bool:
        return self.opened_at is None


def template(assembly: int, body: int | None, call: int | None = None) -> list[Item]:
    """What stands on every agenda."""
    return [
        Item(0, assembly, body, place, lasts=lasts, standing=standing, call=call)
        for place, (standing, lasts) in enumerate(USUAL.items(), 1)
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a body's meetings: own is meant for one of them, loose for whichever comes first.

    lost is what was meant for a meeting that does not come any more: loose too, but for its headings.
    """

    own: tuple[Item, ...] = ()
    loose: tuple[Item, ...] = ()
    lost: tuple[Item, ...] = ()

    def together(self, usual: Sequence[Item]) -> list[Item]:
        """The agenda of the meeting that comes first; the usual one where nobody has put anything there."""
        agenda = list(self.own or self.loose or usual)
        for item in (*(self.loose if self.own else ()), *self.lost):
            if item.standing is Standing.NONE:
                agenda = _placed(agenda, item)
        return agenda


def sorted_out(items: Sequence[Item], call: int | None, to_come: Collection[int]) -> Waiting:
    """What of it a meeting is meant to have; to_come are the calls of the body that still have a date."""
    return Waiting(
        tuple(i for i in items if call is not None and i.call == call),
        tuple(i for i in items if i.call is None),
        tuple(i for i in items if i.call is not None and i.call != call and i.call not in to_come),
    )


def box(minutes: int | None) -> timedelta:
    """The time box of so many minutes."""
    if minutes is None:
        return NO_BOX
    if not 0 <= minutes <= LONGEST:
        raise errors.OddLength(LONGEST)
    return timedelta(minutes=minutes)


def worded(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise errors.ItemNeedsWords
    return words


def added(items: Sequence[Item], new: Item) -> list[Item]:
    """The agenda with a new item: under old business what comes again, under new business what is new."""
    if len(items) >= MOST_ITEMS:
        raise errors.TooManyItems(MOST_ITEMS)
    for item in items:
        if new.motion is not None and item.motion == new.motion and item.closed_at is None:
            raise errors.OnAgendaAlready(new.motion, items.index(item) + 1)
    return _placed(items, new)


def offered_again(items: Sequence[Item], again: Sequence[Item]) -> list[Item]:
    """The next agenda, with what the last meeting did not reach, however much that is."""
    agenda = list(items)
    for item in again:
        agenda = _placed(agenda, item)
    return agenda


def at(items: Sequence[Item], place: int) -> Item:
    """The item in a place, counted from one as members read it."""
    if not 1 <= place <= len(items):
        raise errors.NoItem(place, len(items))
    return items[place - 1]


def moved(items: Sequence[Item], place: int, to: int) -> list[Item]:
    """The agenda with an item in another place, after all that was reached."""
    item = at(items, place)
    at(items, to)
    if not item.is_ahead or not at(items, to).is_ahead:
        raise errors.TakenUpAlready(place if not item.is_ahead else to)
    others = [one for one in items if one is not item]  # an agenda that nobody has touched has no ids yet
    return in_order([*others[: to - 1], item, *others[to - 1 :]])


def removed(items: Sequence[Item], place: int, member: Member, conducts: bool) -> Item:
    """The item that is taken off: by who put it there, by the facilitator, or by a steward."""
    item = at(items, place)
    if not item.is_ahead:
        raise errors.TakenUpAlready(place)
    if item.proposer != member.id and not conducts and member.role < Role.STEWARD:
        raise errors.NotYourItem(place)
    return item


def following(items: Sequence[Item]) -> Item | None:
    """What comes next."""
    return next(iter(to_come(items)), None)


def to_come(items: Sequence[Item]) -> list[Item]:
    """What a meeting still goes through; old and new business are headings, and passed over."""
    return [i for i in items if i.is_ahead and i.standing not in (Standing.OLD, Standing.NEW)]


def opened(item: Item, now: datetime) -> Item:
    return replace(item, opened_at=now, until=now + item.lasts if item.lasts else None)


def closed(item: Item, now: datetime) -> Item:
    return replace(item, closed_at=now, until=None)


def extended(item: Item, minutes: int, now: datetime) -> Item:
    """The item with more time, from its end or from now."""
    if not item.is_open:
        raise errors.NoItemOpen
    start = max(item.until or now, now)
    return replace(item, until=start + timedelta(minutes=minutes))


def not_reached(items: Sequence[Item]) -> list[Item]:
    """What members put on the agenda and the meeting did not come to: offered again to the next one."""
    return [
        replace(item, sitting=None, again=True, call=None)
        for item in items
        if item.is_ahead and item.standing is Standing.NONE
    ]


def in_order(items: Sequence[Item]) -> list[Item]:
    """The items, with places counted from one."""
    return [replace(item, place=place) for place, item in enumerate(items, 1)]


def _end_of(items: Sequence[Item], under: Standing) -> int:
    """Behind what stands under a heading; at the end where there is no such heading left."""
    heading = next((i for i, item in enumerate(items) if item.standing is under), None)
    if heading is None:
        reached = [i + 1 for i, item in enumerate(items) if not item.is_ahead]
        own = [i + 1 for i, item in enumerate(items) if item.standing is Standing.NONE]
        return max([0, *reached, *own])
    end = heading + 1
    while end < len(items) and (items[end].standing is Standing.NONE or not items[end].is_ahead):
        end += 1
    return end


def _placed(items: Sequence[Item], new: Item) -> list[Item]:
    end = _end_of(items, Standing.OLD if new.again else Standing.NEW)
    return in_order([*items[:end], new, *items[end:]])
