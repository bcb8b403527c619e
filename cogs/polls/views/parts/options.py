"""What can be chosen, and how many have chosen it: drawn where it is short, in words where it is long."""

from __future__ import annotations

from bot.api.card import Bar, Bars, Block, Line, Quote, Text
from bot.api.speech import Speech
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import State
from cogs.polls.views import words
from cogs.polls.views.parts.shown import Shown

MOST_BARS, LONGEST_LABEL, MOST_LINES = 10, 24, 25
"""More bars nobody compares, and longer labels push them off a phone's screen."""


def option_lines(say: Speech, shown: Shown) -> list[Block]:
    """The options with their counts; without those while they are sealed."""
    poll = shown.poll
    some = poll.standing
    if len(some) > MOST_LINES:
        return _quoted(say, shown)
    if poll.is_sealed:
        return [Line(words.named(say, poll, one)) for one in some]
    first = _of_orders(say, shown)
    if len(some) > MOST_BARS:
        return [*first, *(Line(_counted(say, shown, one)) for one in some)]
    if all(len(words.label(say, poll, one)) <= LONGEST_LABEL for one in some):
        return [*first, _bars(say, shown, [words.label(say, poll, one) for one in some])]
    lines = [Line(words.named(say, poll, one)) for one in some]
    return [*lines, *first, _bars(say, shown, [str(one.n) for one in some])]


def leading_line(say: Speech, shown: Shown) -> list[Block]:
    """Which is ahead now, in words; of orders the first choices alone say nothing of that."""
    some = shown.leading
    if not some or shown.poll.is_sealed or shown.poll.is_ranked or shown.poll.state is not State.OPEN:
        return []
    options = words.listed([words.named(say, shown.poll, one) for one in some])
    n = shown.count(some[0])
    if len(some) == 1:
        return [say.line("Most so far: {option} ({n}).", option=options, n=n)]
    return [say.line("Level so far, {n} each: {options}.", options=options, n=n)]


def _of_orders(say: Speech, shown: Shown) -> list[Block]:
    """What the counts of a ranking are, where there are any."""
    is_shown = shown.poll.is_ranked and not shown.poll.is_sealed
    return [say.line("How many put each one first:")] if is_shown else []


def _counted(say: Speech, shown: Shown, option: Option) -> Text:
    named, n = words.named(say, shown.poll, option), shown.count(option)
    return say("{option}: {n}", option=named, n=n)


def _quoted(say: Speech, shown: Shown) -> list[Block]:
    """Very many, in blocks that each network has room for whatever signs they are written with."""
    poll, some = shown.poll, shown.poll.standing
    rows = [words.label(say, poll, one) for one in some]
    if not poll.is_sealed:
        rows = [f"{row}: {say.number(shown.count(one))}" for row, one in zip(rows, some, strict=True)]
    quotes = [Quote("\n".join(rows[at : at + MOST_LINES])) for at in range(0, len(rows), MOST_LINES)]
    return [*_of_orders(say, shown), *quotes]


def _bars(say: Speech, shown: Shown, labels: list[str]) -> Bars:
    whole = max(1, shown.voted)
    counts = [shown.count(one) for one in shown.poll.standing]
    rows = zip(labels, counts, strict=True)
    return Bars(tuple(Bar(label, say.number(n), n / whole) for label, n in rows))
