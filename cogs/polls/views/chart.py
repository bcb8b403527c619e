"""The drawing of a count: for each candidate a small picture, with a bar a stage and what is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.api.drawing import INK, PALE, cut, drawn, stroke, told, written
from bot.api.speech import Speech
from bot.ballots.counting.result import Result, Stage
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll
from cogs.polls.views.figures import votes
from cogs.polls.views.naming import word

WIDTH, EDGE, GAP, COLUMNS = 480, 20, 20, 2
"""Narrow, with large letters: most people see it on a phone."""
HEAD, BARS, FOOT = 46, 70, 36
MOST, LONGEST = 12, 1000
"""So many candidates are drawn and told of in words, in so many letters at most."""
TITLE, WIDE, _BAR = 36, 50, "#4a4a4a"


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where the picture of one candidate lies, and what a bar of it is worth."""

    x: float
    y: float
    width: float
    top: int
    stages: int

    def at(self, place: int) -> float:
        return round(self.x + self.width * place / self.stages, 1)

    def height(self, n: int) -> float:
        return round(BARS * n / self.top, 1)


def drawing(say: Speech, poll: Poll, outcome: Outcome, result: Result) -> str:
    """The picture as SVG."""
    shown = _shown(outcome, result)
    width = (WIDTH - 2 * EDGE - (COLUMNS - 1) * GAP) / COLUMNS
    most = max(max(stage.needed, *stage.totals.values()) for stage in result.stages)
    parts, top = _head(say, poll, result, len(shown))
    for place, n in enumerate(shown):
        row, column = divmod(place, COLUMNS)
        x, y = EDGE + column * (width + GAP), top + row * (HEAD + BARS + FOOT)
        panel = _Panel(round(x, 1), y, width, most, len(result.stages))
        parts += _candidate(say, poll, outcome, result, n, panel)
    rows = -(-len(shown) // COLUMNS)
    return drawn(WIDTH, top + rows * (HEAD + BARS + FOOT), parts)


def described(say: Speech, poll: Poll, outcome: Outcome, result: Result) -> str:
    """The same in words, for whoever does not see the picture."""
    shown = _shown(outcome, result)
    needed = votes(say, result.stages[0].needed, result.scale)
    if result.quota:
        first = say.word("Votes at each stage. It takes {quota}, the quota.", quota=needed)
    else:
        first = say.word("Votes at each stage. It takes more than half of what is in the count.")
    lines = [first, *(_described(say, poll, outcome, result, n) for n in shown)]
    left = len(result.election.candidates) - len(shown)
    if left:
        lines.append("".join(map(str, say.plural("And {n} more.", "And {n} more.", left))))
    return cut(" ".join(lines), LONGEST)


def _described(say: Speech, poll: Poll, outcome: Outcome, result: Result, n: int) -> str:
    """One candidate from first to last, as far as it changes."""
    has: list[str] = []
    for stage in _until(result, n):
        now = votes(say, stage.totals[n], result.scale)
        if not has or has[-1] != now:
            has.append(now)
    if len(has) > 4:
        has = [*has[:2], "…", has[-1]]
    who, fate = word(say, poll, n), _fate(say, outcome, result, n)
    return say.word("{who}: {votes}; {fate}.", who=who, votes=", ".join(has), fate=fate)


def _shown(outcome: Outcome, result: Result) -> list[int]:
    """Those in the count, first who is elected, then who was in it longest."""
    place = {n: at for at, n in enumerate(outcome.elected)}

    def key(n: int) -> tuple[int, int, int, int]:
        out = result.stage_of(n)
        until = out.number if out and out.excluded == n else len(result.stages) + 1
        most = max(stage.totals[n] for stage in result.stages)
        return place.get(n, len(place)), -until, -most, n

    return sorted(result.election.candidates, key=key)[:MOST]


def _until(result: Result, n: int) -> Sequence[Stage]:
    """The stages up to that at which somebody was out."""
    out = result.stage_of(n)
    return result.stages[: out.number - 1] if out and out.excluded == n else result.stages


def _at_last(result: Result, n: int) -> Stage:
    """The stage at which somebody was elected, the last before they were out, or the last of all."""
    stage = result.stage_of(n)
    if stage is not None and stage.excluded != n:
        return stage
    return (_until(result, n) or result.stages)[-1]


def _fate(say: Speech, outcome: Outcome, result: Result, n: int) -> str:
    stage = result.stage_of(n)
    if stage is not None and n in outcome.elected:
        return say.word("elected at stage {stage}", stage=stage.number)
    if stage is not None and n == stage.excluded:
        return say.word("out at stage {stage}", stage=stage.number)
    if stage is not None:
        return say.word("a seat that stays empty")
    return say.word("not elected")


def _head(say: Speech, poll: Poll, result: Result, shown: int) -> tuple[list[str], int]:
    """Title and what the lines mean, with where what is below them begins."""
    needed = votes(say, result.stages[0].needed, result.scale)
    if result.quota:
        line = say.word("Dashed line: the quota, {quota}. A bar for each stage.", quota=needed)
    else:
        line = say.word("Dashed line: more than half of what is in the count. A bar for each stage.")
    left = len(result.election.candidates) - shown
    more = f" {say.word('{n} more, who were out sooner, are not drawn.', n=left)}" if left else ""
    lines, high = told(EDGE, 62, line + more, WIDE)
    return [written(EDGE, 34, cut(poll.title, TITLE), size=19, bold=True), *lines], 62 + high + 10


def _candidate(say: Speech, poll: Poll, outcome: Outcome, result: Result, n: int, panel: _Panel) -> list[str]:
    """Name and fate above, bars with what is needed, and the stages below."""
    letters = int(panel.width / 9.8)
    has = votes(say, _at_last(result, n).totals[n], result.scale)
    how = say.word("{votes}, {fate}", votes=has, fate=_fate(say, outcome, result, n))
    parts = [
        written(panel.x, panel.y + 12, cut(word(say, poll, n), letters), size=15, bold=True),
        written(panel.x, panel.y + 30, cut(how, int(panel.width / 6.8)), size=13),
    ]
    floor = panel.y + HEAD + BARS
    for place, stage in enumerate(result.stages):
        parts += _bar(stage, n, panel, place, floor)
    parts.append(stroke(f"M{panel.x} {floor}h{round(panel.width, 1)}", INK, 1.5))
    return parts + _numbers(say, result, panel, floor)


def _bar(stage: Stage, n: int, panel: _Panel, place: int, floor: float) -> list[str]:
    x, width = panel.at(place), panel.width / panel.stages
    high, needed = panel.height(stage.totals[n]), round(floor - panel.height(stage.needed), 1)
    inner = round(max(width * 0.7, 1), 1)
    parts = []
    if high:
        y = round(floor - high, 1)
        parts.append(
            f'<rect x="{round(x + width * 0.15, 1)}" y="{y}" width="{inner}" height="{high}" fill="{_BAR}"/>'
        )
    parts.append(stroke(f"M{x} {needed}h{round(width, 1)}", PALE, 3))
    parts.append(stroke(f"M{x} {needed}h{round(width, 1)}", INK, 1.5, dashes="5 4"))
    return parts


def _numbers(say: Speech, result: Result, panel: _Panel, floor: float) -> list[str]:
    """The numbers of the stages, of many the first and the last."""
    count = len(result.stages)
    some = range(count) if count <= 8 else (0, count - 1)
    middle = panel.width / count / 2
    return [
        written(
            round(panel.at(place) + middle, 1), floor + 16, say.number(place + 1), size=13, anchor="middle"
        )
        for place in some
    ]
