"""How signatures grew: steps so large that none tells of one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LEAST = 5
"""So many came at least between two points that are shown."""
_BEGINNING = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Point:
    """How many had signed by the end of a day."""

    day: date
    n: int


def series(days: Iterable[tuple[int, int]], began: date, today: date) -> tuple[Point, ...]:
    """Points of a line that only grows, from (day since 1970, signatures of it): the first is the evening before.

    A day on which fewer than five came is counted with those after it.
    """
    points = [Point(began - timedelta(days=1), 0)]
    total = 0
    for day, n in sorted(days):
        total += n
        if total - points[-1].n >= LEAST:
            points.append(Point(day_of(day), total))
    if points[-1].day < today:
        points.append(Point(today, points[-1].n))
    return tuple(points)


def day_of(day: int) -> date:
    return _BEGINNING + timedelta(days=day)


def ticks(top: int, most: int = 5) -> tuple[int, ...]:
    """Round numbers from 0 to at least top, few enough to be read."""
    step = next(
        unit * 10**power
        for power in range(12)
        for unit in (1, 2, 5)
        if unit * 10**power * most >= max(top, 1)
    )
    return tuple(range(0, (-(-max(top, 1) // step) + 1) * step, step))


def spread(first: date, last: date, most: int = 6) -> tuple[date, ...]:
    """Days at equal distances, the first and, as far as they go, the last among them."""
    length = (last - first).days
    step = max(1, -(-length // most))
    return tuple(first + timedelta(days=n) for n in range(0, length + 1, step))
