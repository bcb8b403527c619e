"""Days as people write them: '5 June', 'Thu 4 June', '2026-06-05', '5.6.2026'."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from bot.api.errors import RuleError
from bot.api.text import folded

LANGUAGES = ("en", "es")
"""Those we ship: the names of their days and months are understood from everybody."""
FILLER = frozenset({"on", "el", "the", "de", "of", "next", "this", "este", "proximo", "del"})
_NUMERIC = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th|º|o|\.)$")
_SLIP = timedelta(days=60)


@dataclass(eq=False, repr=False)
class NoSuchDay(RuleError):
    """A day that no calendar has, such as 31 June; days is how many its month has, 0 for no month."""

    given: str
    month: int
    days: int


@dataclass(eq=False, repr=False)
class OtherWeekday(RuleError):
    """A weekday and a date that do not go together: that date is another day of the week."""

    given: str
    day: date


def read_day(words: str, today: date) -> date | None:
    """The day that words name; None for words that name none, NoSuchDay for one that does not exist."""
    plain = [w for w in folded(words).replace(",", " ").split() if w not in FILLER]
    return numeric(" ".join(plain)) or named(plain, today)


def numeric(plain: str) -> date | None:
    found = _NUMERIC.fullmatch(plain)
    if found is None:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    return _date(int(year), int(month), int(day), plain)


def named(words: list[str], today: date) -> date | None:
    """'5 June', 'June 5', 'Thu 4 June', each with a year or without."""
    if len(words) <= 2 or words[0] not in weekdays():
        return _of_month(words, today)
    day = _of_month(words[1:], today)
    if day is not None and day.weekday() != weekdays()[words[0]]:
        raise OtherWeekday(" ".join(words), day)
    return day


def _of_month(words: list[str], today: date) -> date | None:
    if len(words) not in (2, 3):
        return None
    first, second = (_ORDINAL.sub(r"\1", w) for w in words[:2])
    day, month = (second, first) if first.rstrip(".") in months() else (first, second)
    number = months().get(month.rstrip("."))
    if number is None or not re.fullmatch(r"[0-9]{1,2}", day):
        return None
    if len(words) == 3:
        is_year = re.fullmatch(r"[0-9]{4}", words[2])
        return _date(int(words[2]), number, int(day), " ".join(words)) if is_year else None
    return _nearest_year(today, number, int(day), " ".join(words))


def _nearest_year(today: date, month: int, day: int, given: str) -> date:
    """Without a year the next such day is meant; but a slip of some weeks is refused, not put off a year."""
    days = (
        date(y, month, day) for y in range(today.year - 1, today.year + 9) if 0 < day <= _length(y, month)
    )
    found = next((on for on in days if on >= today - _SLIP), None)
    if found is None:
        raise NoSuchDay(given, month, _length(2024, month))
    return found


def _date(year: int, month: int, day: int, given: str) -> date:
    if not 1 <= year <= 9999 or not 1 <= month <= 12:
        raise NoSuchDay(given, 0, 0)
    if not 1 <= day <= _length(year, month):
        raise NoSuchDay(given, month, _length(year, month))
    return date(year, month, day)


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    return monthrange(year, month)[1]


@lru_cache(maxsize=1)
def weekdays() -> dict[str, int]:
    """The weekdays by every name of theirs, 0 is Monday."""
    from babel.dates import get_day_names

    return _names(get_day_names, ("wide", "abbreviated", "short"))


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    from babel.dates import get_month_names

    return _names(get_month_names, ("wide", "abbreviated"))


def _names(source: object, widths: tuple[str, ...]) -> dict[str, int]:
    """Every name that CLDR has for a day or month in the languages we ship."""
    assert callable(source)
    return {
        folded(name).rstrip("."): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in widths
        for number, name in source(width, context, language).items()
    }
