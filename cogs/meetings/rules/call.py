"""The call of a meeting: when it is, for whom, how it may be changed and by whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from bot.api.errors import InThePast
from bot.api.people import Address
from bot.dates.series import Occurrence, Series, after
from bot.dates.when import Skipped, read_when
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules import date as dates
from cogs.meetings.rules import series as whole

TITLE_LIMIT, SPOT_LIMIT = 120, 200
USUAL_LENGTH, URGENT_LENGTH = timedelta(minutes=90), timedelta(hours=2)
LONGEST = timedelta(days=7)
NOWHERE = Address("", "")
CALLS_EACH = 10
"""How many meetings to come a member may have called who keeps nothing."""
URGENT_EACH = timedelta(minutes=10)
"""How long it takes until one member can call everyone at once again."""
_AT_ONCE = timedelta(minutes=1)


class Who(Enum):
    """Whom reminders reach in private: everyone the meeting is for, its bloc, or those who come."""

    ALL = "all"
    BLOC = "bloc"
    GOING = "going"


@dataclass(frozen=True, slots=True)
class Call:
    """A meeting that was called, once or as a series.

    room is where it is announced (NOWHERE: in the rooms of its bloc), held_in the room where people meet, and
    spot the place outside of networks, in words.

    sequence grows with each change, so that calendars know which one is newer. unlisted says that it is of a
    bloc that appears nowhere; urgent that everyone was asked to come at once.
    """

    id: int
    assembly: int
    number: int
    caller: int | None
    title: str = field(repr=False)
    series: Series
    lasts: timedelta
    leads: tuple[timedelta, ...]
    who: Who
    room: Address
    held_in: Address
    spot: str = field(repr=False)
    bloc: int | None
    unlisted: bool
    urgent: bool
    called_at: datetime
    changed_at: datetime
    sequence: int = 0
    cancelled_at: datetime | None = None

    @property
    def repeats(self) -> bool:
        return bool(self.series.rule)

    def coming(self, now: datetime, most: int = 1) -> list[Occurrence]:
        """The date that goes on, and those to come."""
        return [] if self.cancelled_at else after(self.series, now - self.lasts, most)

    def next(self, now: datetime) -> Occurrence:
        """The date that goes on or comes next; CallOver where there is none."""
        if self.cancelled_at:
            raise errors.CallCancelled(self.number)
        found = self.coming(now)
        if not found:
            raise errors.CallOver(self.number)
        return found[0]

    def ends(self, one: Occurrence) -> datetime:
        return one.at + self.lasts


def title_of(words: str) -> str:
    """The title of a meeting, in one line."""
    title = " ".join(words.split())
    if not title:
        raise errors.TitleNeeded
    return title


def is_at_once(when: datetime | timedelta) -> bool:
    """Whether everyone is to come now."""
    return isinstance(when, timedelta) and when < _AT_ONCE


def begins(when: datetime | timedelta, zone: str, now: datetime) -> datetime:
    """The wall time at which a meeting begins; of one that a clock change skips, the time that was typed."""
    if isinstance(when, timedelta):
        return dates.wall_of(now + when, zone)
    wall = dates.wall_of(when, zone)
    typed = wall - (when.gap if isinstance(when, Skipped) else timedelta())
    return typed if dates.instant(typed, zone) == dates.instant(wall, zone) else wall


def once(when: datetime | timedelta, zone: str, now: datetime) -> Series:
    """A meeting that is held once; one in the hour that a clock change repeats, the second time, is in UTC.

    Its wall time alone would be taken for the first time.
    """
    wall, at = begins(when, zone, now), now + when if isinstance(when, timedelta) else when
    if at - dates.instant(wall, zone) < _AT_ONCE:
        return Series(wall, zone)
    return Series(dates.wall_of(at, "UTC"), "UTC")


def length(lasts: timedelta | datetime | None, start: datetime, urgent: bool) -> timedelta:
    """How long a meeting is; a time of day says when it ends."""
    if lasts is None:
        return URGENT_LENGTH if urgent else USUAL_LENGTH
    span = lasts - start if isinstance(lasts, datetime) else lasts
    if span <= timedelta():
        raise errors.EndsBeforeStart
    if span > LONGEST:
        raise errors.LastsTooLong(LONGEST)
    return span


def reached(who: Who | None, bloc: int | None) -> Who:
    """Whom its reminders reach, where nobody has said it."""
    if who is Who.BLOC and bloc is None:
        raise errors.NoBlocOfIts
    return who or (Who.BLOC if bloc is not None else Who.ALL)


def may_change(call: Call, member: int, keeps: bool) -> None:
    """Refuses who neither called a meeting nor keeps the assembly."""
    if call.caller != member and not keeps:
        raise errors.NotYours(call.number)


def date_meant(call: Call, words: str, now: datetime) -> Occurrence:
    """The date of a meeting that is named by its day, or by its wall time as buttons do; else the next."""
    if not words.strip():
        return call.next(now)
    if call.cancelled_at:
        raise errors.CallCancelled(call.number)
    found = _by_key(call, words) or _by_day(call, words, now)
    if found is None:
        coming = tuple(one.at for one in call.coming(now, 3))
        raise errors.NoSuchDate(call.number, words[:40], coming)
    if call.ends(found) <= now:
        raise errors.CallOver(call.number, found.at)
    return found


def _by_key(call: Call, words: str) -> Occurrence | None:
    try:
        key = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return dates.held(call.series, key) if key.tzinfo is None and "T" in words else None


def _by_day(call: Call, words: str, now: datetime) -> Occurrence | None:
    try:
        day = date.fromisoformat(words.strip())
    except ValueError:
        zone = ZoneInfo(call.series.zone)
        read = _read(words, now, zone)
        if read is None:  # friday, tomorrow
            read = _read(f"{words} 23:59", now, zone)
        if read is None:
            return None
        day = (now + read if isinstance(read, timedelta) else read).astimezone(zone).date()
    return dates.on_day(call.series, day)


def _read(words: str, now: datetime, zone: ZoneInfo) -> datetime | timedelta | None:
    try:
        return read_when(words, now, zone)
    except InThePast:
        return None


def not_begun(call: Call, now: datetime) -> Occurrence:
    """The next date that has not begun; CallOver or HasBegun where there is none."""
    going_on = call.next(now)
    found = after(call.series, now)
    if not found:
        raise errors.HasBegun(call.number, going_on.at)
    return found[0]


def moved(call: Call, one: Occurrence, wall: datetime, now: datetime) -> Call:
    """The meeting with one date at another time; a meeting that is held once is simply then."""
    _not_begun(call, one, now)
    if now - dates.instant(wall, call.series.zone) > _AT_ONCE:  # the first of two such hours
        raise InThePast(f"{wall:%Y-%m-%d %H:%M}")
    if not call.repeats:
        return _changed(call, now, series=replace(call.series, start=wall))
    return _changed(call, now, series=dates.with_moved(call.series, one.key, wall))


def moved_on(call: Call, wall: datetime, now: datetime) -> Call:
    """The meeting with all its dates at another time from now on."""
    call.next(now)
    if not call.repeats:
        return _changed(call, now, series=replace(call.series, start=wall))
    return _changed(call, now, series=whole.moved_on(call.series, wall, now))


def skipped(call: Call, one: Occurrence, now: datetime) -> Call:
    """The meeting without one of its dates; without its only one it is cancelled."""
    _not_begun(call, one, now)
    left = dates.without(call.series, one.key)
    if not call.repeats or dates.is_over(left, now):
        return cancelled(call, now)
    return _changed(call, now, series=left)


def cancelled(call: Call, now: datetime) -> Call:
    call.next(now)
    return _changed(call, now, cancelled_at=now)


def renamed(call: Call, title: str, now: datetime) -> Call:
    call.next(now)
    return _changed(call, now, title=title_of(title))


def _changed(call: Call, now: datetime, **values: object) -> Call:
    return replace(call, sequence=call.sequence + 1, changed_at=now, **values)  # type: ignore[arg-type]


def _not_begun(call: Call, one: Occurrence, now: datetime) -> None:
    if one.at <= now:
        raise errors.HasBegun(call.number, one.at)
