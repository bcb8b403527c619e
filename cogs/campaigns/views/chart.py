"""The drawing of how signatures grew: one dark line, words and numbers, nothing that only a colour says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.api.drawing import INK, PALE, cut, drawn, stroke, written
from bot.api.speech import Speech
from cogs.campaigns.rules.series import Point, spread, ticks

WIDTH, HEIGHT = 800, 450
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 696, 116, 396
_TITLE_LETTERS = 58


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: points of one line, and the goal that it grows towards."""

    title: str = field(repr=False)
    points: tuple[Point, ...]
    goal: int

    @property
    def now(self) -> int:
        return self.points[-1].n

    @property
    def top(self) -> int:
        """The goal belongs on the picture once it is in sight: else the line would lie on the floor."""
        return max(self.goal if self.shows_goal else 1, self.now)

    @property
    def shows_goal(self) -> bool:
        return self.now * 10 >= self.goal


def described(say: Speech, chart: Chart) -> str:
    """The same in words, for whoever does not see the picture."""
    first, last = chart.points[0], chart.points[-1]
    half = next(point for point in chart.points if point.n * 2 >= last.n)
    if half.day == last.day:
        return say.word(
            "Signatures over time: from 0 on {first} to {n} on {last}. Goal: {goal}.",
            first=day(say, first.day),
            n=last.n,
            last=day(say, last.day),
            goal=chart.goal,
        )
    return say.word(
        "Signatures over time: from 0 on {first} to {half} on {middle} and {n} on {last}. Goal: {goal}.",
        first=day(say, first.day),
        half=half.n,
        middle=day(say, half.day),
        n=last.n,
        last=day(say, last.day),
        goal=chart.goal,
    )


def day(say: Speech, at: date) -> str:
    """A day as the reader's language writes it: 4 Jun."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", at, locale=say.babel_locale))


def drawing(say: Speech, chart: Chart) -> str:
    """The picture as SVG."""
    first, last = chart.points[0].day, chart.points[-1].day
    rows = ticks(chart.top)
    plot = _Plot(first, max((last - first).days, 1), rows[-1])
    parts = [*_head(say, chart), *_rows(say, plot, rows), *_days(say, plot, spread(first, last))]
    if chart.shows_goal:
        parts += _goal(say, plot, chart.goal)
    parts += _line(say, plot, chart.points)
    return drawn(WIDTH, HEIGHT, parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where days and numbers lie on the picture."""

    first: date
    days: int
    top: int

    def x(self, at: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (at - self.first).days / self.days, 1)

    def y(self, n: int) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * n / self.top, 1)


def _head(say: Speech, chart: Chart) -> list[str]:
    so_far = say.word("{n} of {goal} signatures", n=chart.now, goal=chart.goal)
    return [
        written(24, 36, cut(chart.title, _TITLE_LETTERS), size=21, bold=True),
        written(24, 64, so_far, size=16),
    ]


def _rows(say: Speech, plot: _Plot, rows: tuple[int, ...]) -> list[str]:
    parts = []
    for n in rows:
        y = plot.y(n)
        parts.append(stroke(f"M{_LEFT} {y}H{_RIGHT}", INK if n == 0 else PALE, 1.5 if n == 0 else 1))
        parts.append(written(_LEFT - 10, y + 5, say.number(n), anchor="end"))
    return parts


def _days(say: Speech, plot: _Plot, days: tuple[date, ...]) -> list[str]:
    parts = []
    for at in days:
        x = plot.x(at)
        parts.append(stroke(f"M{x} {_BOTTOM}v6", INK, 1.5))
        parts.append(written(x, _BOTTOM + 26, day(say, at), anchor="middle"))
    return parts


def _goal(say: Speech, plot: _Plot, goal: int) -> list[str]:
    y = plot.y(goal)
    words = say.word("Goal: {goal}", goal=goal)
    return [
        stroke(f"M{_LEFT} {y}H{_RIGHT}", INK, 2, dashes="8 6"),
        written(_LEFT + 10, y - 8, words, bold=True),
    ]


def _line(say: Speech, plot: _Plot, points: tuple[Point, ...]) -> list[str]:
    """A stair, as nobody knows what lies between two points; its end with a dot and its number."""
    path = f"M{plot.x(points[0].day)} {plot.y(points[0].n)}"
    path += "".join(f"H{plot.x(point.day)}V{plot.y(point.n)}" for point in points[1:])
    x, y = plot.x(points[-1].day), plot.y(points[-1].n)
    return [
        f'<path d="{path}V{_BOTTOM}H{_LEFT}Z" fill="#e6e6e6" fill-opacity="0.6"/>',
        stroke(path, INK, 3.5),
        f'<circle cx="{x}" cy="{y}" r="6"/>',
        written(x + 14, y + 6, say.number(points[-1].n), size=18, bold=True),
    ]
