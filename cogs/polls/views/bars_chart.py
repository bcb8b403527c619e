"""The drawing of a count without stages: a bar for each option, with its name and its figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.drawing import INK, PALE, cut, drawn, stroke, told, written
from bot.api.speech import Speech
from bot.ballots.counting.result import Duels, Result
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll
from cogs.polls.views.chart import EDGE, LONGEST, TITLE, WIDE, WIDTH
from cogs.polls.views.naming import word

ROW, RIGHT = 54, 370
MOST = 30
_NAME, _BAR = 46, "#4a4a4a"


@dataclass(frozen=True, slots=True)
class Row:
    """One option: how much of the whole width its bar has, a lighter part after it, and its figures."""

    label: str = field(repr=False)
    share: float
    figures: str
    lighter: float = 0.0


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn: caption says what a bar means; half asks for a line in the middle."""

    caption: str
    rows: Sequence[Row]
    half: bool = False


def bars(say: Speech, poll: Poll, outcome: Outcome) -> Bars | None:
    """What of a count can be drawn so; None where nothing was counted."""
    result = outcome.result
    if result is None:
        return _added_up(say, poll, outcome)
    if result.duels is not None:
        return _duels(say, poll, result, result.duels)
    return _named(say, poll, result)


def _duels(say: Speech, poll: Poll, result: Result, duels: Duels) -> Bars | None:
    first = result.elected[0]
    others = sorted(n for n in result.election.candidates if n != first)
    rows = [_duel(say, poll, duels, first, other) for other in others]
    who = word(say, poll, first)
    caption = say.word("How many put {who} above each of the others, and below", who=cut(who, _NAME))
    return Bars(caption, rows, half=True) if rows else None


def _duel(say: Speech, poll: Poll, duels: Duels, first: int, other: int) -> Row:
    more, fewer = duels.preferred[first, other], duels.preferred[other, first]
    figures = f"{say.number(more)} : {say.number(fewer)}"
    return Row(word(say, poll, other), more / max(more + fewer, 1), figures)


def _named(say: Speech, poll: Poll, result: Result) -> Bars:
    totals = result.stages[0].totals
    most = max(totals.values()) or 1
    rows = [
        Row(word(say, poll, n), totals[n] / most, say.number(totals[n]))
        for n in sorted(totals, key=lambda n: (-totals[n], n))
    ]
    return Bars(say.word("On how many ballots each was named"), rows)


def _added_up(say: Speech, poll: Poll, outcome: Outcome) -> Bars | None:
    most = max((outcome.yes[n] + outcome.need_be.get(n, 0) for n in outcome.yes), default=0)
    if not most:
        return None
    rows = [
        Row(word(say, poll, n), yes / most, _yes(say, yes, soft), soft / most)
        for n, yes in outcome.yes.items()
        for soft in (outcome.need_be.get(n, 0),)
    ]
    if any(row.lighter for row in rows):
        return Bars(say.word("Dark: yes; light: if need be"), rows)
    return Bars(say.word("How many chose each"), rows)


def _yes(say: Speech, yes: int, soft: int) -> str:
    return f"{say.number(yes)} + {say.number(soft)}" if soft else say.number(yes)


def drawing(poll: Poll, chart: Bars) -> str:
    """The picture as SVG."""
    rows = chart.rows[:MOST]
    caption, high = told(EDGE, 62, chart.caption, WIDE)
    top = 62 + high
    parts = [written(EDGE, 34, cut(poll.title, TITLE), size=19, bold=True), *caption]
    for place, row in enumerate(rows):
        parts += _row(row, top + place * ROW)
        if chart.half:
            middle, y = (EDGE + RIGHT) / 2, top + place * ROW + 17
            parts.append(stroke(f"M{middle} {y}v32", INK, 2, dashes="6 5"))
    return drawn(WIDTH, top + len(rows) * ROW + EDGE, parts)


def _row(row: Row, y: float) -> list[str]:
    whole, under = RIGHT - EDGE, y + 21
    dark, light = round(whole * row.share, 1), round(whole * row.lighter, 1)
    return [
        written(EDGE, y + 14, cut(row.label, _NAME), size=15),
        f'<rect x="{EDGE}" y="{under}" width="{whole}" height="24" fill="none" stroke="{PALE}"/>',
        f'<rect x="{EDGE}" y="{under}" width="{dark}" height="24" fill="{_BAR}"/>',
        f'<rect x="{EDGE + dark}" y="{under}" width="{light}" height="24" fill="{PALE}" stroke="{INK}"/>'
        if light
        else "",
        written(RIGHT + 12, under + 18, row.figures, size=15, bold=True),
    ]


def described(chart: Bars) -> str:
    """The same in words, for whoever does not see the picture."""
    rows = "; ".join(f"{row.label}: {row.figures}" for row in chart.rows)
    return cut(f"{chart.caption}. {rows}.", LONGEST)
