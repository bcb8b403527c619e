"""What the clock does with stewards: deeds whose day is over, terms that end, a room without a second one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Member, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.stewards.call_store import CALL_CARD, FIRST_OLD_CALL
from cogs.stewards.commands.calling import Calling
from cogs.stewards.commands.naming import ENDED_CARD
from cogs.stewards.deed_store import FIRST_DEED, FIRST_OLD_DEED
from cogs.stewards.rules import calls as call_rules
from cogs.stewards.rules import terms as rules
from cogs.stewards.rules.terms import Step, Term
from cogs.stewards.rules.weighing import Stage
from cogs.stewards.undo_store import FIRST_OLD_ACT
from cogs.stewards.views import deeds as deed_views
from cogs.stewards.views import terms as views

LOOKS_EVERY = timedelta(minutes=10)
ENDING_CARD, SECOND_CARD, MISSING_CARD = "steward.term", "steward.second-wanted", "steward.missing"
CALLS_KEPT = timedelta(days=120)


class Upkeep(Calling):
    """Internal commands; each looks again whether its time has come."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self._looks_at: datetime | None = None

    @sweep(first=FIRST_DEED)
    async def due_deeds(self, now: datetime) -> Due:
        """What was announced a day ago."""
        found, later = await self.announced.due(now)
        acts = [DueAct(assembly, "steward due", {"number": number}) for assembly, number in found]
        return Due(tuple(acts), later)

    @sweep
    async def due_terms(self, now: datetime) -> Due:
        """Terms that end, and rooms to be asked for a steward; the rolls are not counted at every act."""
        if self._looks_at is not None and self._looks_at > now:
            return Due(next=self._looks_at)
        acts = await self._found(now)
        self._looks_at = now + LOOKS_EVERY
        return Due(tuple(acts), self._looks_at)

    async def _found(self, now: datetime) -> list[DueAct]:
        terms: dict[int, list[Term]] = {}
        for term in await self.terms.every():
            terms.setdefault(term.assembly, []).append(term)
        acts = []
        for assembly, founded_at, size, stewards in await self.terms.sizes():
            own = terms.get(assembly, [])
            for term in own:
                if rules.next_step(term, size, own, now) is not None:
                    acts.append(DueAct(assembly, "steward term", {"member": term.member}))
            second_at, missing_at = await self.terms.asked(assembly)
            if rules.wants_second(size, stewards, founded_at, second_at, now):
                acts.append(DueAct(assembly, "steward ask-second"))
            if rules.says_missing(size, own, missing_at, now):
                acts.append(DueAct(assembly, "steward say-missing"))
        return acts

    @sweep(first=(FIRST_OLD_DEED, FIRST_OLD_CALL, FIRST_OLD_ACT))
    async def due_to_tidy(self, now: datetime) -> Due:
        """What has been kept for as long as it is said to be kept: who objected, who called."""
        found = (await self.announced.oldest(), await self.calls.oldest(), await self.undoable.oldest())
        old = [one for one in found if one is not None]
        acts = tuple(DueAct(assembly, "steward tidy") for assembly in {a for a, at in old if at <= now})
        return Due(acts, min((at for _, at in old if at > now), default=None))

    @command("steward tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Delete what has been kept long enough."""
        await self.announced.tidy(ctx.assembly.id, ctx.now)
        await self.undoable.tidy(ctx.now)
        await self.terms.tidy(ctx.now - rules.RECALL_HOLDS)
        await self.calls.tidy(ctx.assembly.id, ctx.now - CALLS_KEPT)
        lapsed = await self.calls.lapse(ctx.assembly.id, ctx.now)
        stale = tuple((CALL_CARD, number) for number in lapsed)
        return Reply(deed_views.undone(), stale=stale, silent=True)

    @command("steward term", who=Role.STEWARD, internal=True)
    async def term(self, ctx: Context, member: Annotated[int, Arg("Whose")]) -> Reply:
        """Say that a steward's term ends, or end it."""
        stewards = await self.stewards(ctx.assembly.id, ctx.now)
        term = next((t for t in stewards if t.member == member), None)
        size = await self.terms.size(ctx.assembly.id)
        step = rules.next_step(term, size, stewards, ctx.now) if term else None
        if term is None or step is None:
            return Reply(deed_views.undone(), silent=True)
        return await self._stepped(ctx, term, step)

    async def _stepped(self, ctx: Context, term: Term, step: Step) -> Reply:
        if step is Step.END:
            await self.terms.end(term.member)
            return self._said(ctx, term.member, ENDED_CARD, views.over(term.member), "member")
        if step is Step.RENEW:
            await self.terms.keep(replace(rules.begin(term.member, term.assembly, ctx.now), seen=term.seen))
            return Reply(deed_views.undone(), silent=True)
        changed = replace(term, reminded=True) if step is Step.REMIND else rules.kept(term, ctx.now)
        await self.terms.keep(changed)
        detail = str(int(changed.until.timestamp()))
        tells = (Tell(term.member, ENDING_CARD, term.member, detail),)
        return Reply(
            views.over(term.member), posts=(Post(ENDING_CARD, term.member, detail=detail),), tells=tells
        )

    @command("steward ask-second", who=Role.STEWARD, internal=True)
    async def ask_second(self, ctx: Context) -> Reply:
        """Ask the room for a second steward."""
        await self.terms.note_asked(ctx.assembly.id, second_at=ctx.now)
        post = Post(SECOND_CARD, 0, detail=str(int(ctx.now.timestamp())))
        return Reply(deed_views.undone(), posts=(post,), silent=True)

    @command("steward say-missing", who=Role.STEWARD, internal=True)
    async def say_missing(self, ctx: Context) -> Reply:
        """Tell the room that no steward is there, unless one has only voted."""
        stewards = await self.stewards(ctx.assembly.id, ctx.now)
        if not rules.are_missing(stewards, ctx.now):
            for term in stewards:
                await self.terms.keep(term)
            return Reply(deed_views.undone(), silent=True)
        await self.terms.note_asked(ctx.assembly.id, missing_at=ctx.now)
        post = Post(MISSING_CARD, 0, detail=str(int(ctx.now.timestamp())))
        return Reply(deed_views.undone(), posts=(post,), silent=True)

    @card(ENDING_CARD)
    async def ending_card(self, assembly: Assembly, member: int, _detail: str) -> View | None:
        term = next((t for t in await self.terms.stewards(assembly.id) if t.member == member), None)
        return views.ending_card(assembly, term) if term else None

    @card(SECOND_CARD)
    async def second_card(self, assembly: Assembly, _subject: int, _detail: str) -> View | None:
        stewards = len(await self.terms.stewards(assembly.id))
        return views.second_card() if stewards < 2 else views.second_found()

    @card(MISSING_CARD)
    async def missing_card(self, assembly: Assembly, _subject: int, _detail: str) -> View | None:
        stewards = await self.terms.stewards(assembly.id)
        needed = call_rules.callers_needed(await self.terms.voters(assembly.id))
        return views.missing_card(assembly, [term.member for term in stewards], needed)

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The lines of /now: what waits for this member's word."""
        lines = []
        for announced in await self.announced.waiting(assembly.id):
            if announced.asker == member.id or announced.stage is not Stage.WAITING:
                continue
            says = await self.deeds.says(assembly, announced.deed)
            is_open = member.id not in await self.announced.objectors(announced)
            if member.role is Role.STEWARD or is_open:
                lines.append(views.waits(announced, says, member.role is Role.STEWARD))
        return lines
