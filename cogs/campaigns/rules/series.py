"""How signatures grew, as a line that is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_BEGINNING = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Point:
    """How many had signed by the end of a day."""

    day: date
    n: int


def series(days: Iterable[tuple[int, int]], total: int, began: date, today: date) -> tuple[Point, ...]:
    """Points of a line that only grows, from nothing on the day before to the total of today.

    days are (day since 1970, signatures of it) as far as they may be shown; what they leave out came by now.
    """
    points = [Point(began - timedelta(days=1), 0)]
    so_far = 0
    for day, n in sorted(days):
        so_far = min(so_far + n, total)
        points.append(Point(max(day_of(day), began), so_far))
    if points[-1].day < today or points[-1].n < total:
        points.append(Point(max(today, points[-1].day), total))
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
