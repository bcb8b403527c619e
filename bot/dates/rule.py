"""A rule by which dates repeat (RFC 5545), as a value: read from its text and written back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import Enum
from functools import lru_cache
from typing import Any

from bot.api.errors import RuleError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_MOMENT = time(23, 59, 59)
MOST_TIMES = 10_000
_LONGEST_TEXT = 500


class Frequency(Enum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(eq=False, repr=False)
class NoRule(RuleError):
    """Words that say no way of repeating; part is what was not understood in them."""

    given: str
    part: str


@dataclass(eq=False, repr=False)
class TooOften(RuleError):
    """A rule that repeats more often than once a day."""

    given: str


@dataclass(eq=False, repr=False)
class TooManyTimes(RuleError):
    """A rule that says to repeat more often than anybody will live to see."""

    given: int
    most: int


@dataclass(frozen=True)
class On:
    """A weekday, 0 is Monday; with an ordinal the first, second … of its month, -1 the last."""

    weekday: int
    ordinal: int = 0


@dataclass(frozen=True)
class Rule:
    """How dates repeat. until is a wall time, or in UTC where the text said so."""

    frequency: Frequency
    interval: int = 1
    on: tuple[On, ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    until: datetime | None = None
    count: int | None = None

    @property
    def ends(self) -> bool:
        return self.until is not None or self.count is not None

    @property
    def text(self) -> str:
        parts = (f"{name}={value}" for name, value in _written(self) if value)
        return ";".join(parts)


def _written(rule: Rule) -> list[tuple[str, str]]:
    return [
        ("FREQ", rule.frequency.value),
        ("INTERVAL", str(rule.interval) if rule.interval > 1 else ""),
        ("BYMONTH", _listed(rule.months)),
        ("BYWEEKNO", _listed(rule.weeks)),
        ("BYYEARDAY", _listed(rule.year_days)),
        ("BYMONTHDAY", _listed(rule.month_days)),
        ("BYDAY", ",".join(f"{on.ordinal or ''}{WEEKDAYS[on.weekday]}" for on in rule.on)),
        ("BYSETPOS", _listed(rule.positions)),
        ("WKST", WEEKDAYS[rule.week_start] if rule.week_start else ""),
        ("UNTIL", _moment_text(rule.until) if rule.until else ""),
        ("COUNT", str(rule.count) if rule.count is not None else ""),
    ]


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def _moment_text(until: datetime) -> str:
    if until.tzinfo is not None:
        return until.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return until.strftime("%Y%m%d" if until.time() == LAST_MOMENT else "%Y%m%dT%H%M%S")


@lru_cache(maxsize=512)
def read_rule(text: str) -> Rule:
    """The rule that a text of RFC 5545 says, with or without 'RRULE:' in front."""
    if len(text) > _LONGEST_TEXT:
        raise NoRule(text[:60], text[:60])
    parts = _parts(text)
    frequency = parts.pop("FREQ", "")
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY"):
        raise TooOften(frequency)
    if frequency not in Frequency.__members__:
        raise NoRule(text, f"FREQ={frequency}" if frequency else text)
    rule = Rule(frequency=Frequency[frequency], **_values(parts, text))
    _check(rule, text)
    return rule


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").rstrip(";").split(";"):
        name, is_, value = part.partition("=")
        if not is_ or not value or name in parts:
            raise NoRule(text, part or text)
        parts[name] = value
    return parts


def _values(parts: dict[str, str], text: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in parts.items():
        if name not in _READERS:
            raise NoRule(text, f"{name}={value}")
        field, read = _READERS[name]
        try:
            values[field] = read(value)
        except (ValueError, OverflowError) as error:
            raise NoRule(text, f"{name}={value}") from error
    return values


def _number(value: str) -> int:
    if not re.fullmatch(r"\d{1,6}", value):
        raise ValueError(value)
    return int(value)


def _interval(value: str) -> int:
    if (number := _number(value)) < 1:
        raise ValueError(value)
    return number


def _numbers(low: int, high: int) -> Callable[[str], tuple[int, ...]]:
    """A reader of whole numbers within bounds; low below zero says that they count from the end too."""

    def read(value: str) -> tuple[int, ...]:
        numbers = {int(n) for n in value.split(",") if re.fullmatch(r"[+-]?\d{1,3}", n)}
        if len(numbers) != len(set(value.split(","))) or not all(low <= n <= high and n for n in numbers):
            raise ValueError(value)
        return tuple(sorted(numbers))

    return read


def _on(value: str) -> tuple[On, ...]:
    found = [re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", day) for day in value.split(",")]
    ons = {On(WEEKDAYS.index(day[2]), int(day[1] or 0)) for day in found if day}
    if not all(found) or any(abs(on.ordinal) > 53 for on in ons):
        raise ValueError(value)
    return tuple(sorted(ons, key=lambda on: (on.ordinal, on.weekday)))


def _until(value: str) -> datetime:
    shape = re.fullmatch(r"(\d{8})(?:T(\d{6})(Z)?)?", value)
    if shape is None:
        raise ValueError(value)
    day = datetime.strptime(shape[1], "%Y%m%d")  # noqa: DTZ007 - a wall time
    if not shape[2]:
        return datetime.combine(day, LAST_MOMENT)
    clock = datetime.strptime(shape[2], "%H%M%S").time()  # noqa: DTZ007 - a wall time
    return datetime.combine(day, clock, tzinfo=UTC if shape[3] else None)


_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "INTERVAL": ("interval", _interval),
    "BYMONTH": ("months", _numbers(1, 12)),
    "BYWEEKNO": ("weeks", _numbers(-53, 53)),
    "BYYEARDAY": ("year_days", _numbers(-366, 366)),
    "BYMONTHDAY": ("month_days", _numbers(-31, 31)),
    "BYDAY": ("on", _on),
    "BYSETPOS": ("positions", _numbers(-366, 366)),
    "WKST": ("week_start", WEEKDAYS.index),
    "UNTIL": ("until", _until),
    "COUNT": ("count", _number),
}
_FITTING = {
    Frequency.DAILY: {"months", "month_days", "on"},
    Frequency.WEEKLY: {"months", "on", "positions"},
    Frequency.MONTHLY: {"months", "month_days", "on", "positions"},
    Frequency.YEARLY: {"months", "month_days", "on", "positions", "year_days", "weeks"},
}
"""Which parts RFC 5545 lets stand beside which frequency."""


def _check(rule: Rule, text: str) -> None:
    """Refuse what RFC 5545 refuses, and a count beyond reason."""
    chosen = {"months", "month_days", "year_days", "weeks", "on", "positions"}
    for field in sorted(chosen - _FITTING[rule.frequency]):
        if getattr(rule, field):
            raise NoRule(text, next(name for name, (of, _) in _READERS.items() if of == field))
    if any(on.ordinal for on in rule.on) and (
        rule.frequency in (Frequency.DAILY, Frequency.WEEKLY) or rule.weeks
    ):
        raise NoRule(text, "BYDAY")
    if rule.positions and not any(getattr(rule, field) for field in chosen - {"positions"}):
        raise NoRule(text, "BYSETPOS")
    if rule.frequency is Frequency.WEEKLY and rule.positions and rule.months:
        raise NoRule(text, "BYSETPOS")
    if rule.count is not None and rule.count > MOST_TIMES:
        raise TooManyTimes(rule.count, MOST_TIMES)
    if rule.count is not None and rule.until is not None:
        raise NoRule(text, "COUNT")
