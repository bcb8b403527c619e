"""Disputing a result: it is marked and counted anew before everyone, and never voted on again by that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated

from bot.api.card import Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from bot.ballots.views import nothing_changed
from cogs.motions.commands.base import Number, is_unnamed, lives_in, noted
from cogs.motions.commands.records import Records
from cogs.motions.double_store import FIRST_TO_CLEAR
from cogs.motions.rules import dispute as rules
from cogs.motions.rules import export
from cogs.motions.rules.dispute import DISPUTE_WITHIN, WHY_LIMIT, Recounted
from cogs.motions.rules.double import ByBlocs
from cogs.motions.rules.errors import NotInTheElectorate, NotNow
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import read as read_report
from cogs.motions.views import checking
from cogs.motions.voting import VOTE_CARD

# A kind of its own beside "motion.…": a count is shown anew also where the words are set aside.
RESULT_CARD, DISPUTED_CARD = "motion.result", "recount.disputed"
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
Why = Annotated[str, Arg("Why; everyone can read it once three dispute it", limit=WHY_LIMIT)]


class Disputes(Records):
    """Dispute, and the recount that follows."""

    @command("motion dispute", private=True, example="motion dispute 12 The night shift could not vote")
    async def dispute(self, ctx: Context, number: Number, why: Why) -> Reply:
        """Dispute a result: once three members do, it is counted again."""
        motion = await self.reach.get(ctx, number)
        before = await self.disputes.of(motion.id)
        if motion.ended_at is not None and ctx.since > motion.ended_at:
            raise NotInTheElectorate(motion.number)
        motion, missing = rules.dispute(motion, frozenset(before), ctx.member.id, ctx.now)
        await self.disputes.add(motion.id, ctx.member.id, why, ctx.now)
        answer = checking.disputed(motion, missing)
        return Reply(answer, private=True) if missing else await self._mark(ctx, motion, answer)

    async def _mark(self, ctx: Context, motion: Motion, answer: View) -> Reply:
        """Marks a result as disputed, and has it counted anew in a post of its own."""
        await self.store.save(motion)
        if not motion.unlisted:
            await self.seals.note_dispute(ctx.assembly.id, motion.id)
        room = lives_in(motion)
        card = Post(DISPUTED_CARD, motion.number, room, replies_to=RESULT_CARD, bloc=motion.bloc)
        return Reply(
            answer,
            posts=(card,),
            stale=((VOTE_CARD, motion.number), (RESULT_CARD, motion.number)),
            journal=noted("disputed", motion, at=(ctx.now - _BEGIN) // timedelta(microseconds=1)),
            private=True,
        )

    @card(DISPUTED_CARD)
    async def disputed_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None or motion.disputed_at is None or not motion.report:
            return None
        objections = tuple((await self.disputes.of(motion.id)).values())
        if is_unnamed(assembly, motion):
            objections = tuple(replace(objection, member=None) for objection in objections)
        return checking.disputed_card(motion, await self._recounted(motion), objections)

    async def _recounted(self, motion: Motion) -> Recounted:
        """The ballots counted anew, and held against what the journal has of them."""
        whole = await self.conduct.motion(motion.id, with_words=True)
        held, seal = await self.held(whole), await self.seals.of(motion.id)
        by_blocs = await self._by_blocs(motion)
        if seal is None:
            return rules.recounted(held, None, by_blocs)
        noted_then = await self.seals.digest(motion.assembly, seal.link, motion.number)
        fits = export.fits(held, seal, noted_then)
        return rules.recounted(replace(held, removed=seal.removed), fits, by_blocs)

    async def _by_blocs(self, motion: Motion) -> ByBlocs | None:
        """The blocs as they were, as long as it is known who was in which."""
        announced = read_report(motion.report).blocs
        found = await self.double.of(motion.id) if announced else ()
        return ByBlocs(found, announced.least) if announced and any(u.members for u in found) else None

    @sweep(first=FIRST_TO_CLEAR)
    async def blocs_to_clear(self, now: datetime) -> Due:
        """Results that can be disputed no more: who was in which bloc is needed no longer."""
        found, later = await self.double.to_clear(now - DISPUTE_WITHIN)
        acts = tuple(DueAct(assembly, "motion fold", {"number": number}) for assembly, number in found)
        return Due(acts, later + DISPUTE_WITHIN if later is not None else None)

    @command("motion fold", who=Role.STEWARD, internal=True)
    async def fold(self, ctx: Context, number: Number) -> Reply:
        """Erase who was in which bloc when a motion was voted on."""
        motion = await self.store.get(ctx.assembly.id, number)
        if motion.ended_at is None or ctx.now < motion.ended_at + DISPUTE_WITHIN:
            raise NotNow(number, motion.state)
        await self.double.clear(motion.id)
        return Reply(nothing_changed(), silent=True)
