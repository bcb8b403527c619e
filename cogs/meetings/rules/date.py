"""The dates of a series, one by one: found by the wall time of the rule, or by the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dates.series import Occurrence, Series, after, between, check, resolve

_BESIDE = timedelta(minutes=1)


def instant(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time; one that a clock change skips moves forward, of two the first counts."""
    return resolve(wall, zone)[0]


def wall_of(at: datetime, zone: str) -> datetime:
    """The wall time of an instant, to the minute."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)


def held(series: Series, key: datetime) -> Occurrence | None:
    """The date that the rule gives this wall time; None where there is none, or where it is left out."""
    if key in series.skipped:
        return None
    at = instant(series.moved.get(key, key), series.zone)
    found = between(series, at - _BESIDE, at + _BESIDE)
    return next((one for one in found if one.key == key), None)


def on_day(series: Series, day: date) -> Occurrence | None:
    """The first date that is held on this day of its zone."""
    first = datetime.combine(day, time()).replace(tzinfo=ZoneInfo(series.zone)).astimezone(UTC)
    found = between(series, first - timedelta(hours=3), first + timedelta(hours=27))
    return next((one for one in found if one.wall.date() == day), None)


def settled(start: datetime, zone: str, rule: str) -> Series:
    """A series that begins with its first date: the day on which it is called need not be one."""
    return Series(check(start, rule, zone) if rule else start, zone, rule)


def with_moved(series: Series, key: datetime, wall: datetime) -> Series:
    """The series with one date held at another wall time."""
    moved = dict(series.moved) | {key: wall}
    if wall == key:
        moved.pop(key)
    return replace(series, moved=moved)


def without(series: Series, key: datetime) -> Series:
    """The series with one date left out."""
    return replace(series, skipped=series.skipped | {key}, moved=_but(series.moved, key))


def is_over(series: Series, now: datetime) -> bool:
    """Whether nothing is left to come after an instant."""
    return not after(series, now)


def _but(moved: Mapping[datetime, datetime], key: datetime) -> Mapping[datetime, datetime]:
    return {one: wall for one, wall in moved.items() if one != key}
