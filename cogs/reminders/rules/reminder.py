"""A reminder: what is to be said when, to whom, and how often."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.api.people import Address
from bot.dates.every import read_every
from bot.dates.series import NeverFires, Series, after, check
from bot.dates.when import Skipped
from bot.dates.zones import resolve
from cogs.reminders.rules.errors import NoText, NotSoLong, TooManyReminders

TEXT_LIMIT = 500
FARTHEST = timedelta(days=3660)
_MOMENT = timedelta(microseconds=1)
KEPT = timedelta(days=7)
"""How long one that has rung for the last time is kept, so that it can be put off and read again."""


class For(Enum):
    """Whom a reminder is for: who set it, the room in which that was done, or a bloc."""

    ME = "me"
    HERE = "here"
    BLOC = "bloc"


@dataclass(frozen=True)
class Reminder:
    """One reminder of a member's.

    room is where it is posted, or where its owner learns that it waits. start is the wall time of its first
    occurrence in zone. due_at is when it rings next; rung_for is what it last rang for, at rung_at, until its
    owner has said that it is done; again is how often it has come again since. snoozed_for is until when it
    was put off. missed counts the occurrences that nobody was told of in time, from missed_for on; missed_at
    is when that was told. over_at is since when it rings no more.
    """

    assembly: int
    number: int
    member: int
    whose: For
    room: Address
    text: str = field(repr=False)
    start: datetime
    zone: str
    made_at: datetime
    bloc: int | None = None
    rule: str = ""
    excepted: tuple[date, ...] = ()
    important: bool = False
    due_at: datetime | None = None
    rung_at: datetime | None = None
    rung_for: datetime | None = None
    again: int = 0
    snoozed_for: datetime | None = None
    missed_for: datetime | None = None
    missed: int = 0
    missed_at: datetime | None = None
    over_at: datetime | None = None

    @property
    def series(self) -> Series:
        skipped = frozenset(datetime.combine(day, self.start.time()) for day in self.excepted)
        return Series(self.start, self.zone, self.rule, skipped)

    @property
    def rings_next(self) -> datetime | None:
        """When it rings next, be it put off or by itself."""
        return min(filter(None, (self.snoozed_for, self.due_at)), default=None)

    @property
    def is_waiting(self) -> bool:
        return self.rings_next is not None

    @property
    def moved_by_the_clock(self) -> timedelta:
        """How much later it rings next than its wall time says, which a clock change skips."""
        if self.due_at is None:
            return timedelta()
        coming = after(self.series, self.due_at - _MOMENT)
        return coming[0].shifted if coming else timedelta()


def text_of(words: str) -> str:
    """The words of a reminder, or NoText."""
    text = words.strip()
    if not text:
        raise NoText
    return text


def timed(reminder: Reminder, when: datetime | timedelta, every: str, now: datetime) -> Reminder:
    """The reminder with its first time and its rule; NeverFires where no date is left by the rule."""
    at = now + when if isinstance(when, timedelta) else when
    if at - now > FARTHEST:
        raise NotSoLong
    there = ZoneInfo(reminder.zone)
    start = at.astimezone(there).replace(tzinfo=None) - (
        when.gap if isinstance(when, Skipped) else timedelta()
    )
    if not every.strip():
        return replace(reminder, start=start, due_at=at)
    read = read_every(every, now.astimezone(there).date())
    check(start, read.text, reminder.zone)
    repeated = replace(reminder, start=start, rule=read.text, excepted=read.excepted)
    coming = after(repeated.series, now - _MOMENT)
    if not coming:
        raise NeverFires(read.text)
    return replace(repeated, due_at=coming[0].at)


def within_limit(waiting: int, most: int, *, in_room: bool) -> None:
    """Refuses one more where so many wait already."""
    if waiting >= most:
        raise TooManyReminders(most, in_room)


def put_off(now: datetime, until: datetime | timedelta, zone: ZoneInfo) -> datetime:
    """Until when a reminder is put off: whole days keep the time of day across a clock change."""
    if isinstance(until, datetime):
        return until
    if until > FARTHEST:
        raise NotSoLong
    if until and until % timedelta(days=1) == timedelta():
        return resolve(now.astimezone(zone).replace(tzinfo=None) + until, str(zone))[0]
    return now + until


def snoozed(reminder: Reminder, until: datetime) -> Reminder:
    """The reminder put off: it rings once more then, and its series goes on as if nothing were."""
    return replace(reminder, snoozed_for=until, rung_for=None, again=0, over_at=None)


def done(reminder: Reminder) -> Reminder:
    """The reminder with what it last rang for acknowledged."""
    return replace(reminder, rung_for=None, snoozed_for=None, again=0)
