"""The dates of something that repeats: a rule on wall times, resolved in a zone afterwards.

A wall time that a clock change skips moves forward by the gap and says so; one that it repeats counts once,
the first time. Each year is worked out by itself: a rule ten years old costs no more than a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from heapq import merge
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.api.errors import RuleError
from bot.dates.expansion import days_of
from bot.dates.rule import read_rule
from bot.dates.zones import resolve as resolve

HORIZON = 40
"""The years after which a rule that has not fired is taken for one that never will."""
_MARGIN = timedelta(days=2)
"""More than any clock change moves a wall time."""
_LAST_YEAR = 9998


@dataclass(eq=False, repr=False)
class NeverFires(RuleError):
    """A rule that has no date at all."""

    rule: str


@dataclass(frozen=True)
class Series:
    """What repeats from a wall time on, in a zone; without a rule it is there once.

    skipped and moved name an occurrence by its key, the wall time that the rule gives it.
    """

    start: datetime
    zone: str
    rule: str = ""
    skipped: frozenset[datetime] = frozenset()
    moved: Mapping[datetime, datetime] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Occurrence:
    """One date: its key by the rule, the wall time it is held at, its instant.

    shifted is how far a clock change moved it; wall has it in already.
    """

    key: datetime
    wall: datetime
    at: datetime
    shifted: timedelta = timedelta()


def after(series: Series, moment: datetime, most: int = 1) -> list[Occurrence]:
    """The next occurrences strictly after a moment, in order of their instants."""
    found = list(islice(_from(series, moment), most))
    if not found and series.rule:
        check(series.start, series.rule, series.zone)
    return found


def between(series: Series, since: datetime, until: datetime) -> list[Occurrence]:
    """The occurrences from a moment on and before another."""
    found = []
    for one in _from(series, since - timedelta(microseconds=1)):
        if one.at >= until:
            break
        found.append(one)
    return found


def last(series: Series) -> Occurrence | None:
    """The last occurrence; None for a series without an end, or with nothing left in it."""
    end = _end(series)
    if end is None:
        return None
    days = (
        datetime.combine(day, series.start.time())
        for year in range(min(end.year, series.start.year + HORIZON), series.start.year - 1, -1)
        for day in reversed(days_of(series.rule, series.start.date(), year))
    )
    kept = (w for w in days if series.start <= w <= end and not _is_apart(series, w))
    regular = [_held(series, wall, wall) for wall in islice(kept, 1)]
    return max((*regular, *_moved(series)), key=lambda one: one.at, default=None)


def check(start: datetime, rule: str, zone: str) -> datetime:
    """The first wall time of a rule, or NeverFires; start itself where there is no rule."""
    first = next(_walls(Series(start, zone, rule), start), None)
    if first is None:
        raise NeverFires(rule)
    return first


def _held(series: Series, key: datetime, wall: datetime) -> Occurrence:
    at, shifted = resolve(wall, series.zone)
    return Occurrence(key, wall + shifted, at, shifted)


def _is_apart(series: Series, key: datetime) -> bool:
    return key in series.skipped or key in series.moved


def _from(series: Series, moment: datetime) -> Iterator[Occurrence]:
    """What comes strictly after a moment, those moved among the rest."""
    since = _wall_before(moment, series.zone)
    regular = (_held(series, w, w) for w in _walls(series, since) if not _is_apart(series, w))
    moved = sorted(_moved(series), key=lambda one: one.at)
    return (one for one in merge(regular, moved, key=lambda one: one.at) if one.at > moment)


def _wall_before(moment: datetime, zone: str) -> datetime:
    """A wall time that is surely before a moment."""
    try:
        return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - _MARGIN
    except OverflowError:  # the first days of the calendar, and its last
        return moment.replace(tzinfo=None)


def _moved(series: Series) -> list[Occurrence]:
    """Those held at another time than the rule says, as long as the rule still has them."""
    end = _end(series)
    return [
        _held(series, key, wall)
        for key, wall in series.moved.items()
        if key not in series.skipped and _has(series, key) and (end is None or key <= end)
    ]


def _has(series: Series, key: datetime) -> bool:
    is_day = key.date() in days_of(series.rule, series.start.date(), key.year)
    return is_day and key.time() == series.start.time() and key >= series.start


def _walls(series: Series, since: datetime) -> Iterator[datetime]:
    """The wall times of the rule itself, from one on."""
    end, since = _end(series), max(since, series.start)
    for year in _years(since.year):
        if end is not None and year > end.year:
            return
        for day in days_of(series.rule, series.start.date(), year):
            wall = datetime.combine(day, series.start.time())
            if end is not None and wall > end:
                return
            if wall >= since:
                yield wall


def _years(first: int) -> range:
    return range(first, min(first + HORIZON, _LAST_YEAR) + 1)


def _end(series: Series) -> datetime | None:
    """The wall time after which the rule gives nothing; None for one without an end."""
    if not series.rule:
        return series.start
    rule = read_rule(series.rule)
    if rule.count is not None:
        return _counted_out(series.rule, series.start, rule.count)
    if rule.until is not None and rule.until.tzinfo is not None:
        return rule.until.astimezone(ZoneInfo(series.zone)).replace(tzinfo=None)
    return rule.until


@lru_cache(maxsize=4096)
def _counted_out(rule: str, start: datetime, count: int) -> datetime:
    """The wall time at which a rule has fired as often as it says; before its start where that is never."""
    left = count
    for year in _years(start.year):
        walls = [datetime.combine(day, start.time()) for day in days_of(rule, start.date(), year)]
        walls = [wall for wall in walls if wall >= start]
        if left <= len(walls):
            return walls[left - 1] if left else start - timedelta(seconds=1)
        left -= len(walls)
    return datetime(min(start.year + HORIZON, _LAST_YEAR), 12, 31)  # noqa: DTZ001 - a wall time
