"""How many signed, and who they are as far as that gives nobody away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.api.card import Bar, Bars, Block, Card, Line, view
from bot.api.speech import Speech
from cogs.campaigns.rules.breakdown import STEP, Public, PublicRow
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.series import day_of
from cogs.campaigns.views import breakdown, words
from cogs.campaigns.views.chart import day
from cogs.campaigns.views.handover import on_paper

MOST_ROWS = 6
_BROKEN_DOWN = ("trade", "bloc", "country", "language")


@dataclass(frozen=True, slots=True)
class Tallied:
    """A campaign with its numbers; drawn are the words for the picture that goes with them, if one does."""

    campaign: Campaign
    n: int
    public: Public
    paper: int = 0
    sent: int = 0
    drawn: str = field(default="", repr=False)


@view
def tally(say: Speech, told: Tallied) -> Card:
    """All numbers of a campaign that may be told."""
    campaign, public = told.campaign, told.public
    blocks: list[Block] = [Line(words.progress(say, campaign, told.n))]
    for kind in _BROKEN_DOWN:
        if public.of(kind):
            blocks += _rows(say, kind, public)
    if told.drawn:
        blocks.append(Line((told.drawn,)))
    elif public.of("day"):
        blocks += _days(say, public.of("day"))
    if any(public.of(kind) for kind in _BROKEN_DOWN):
        blocks.append(Line(breakdown.how_counted(say)))
    elif not words.is_hidden(campaign):
        blocks.append(
            say.line("Trades, blocs, countries and languages are told from {step} people each on.", step=STEP)
        )
    if told.paper:
        blocks.append(Line((on_paper(say, told.paper),)))
    if (sent := in_steps(told.sent)) > 0:
        blocks.append(say.line("At least {n} people wrote to the addressee too.", n=sent))
    return Card(title=words.called(campaign), blocks=tuple(blocks))


def in_steps(n: int) -> int:
    """How many of a number are told, so that one more does not show who it was."""
    return n - n % STEP


def _rows(say: Speech, kind: str, public: Public) -> list[Block]:
    """One breakdown under its heading, the largest first."""
    rows = public.of(kind)[:MOST_ROWS]
    largest = max(row.n for row in rows)
    bars = tuple(Bar(breakdown.name(say, row).text, _count(say, row), row.n / largest) for row in rows)
    blocks: list[Block] = [Line((_heading(say, kind),), strong=True), Bars(bars)]
    is_cut = len(public.of(kind)) > MOST_ROWS
    if is_cut or kind in public.has_more:
        blocks.append(Line(breakdown.rest(say, is_cut=is_cut)))
    return blocks


def _count(say: Speech, row: PublicRow) -> str:
    if not row.vouched or row.kind == "bloc":
        return say.number(row.n)
    return say.word("{n}, {vouched} vouched", n=row.n, vouched=row.vouched)


def _days(say: Speech, rows: Sequence[PublicRow]) -> list[Block]:
    """The last days in words, where no picture can be drawn."""
    last = sorted(rows, key=lambda row: row.term)[-MOST_ROWS:]
    largest = max(row.n for row in last)
    bars = tuple(Bar(day(say, day_of(row.term)), say.number(row.n), row.n / largest) for row in last)
    return [Line((say.word("By day"),), strong=True), Bars(bars)]


def _heading(say: Speech, kind: str) -> str:
    match kind:
        case "trade":
            return say.word("By trade")
        case "bloc":
            return say.word("By bloc")
        case "country":
            return say.word("By country")
    return say.word("By language")
