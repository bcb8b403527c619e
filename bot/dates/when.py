"""Times as people write them: '48h', 'in 2 days', 'Fri 18:00', 'mañana 18:00', '2026-06-05 18:00'."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.api.errors import InThePast
from bot.api.text import folded
from bot.dates.day import FILLER, named, numeric, weekdays
from bot.dates.zones import resolve

_UNITS = {
    "seconds": "s sec secs second seconds seg segundo segundos",
    "minutes": "m min mins minute minutes minuto minutos",
    "hours": "h hr hrs hour hours hora horas",
    "days": "d day days dia dias",
    "weeks": "w wk week weeks sem semana semanas",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SPAN = re.compile(r"(?:in |en |dentro de )?((?:\d{1,6} ?[a-z]+ ?)+)")
_AND = re.compile(r" (?:and|y) (?=\d)")
_SPAN_PART = re.compile(r"(\d{1,6}) ?([a-z]+)")
_LONGEST = timedelta(days=36600)
_MOST_LETTERS = 100
_NOW = {"now", "right now", "at once", "ahora", "ahora mismo", "ya"}

_DAYS_AWAY = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1, "pasado manana": 2, "day after tomorrow": 2}
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2})(?::\d{2})?)?(?: ?(am|pm|a\.m\.|p\.m\.|h|hs|uhr))?"
_NOON = re.compile(r"\b(?:at |al? )?(?:noon|midday|mediodia)\b")
_TIME_LAST = re.compile(rf"(?:(.+?) )??(?:at |a las |a la )?{_CLOCK}")
_TIME_FIRST = re.compile(rf"(?:at |a las |a la )?{_CLOCK} (.+)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)


EVENING = time(18)


class Skipped(datetime):
    """An instant whose wall time, as it was given, a clock change skips: that is this one less the gap."""

    gap = timedelta()


def read_when(words: str, now: datetime, zone: ZoneInfo, hour: time = EVENING) -> datetime | timedelta | None:
    """A length of time, or an instant in UTC; None for words that are no time, InThePast for one gone by.

    A date alone means that day at the hour.
    """
    if len(words) > _MOST_LETTERS:
        return None
    plain = _plain(words)
    try:
        if (span := _span(plain)) is not None:
            return span
        here = now.astimezone(zone)
        at = _iso(plain, zone) or _day_and_time(plain, here, zone) or _date_alone(plain, hour, here, zone)
    except (ValueError, OverflowError):
        return None
    if at is not None and at <= now:
        raise InThePast(words)
    return at if at is None or at - now <= _LONGEST else None


def time_of_day(words: str) -> time | None:
    """The time that words say without a day, such as '18:00' or 'at 6 pm'."""
    found = _TIME_LAST.fullmatch(_plain(words)) if len(words) <= _MOST_LETTERS else None
    if found is None or found[1]:
        return None
    try:
        return _time(found[2], found[3], found[4])
    except ValueError:
        return None


def _plain(words: str) -> str:
    return _NOON.sub("12:00", " ".join(folded(words).replace(",", " ").split()))


def _span(plain: str) -> timedelta | None:
    if plain == "0" or plain in _NOW:  # nought is the one number whose unit does not matter
        return timedelta()
    shape = _SPAN.fullmatch(_AND.sub(" ", plain))
    if shape is None:
        return None
    parts = _SPAN_PART.findall(shape[1])
    if not all(unit in _UNIT for _, unit in parts):
        return None
    total = sum((timedelta(**{_UNIT[unit]: int(n)}) for n, unit in parts), timedelta())
    return total if total <= _LONGEST else None


def _iso(plain: str, zone: ZoneInfo) -> datetime | None:
    if not _ISO.fullmatch(plain):
        return None
    numeric(plain[:10])  # refuses a day that does not exist
    at = datetime.fromisoformat(plain.upper())
    return _instant(at, zone) if at.tzinfo is None else at.astimezone(UTC)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time; a skipped one is moved forward, of a double one the first taken."""
    at, gap = resolve(wall, zone.key)
    if not gap:
        return at
    skipped = Skipped.fromtimestamp(at.timestamp(), UTC)
    skipped.gap = gap
    return skipped


def _day_and_time(plain: str, here: datetime, zone: ZoneInfo) -> datetime | None:
    for day, clock in _splits(plain):
        at = _time(*clock)
        if at is not None and (found := _on_day(day, at, here, zone)) is not None:
            return found
    return None


def _splits(plain: str) -> list[tuple[str, tuple[str, str | None, str | None]]]:
    """The ways in which the words may be a day and a time."""
    ways = []
    if last := _TIME_LAST.fullmatch(plain):
        ways.append((last[1] or "today", (last[2], last[3], last[4])))
    if first := _TIME_FIRST.fullmatch(plain):
        ways.append((first[4], (first[1], first[2], first[3])))
    return ways


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    """A time of day; a bare number is none, since it may be anything."""
    if minute is None and half is None:
        return None
    hours = int(hour)
    if half and half[0] in "ap":
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    return time(hours, int(minute or 0))


def _date_alone(plain: str, hour: time, here: datetime, zone: ZoneInfo) -> datetime | None:
    words = [w for w in plain.split() if w not in FILLER]
    on = numeric(" ".join(words)) or named(words, here.date())
    return _instant(datetime.combine(on, hour), zone) if on else None


def _on_day(day: str, at: time, here: datetime, zone: ZoneInfo) -> datetime | None:
    words = [w for w in day.split() if w not in FILLER]
    plain = " ".join(words)
    if plain in _DAYS_AWAY:
        return _instant(datetime.combine(here.date() + timedelta(_DAYS_AWAY[plain]), at), zone)
    if plain in weekdays():
        away = (weekdays()[plain] - here.weekday()) % 7
        found = _instant(datetime.combine(here.date() + timedelta(away), at), zone)
        week_later = datetime.combine(here.date() + timedelta(away + 7), at)
        return found if found > here else _instant(week_later, zone)
    on = numeric(plain) or named(words, here.date())
    return _instant(datetime.combine(on, at), zone) if on else None
