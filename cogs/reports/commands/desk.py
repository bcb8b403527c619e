"""What all commands of reports stand on."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Post
from bot.api.circles import Circles
from bot.api.code import Guesses
from bot.api.cog import Cog, Home
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.meetings import Happened
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.reports import rules
from cogs.reports.rules import TEXT_LIMIT, Report
from cogs.reports.store import ReportStore
from cogs.reports.views.refusals import ERRORS

KIND = "report"
CARD, URGENT_CARD, NAMED_CARD = "report.card", "report.urgent", "report.reader"
SAMPLE = "ABCD-EFGH-JKMN-PQRS"
Words = Annotated[str, Arg("What happened", limit=TEXT_LIMIT, sample="The night shift has no breaks")]
Given = Annotated[str, Arg("The code that you were given with your report", sample=SAMPLE, limit=60)]
Number = Annotated[Numbered, Arg("The report's number", sample="123456")]


class Desk(Cog):
    """Reports with their store, and who may see what of them."""

    name = "reports"
    errors = ERRORS

    def __init__(self, home: Home) -> None:
        self.store = ReportStore(home.db, home.roll)
        self.circles = Circles(home.bodies)
        self.bodies = home.bodies
        self.gatherings = home.gatherings
        self.clock = home.clock
        self.guesses = Guesses()

    async def for_reader(self, ctx: Context, number: Numbered) -> Report:
        """A report that this member may look through; of any other nobody learns whether it is there."""
        readers = await self.store.readers(ctx.assembly.id)
        if ctx.member.id not in readers:
            raise rules.NotAReader
        report = await self.store.find(ctx.assembly.id, number)
        if report is None or not await self.circles.is_for(ctx.member, report.bloc):
            raise rules.NoReport(number)
        return report

    async def now_heard(self, assembly: Assembly, report: Report) -> None:
        """Keeps that a report was heard, and has the minutes of the meeting say so."""
        await self.store.save(report)
        happened = Happened(assembly, KIND, report.number, self.clock.now(), report.bloc)
        await self.gatherings.happened(happened)

    async def readers_of(self, assembly: int, bloc: int | None) -> list[int]:
        """Who looks through what is reported in a bloc, or in the assembly."""
        readers = sorted(await self.store.readers(assembly))
        return [m for m in readers if bloc is None or await self.circles.is_of(bloc, m)]


def read_post(report: Report) -> Post:
    """The card of a report that is read out."""
    return Post(CARD, report.number, bloc=report.bloc)
