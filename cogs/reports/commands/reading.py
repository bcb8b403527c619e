"""Looking reports through, reading them out, and offering them as motions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.blocs import Proposal, moved
from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Account, Assembly, Member, Role
from cogs.reports import rules
from cogs.reports.commands.desk import CARD, NAMED_CARD, URGENT_CARD, Desk, Number, Words, read_post
from cogs.reports.rules import READERS_NEEDED, Report, State
from cogs.reports.views import cards

TITLE_LENGTH, MOST_HEARD = 80, 10
Which = Annotated[Numbered, Arg("Which of them first; none for any", sample="123456")]
ANY = Numbered(0)
Why = Annotated[str, Arg("Why; its sender alone reads it", limit=300, sample="It names a shift")]


class Reading(Desk):
    """What readers do, and what everybody may once a report was read out."""

    @command("reports waiting", private=True)
    async def waiting_list(self, ctx: Context, number: Which = ANY) -> Reply:
        """Look through what waits for you, if you read reports first."""
        if ctx.member.id not in await self.store.readers(ctx.assembly.id):
            raise rules.NotAReader
        some = await self._waiting(ctx.assembly.id, ctx.member)
        before = next((i for i, report in enumerate(some) if report.number == number), 0)
        return Reply(cards.waiting_card([*some[before:], *some[:before]]), private=True)

    @command("reports look", private=True, example="reports look 123456")
    async def look(self, ctx: Context, number: Number) -> Reply:
        """Say that a report tells on nobody."""
        report = await self.for_reader(ctx, number)
        before = await self.store.looked(report)
        report = rules.checked(report, before, ctx.member.id)
        await self.store.look(report, ctx.member.id)
        await self.store.save(report)
        return Reply(cards.looked(report, READERS_NEEDED - len(before) - 1), private=True)

    @command("reports hold", private=True, example="reports hold 123456 It names a shift")
    async def hold(self, ctx: Context, number: Number, why: Why = "") -> Reply:
        """Hold a report back that would give somebody away, and say why."""
        report = rules.held(await self.for_reader(ctx, number), why)
        await self.store.save(report)
        await self.store.look_again(report)
        return Reply(cards.held(report), private=True)

    @command("reports word", private=True, example="reports word 123456 Breaks are cut at night")
    async def word(self, ctx: Context, number: Number, text: Words) -> Reply:
        """Put a report into words that tell on nobody; another reader looks at them."""
        report = rules.reworded(await self.for_reader(ctx, number), text)
        await self.store.save(report)
        await self.store.look_again(report)
        await self.store.look(report, ctx.member.id)
        return Reply(cards.reworded(report), private=True, folds_in=True)

    @command("reports read", private=True, example="reports read 123456")
    async def read_out(self, ctx: Context, number: Number) -> Reply:
        """Have a report heard at once that two have looked through."""
        report = await self.for_reader(ctx, number)
        report = rules.read_out(report, len(await self.store.looked(report)))
        await self.now_heard(ctx.assembly, report)
        return Reply(cards.read_out(report), posts=(read_post(report),), private=True)

    @command("reports offer", example="reports offer 123456")
    async def offer(self, ctx: Context, number: Number) -> Reply:
        """Propose what was read out as a motion of yours."""
        report = await self.store.find(ctx.assembly.id, number)
        is_heard = report is not None and report.state is State.READ
        if report is None or not is_heard or not await self.circles.may_know(ctx, report.bloc):
            raise rules.NoReport(number)
        motions = self.bodies.motions
        if motions is None:
            raise rules.NoReport(number)
        before = await motions.find(ctx.assembly.id, Numbered(report.motion)) if report.motion else None
        if before is not None and not before.is_over:
            raise rules.OfferedAlready(number, int(before.number))
        title = report.text.splitlines()[0][:TITLE_LENGTH]
        reply = await motions.propose(ctx, Proposal(title, report.whole, bloc=report.bloc))
        await self.store.save(replace(report, motion=int(moved(reply))))
        return reply

    @command("reports reader", who=Role.STEWARD, example="reports reader ben")
    async def reader(
        self,
        ctx: Context,
        person: Annotated[Account, Arg("Who reads reports first")],
        stop: Annotated[bool, Arg("Yes if they read them no longer")] = False,
    ) -> Reply:
        """Name a member who looks reports through before anybody hears them; everyone is told."""
        member = await self.store.member_of(person, ctx.assembly.id)
        if member is None:
            raise rules.NotOnRoll
        if stop:
            if not await self.store.unname(ctx.assembly.id, member):
                raise rules.NotNamed(member in await self.store.readers(ctx.assembly.id))
            view, kind = cards.unnamed(member), "reader stopped"
        else:
            await self.store.name(ctx.assembly.id, member)
            view, kind = await self._named(ctx.assembly, member), "reader named"
        detail = f"{'-' if stop else '+'}{int(ctx.now.timestamp())}"
        return Reply(
            view,
            posts=(Post(NAMED_CARD, member, detail=detail),),
            journal=(Entry(kind, person=member),),
            silent=True,
        )

    @card(NAMED_CARD)
    async def named_card(self, assembly: Assembly, member: int, detail: str) -> View | None:
        if detail.startswith("-"):
            return cards.unnamed(None if assembly.careful else member)
        return await self._named(assembly, member)

    @card(CARD)
    async def read_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        report = await self.store.find(assembly.id, number)
        return cards.read_card(report) if report and report.state is State.READ else None

    @card(URGENT_CARD)
    async def urgent_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        report = await self.store.find(assembly.id, number)
        return cards.urgent_card() if report and report.state is State.WAITING else None

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The line of /now for a reader."""
        if member.id not in await self.store.readers(assembly.id):
            return ()
        count = len(await self._waiting(assembly.id, member))
        return (cards.now_waiting(count),) if count else ()

    async def opening(self, assembly: Assembly, bloc: int | None) -> Sequence[View]:
        """How many more could be heard than a meeting reads out at once, the assembly's or that bloc's."""
        left = len(await self._ready(assembly.id, bloc))
        return (cards.left_over(left),) if left else ()

    async def heard(self, assembly: Assembly, bloc: int | None) -> Sequence[Post]:
        """What two have looked through is read out as the meeting comes to it, each by itself."""
        some = (await self._ready(assembly.id, bloc))[:MOST_HEARD]
        for report in some:
            await self.now_heard(assembly, rules.read_out(report, READERS_NEEDED))
        return [read_post(report) for report in some]

    async def minuted(self, _assembly: Assembly, _number: int) -> View | None:
        """What minutes say of a report: that one was heard, and no more."""
        return cards.minuted()

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards that say who reads reports."""
        if member is not None:
            return [(NAMED_CARD, member)]
        return [(NAMED_CARD, one) for one in await self.store.readers(assembly)]

    async def _named(self, assembly: Assembly, member: int) -> View:
        needed = READERS_NEEDED - len(await self.store.readers(assembly.id))
        return cards.named(None if assembly.careful else member, needed)

    async def _ready(self, assembly: int, bloc: int | None) -> list[Report]:
        return [r for r in await self.store.in_state(assembly, State.READY) if r.bloc == bloc]

    async def _waiting(self, assembly: int, member: Member) -> list[Report]:
        """What a reader may look through and has not yet."""
        some = await self.store.in_state(assembly, State.WAITING)
        mine = [r for r in some if await self.circles.is_for(member, r.bloc)]
        return [r for r in mine if member.id not in await self.store.looked(r)]
