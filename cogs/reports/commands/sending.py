"""Sending a report, adding to it, and seeing what became of it; nothing is kept of who did."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

from bot.api.card import Reply, Tell
from bot.api.code import Code
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Address
from cogs.reports import rules
from cogs.reports.commands.desk import SAMPLE, URGENT_CARD, Desk, Given, Words
from cogs.reports.rules import CODE, MOST_A_DAY, MOST_WAITING, READERS_NEEDED, Report, State
from cogs.reports.views import cards

Whose = Annotated[
    str, Arg("The bloc whose it is; else the whole assembly's", lookup="blocs", sample="Nurses")
]
Urgent = Annotated[bool, Arg("Yes if it can't wait for the next meeting")]


class Sending(Desk):
    """What a sender does. How many an account has sent today is known while the bot runs alone."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._today: tuple[date | None, Counter[Address]] = (None, Counter())

    @command("report", private=True, untraced=True, example="report The night shift has no breaks")
    async def report(self, ctx: Context, text: Words, bloc: Whose = "", urgent: Urgent = False) -> Reply:
        """Tell what happens at your workplace; nobody can see that it was you."""
        words = rules.worded(text)
        self._not_too_many(ctx)
        whose = await self.circles.meant(ctx, bloc) if bloc else None
        assembly, code = ctx.assembly.id, Code.fresh()
        if len(await self.store.in_state(assembly, State.WAITING)) >= MOST_WAITING:
            raise rules.TooManyWaiting
        number = await self.store.number(assembly)
        report = Report(
            assembly,
            number,
            words,
            ctx.now.date(),  # of no zone: the sender's own could be one that nobody else has
            code.hash(CODE),
            bloc=whose.id if whose else None,
            urgent=urgent,
        )
        await self.store.add(report)
        readers = await self.readers_of(assembly, report.bloc)
        tells = tuple(Tell(m, URGENT_CARD, report.number, asked=True) for m in readers) if urgent else ()
        self.store.db.after_commit(lambda: self._count(ctx))
        return Reply(cards.sent(code, len(readers) >= READERS_NEEDED), tells=tells, private=True)

    @command(
        "reports add", private=True, untraced=True, example=f"reports add {SAMPLE} It goes on every night"
    )
    async def add(self, ctx: Context, code: Given, text: Words) -> Reply:
        """Add to a report that you have sent."""
        report = rules.added(await self._by_code(ctx, code), text)
        await self.store.save(report)
        await self.store.look_again(report)
        return Reply(cards.more(), private=True)

    @command("reports show", private=True, untraced=True, example=f"reports show {SAMPLE}")
    async def show(self, ctx: Context, code: Given) -> Reply:
        """See what became of a report that you have sent."""
        return Reply(cards.fate(await self._by_code(ctx, code)), private=True)

    async def _by_code(self, ctx: Context, given: str) -> Report:
        """Codes are guessed at by nobody for long."""
        account = ctx.account.address
        self.guesses.check(account, ctx.now)
        report = await self.store.by_code(Code.read(given).hash(CODE))
        if report is None or report.assembly != ctx.assembly.id:
            self.guesses.wrong(account, ctx.now)
            raise rules.NoSuchCode
        return report

    def _not_too_many(self, ctx: Context) -> None:
        if self._today[0] != ctx.now.date():
            self._today = (ctx.now.date(), Counter())
        if self._today[1][ctx.account.address] >= MOST_A_DAY:
            raise rules.EnoughToday

    def _count(self, ctx: Context) -> None:
        self._today[1][ctx.account.address] += 1
