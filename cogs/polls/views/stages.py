"""The stages of a count as words and tables, as many at a time as fit a screen."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Block, Button, Card, Data, Line, Table, Text, view
from bot.api.drawing import cut
from bot.api.parts import Part
from bot.api.speech import N_, Speech
from bot.ballots.counting.result import Result, Stage
from cogs.polls.rules.outcome import Outcome
from cogs.polls.rules.poll import Poll
from cogs.polls.views import plain_words, stage_words
from cogs.polls.views.duels import duels
from cogs.polls.views.figures import votes
from cogs.polls.views.naming import listed, word
from cogs.polls.views.result import footnotes, how, left, took_part, turnout
from cogs.polls.views.told import Told

ROOM, CELL, LABEL = 3600, 12, 20
"""Letters that a page of stages may have, those that a figure takes, and those of a name in a table."""


@view
def stages(say: Speech, told: Told, start: int = 1, picture: str = "") -> Card:
    """How a poll or an election was counted; picture says in words what its chart shows."""
    poll, outcome = told.poll, told.outcome
    message = N_("How election {number} was counted")
    if not poll.is_election:
        message = N_("How poll {number} was counted")
    blocks, following = _blocks(say, poll, outcome, start)
    if picture and not say.face.captions:
        blocks.append(Line((picture,)))
    return Card(
        head=say(message, number=poll.number),
        title=(Data(poll.title),),
        blocks=tuple(blocks),
        buttons=_buttons(say, poll, outcome, following),
    )


def _blocks(say: Speech, poll: Poll, outcome: Outcome, start: int) -> tuple[list[Block], int]:
    """What is shown from a stage on, and the stage that comes after it, 0 where none does."""
    result = outcome.result
    if result is not None and result.stages[0].needed:
        first = min(max(start, 1), len(result.stages))
        intro: list[Block] = list(_intro(say, poll, outcome, result)) if first == 1 else []
        page = _page(say, poll, outcome, result, first)
        shown, words = page
        end = [*_elected(say, poll, outcome), *stage_words.lot(say, poll, result)]
        is_last = shown[-1] is result.stages[-1]
        blocks = [*intro, *words, _table(say, poll, result, shown), *(end if is_last else [])]
        return blocks, 0 if is_last else shown[-1].number + 1
    before: list[Block] = [
        *(plain_words.explained(say, result) if result else []),
        *took_part(say, outcome),
    ]
    if result is None:
        return [*before, *_added_up(say, poll, outcome), *footnotes(say, outcome)], 0
    lines = plain_words.best_lines(say, poll, result, outcome.elected)
    tables = duels(say, poll, result) if result.duels else [_named(say, poll, result)]
    return [*before, *lines, *tables, *stage_words.lot(say, poll, result), *footnotes(say, outcome)], 0


def _intro(say: Speech, poll: Poll, outcome: Outcome, result: Result) -> list[Line]:
    seats = say.plural("{n} seat.", "{n} seats.", poll.seats)
    lines = [Line((*seats, " ", *turnout(say, outcome)))]
    gone = [option.n for option in poll.options if option.withdrawn]
    if gone:
        message = N_("No longer standing: {who}. Each ballot counts for whom it names next.")
        lines += [say.line(message, who=listed(say, poll, gone)), *left(say, poll)]
    if result.quota:
        message = N_(
            "It takes {quota} votes to be elected. That is the quota: {ballots} ballots divided by {parts}, "
            "without the remainder, and one more."
        )
        quota, parts = votes(say, result.quota, result.scale), result.election.seats + 1
        lines.append(say.line(message, quota=quota, ballots=result.ballots, parts=parts))
    else:
        lines.append(say.line("It takes more than half of the votes that are still in the count."))
    return [*lines, *footnotes(say, outcome)]


def _elected(say: Speech, poll: Poll, outcome: Outcome) -> list[Line]:
    if not outcome.elected:
        return [Line(say("Nobody is elected."), strong=True)]
    return [Line(say("Elected: {who}", who=listed(say, poll, outcome.elected)), strong=True)]


def _page(
    say: Speech, poll: Poll, outcome: Outcome, result: Result, first: int
) -> tuple[list[Stage], list[Line]]:
    """The stages that fit from this one on, one at least, and their words."""
    shown: list[Stage] = []
    words: list[Line] = []
    for stage in result.stages[first - 1 :]:
        lines = stage_words.told(say, poll, result, stage, outcome.elected)
        room = _letters([*words, *lines]) + _size(result, [*shown, stage])
        if shown and room > ROOM:
            break
        shown.append(stage)
        words += lines
    return shown, words


def _size(result: Result, shown: Sequence[Stage]) -> int:
    """About how many letters the table of these stages has."""
    return (LABEL + CELL * len(shown)) * (3 + len(_rows(result, shown)))


def _letters(lines: Sequence[Line]) -> int:
    return sum(_length(part) for line in lines for part in line.text)


def _length(part: Part) -> int:
    """Whatever people wrote may need a sign before each of its marks."""
    return len(part) if isinstance(part, str) else 2 * len(getattr(part, "text", ""))


def _rows(result: Result, shown: Sequence[Stage]) -> list[int]:
    """The candidates who are in the count at these stages, those with most first."""
    first = result.stages[max(shown[0].number - 2, 0)]
    left = [
        n
        for n in result.election.candidates
        if first.totals[n] or shown[-1].totals[n] or _is_in(result, n, shown)
    ]
    return sorted(left, key=lambda n: (-first.totals[n], n))


def _is_in(result: Result, n: int, shown: Sequence[Stage]) -> bool:
    stage = result.stage_of(n)
    return stage is None or stage.number >= shown[0].number


def _table(say: Speech, poll: Poll, result: Result, shown: Sequence[Stage]) -> Table:
    """A row a candidate, a column a stage."""
    head = ("", *(say.word("Stage {n}", n=stage.number) for stage in shown))
    rows = [
        (cut(word(say, poll, n), LABEL), *(_cell(say, result, stage, n) for stage in shown))
        for n in _rows(result, shown)
    ]
    gone = tuple(votes(say, stage.not_transferable, result.scale) for stage in shown)
    needed = tuple(votes(say, stage.needed, result.scale) for stage in shown)
    rows.append((say.word("not transferable"), *gone))
    rows.append((say.word("needed"), *needed))
    return Table(head, tuple(rows))


def _cell(say: Speech, result: Result, stage: Stage, n: int) -> str:
    has = votes(say, stage.totals[n], result.scale)
    if n in stage.elected:
        return say.word("{votes} in", votes=has)
    out = result.stage_of(n)
    if out is not None and n == out.excluded and stage.number > out.number:
        return "–"
    return say.word("out") if n == stage.excluded else has


def _named(say: Speech, poll: Poll, result: Result) -> Table:
    """How often each was named."""
    totals = result.stages[0].totals
    most_first = sorted(totals, key=lambda n: (-totals[n], n))
    rows = tuple((cut(word(say, poll, n), LABEL), say.number(totals[n])) for n in most_first)
    return Table(("", say.word("Ballots")), rows)


def _added_up(say: Speech, poll: Poll, outcome: Outcome) -> list[Block]:
    """What each option has, where options are added up; else why there is no count."""
    if not outcome.yes:
        return list(how(say, poll, outcome))
    head: tuple[str, ...] = ("", say.word("Votes"))
    rows = [(cut(word(say, poll, n), LABEL), say.number(yes)) for n, yes in outcome.yes.items()]
    if any(outcome.need_be.values()):
        head = ("", say.word("Yes"), say.word("If need be"))
        more = [
            (*row, say.number(outcome.need_be.get(n, 0))) for n, row in zip(outcome.yes, rows, strict=True)
        ]
        return [Table(head, tuple(more)), *_best(say, poll, outcome)]
    return [Table(head, tuple(rows)), *_best(say, poll, outcome)]


def _best(say: Speech, poll: Poll, outcome: Outcome) -> list[Line]:
    best = outcome.best
    if not best:
        return [say.line("Nobody chose anything.")]
    who: Text = listed(say, poll, best)
    if len(best) > 1:
        return [say.line("Level with most: {some}.", some=who)]
    return [say.line("Most chose: {some}.", some=who)]


def _buttons(say: Speech, poll: Poll, outcome: Outcome, following: int) -> tuple[Button, ...]:
    number = int(poll.number)
    found: list[Button] = []
    if following:
        label = say.word("From stage {n} on", n=following)
        found.append(Button(label, "election count", {"number": number, "stage": following}))
    if not outcome.declared:
        kind = "election export" if poll.is_election else "poll export"
        found.append(Button(say.word("Check it"), kind, {"number": number}))
    return tuple(found)
