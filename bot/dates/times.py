"""Several times in one text, as people list them: 'Thu 18:00, Fri 19:00', or a line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.api.errors import RuleError
from bot.dates.when import time_of_day

MOST_TIMES = 25
BETWEEN = (",", ";", "|")
_BREAK = re.compile(r"[;|\n]")
_BULLET = re.compile(r"^\s*[-–—•*·]\s+")
MOST_PARTS = 4  # "Friday, June 5, 2026, 18:00" is one time
One = Callable[[str], datetime | timedelta | None]


@dataclass(eq=False, repr=False)
class MoreTimes(RuleError):
    """More times were given at once than there can be to choose from."""

    most: int


class NoTime(ValueError):
    """One of several is no time; given is how it was written."""

    def __init__(self, given: str) -> None:
        super().__init__("no time")
        self.given = given


def read_times(words: str, now: datetime, zone: ZoneInfo, one: One) -> tuple[datetime, ...]:
    """The instants in the order given, each once; NoTime, MoreTimes, or what reading one of them raises.

    A time without a day is on the day of the one before: 'Thu 18:00, 19:00'.
    """
    lines = [_parts(line) for line in _BREAK.split(words)]
    if sum(map(len, lines)) > MOST_TIMES * MOST_PARTS:
        raise MoreTimes(MOST_TIMES)
    found: dict[datetime, None] = {}
    day: date | None = None
    for parts in lines:
        at = 0
        while at < len(parts):
            instant, count = _next(parts[at : at + MOST_PARTS], now, one, day)
            found[instant] = None
            day = instant.astimezone(zone).date()
            at += count
    if len(found) > MOST_TIMES:
        raise MoreTimes(MOST_TIMES)
    return tuple(found)


def _parts(line: str) -> list[str]:
    return [stripped for part in _BULLET.sub("", line, count=1).split(",") if (stripped := part.strip())]


def _next(parts: Sequence[str], now: datetime, one: One, day: date | None) -> tuple[datetime, int]:
    """The time that a list begins with, and how many parts it takes: 'Fri, 5 June 18:00' is two."""
    wrong: RuleError | None = None
    for count in range(len(parts), 0, -1):
        try:
            read = one(_on(day, parts[0]) if count == 1 else ", ".join(parts[:count]))
        except RuleError as error:
            wrong = error
            continue
        if isinstance(read, datetime):
            return read, count
        if read is not None and count == 1:  # "48h, 72h" are two
            return (now + read).replace(second=0, microsecond=0), 1
    if wrong is not None:
        raise wrong
    raise NoTime(parts[0])


def _on(day: date | None, words: str) -> str:
    """A time that says no day itself, on that day."""
    at = time_of_day(words) if day is not None else None
    return words if at is None else f"{day} {at:%H:%M}"
