"""What the clock does with motions: close, count, lapse, clear away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from bot.api.ask import Ask, Recount
from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from bot.ballots.rules import Votes
from cogs.motions.commands.amending import Amending
from cogs.motions.commands.appeals import Appeals
from cogs.motions.commands.base import (
    DRAFT_CARD,
    EARLY_CARD,
    KEPT_OPEN_CARD,
    REOPENED_CARD,
    Number,
    announcement,
    card_post,
    noted,
)
from cogs.motions.commands.doing import Doing
from cogs.motions.commands.extending import Extending
from cogs.motions.commands.records import Records
from cogs.motions.due import FIRST
from cogs.motions.rules import hall, result
from cogs.motions.rules import motion as rules
from cogs.motions.rules.errors import NotNow, NotReadable
from cogs.motions.rules.motion import UNREADABLE_FOR, Motion
from cogs.motions.rules.result import Report
from cogs.motions.rules.state import State
from cogs.motions.views import answers
from cogs.motions.voting import VOTE_CARD

RESULT_CARD = "motion.result"
Found = tuple[Recount, frozenset[int]]
log = structlog.get_logger()


class Clockwork(Amending, Appeals, Doing, Extending, Records):
    """Internal commands; each does nothing where its time has not come."""

    @sweep(first=FIRST)
    async def due(self, now: datetime) -> Due:
        """Motions to close, count, lapse or clear away."""
        found, soonest = await self.store.due(now)
        acts = tuple(DueAct(a, f"motion {what}", {"number": number}) for a, number, what in found)
        return Due(acts, soonest)

    @command("motion expire", who=Role.STEWARD, internal=True)
    async def expire(self, ctx: Context, number: Number) -> Reply:
        """Ends the voting at its time."""
        motion = rules.expire(await self.store.get(ctx.assembly.id, number), ctx.now)
        await self.store.save(motion)
        return Reply(answers.closing(motion), stale=((VOTE_CARD, number),))

    async def read_again(self, ask: Ask, ctx: Context, number: int) -> Found:
        """Reads the reactions again where they count, then asks which of the voters have left.

        Votes that were sent in time may be on their way also where no reaction counts.
        """
        async with self.store.db.reading():
            motion = await self.store.find(ctx.assembly.id, number)
        if motion is not None and motion.votes.are_sealed:
            recount = await ask.reach(ctx.assembly, VOTE_CARD, number)
        else:
            recount = await ask.recount(ctx.assembly, VOTE_CARD, number)
        async with self.store.db.reading():
            ballots = await self.ballots.all(motion.box) if motion and motion.box is not None else []
            roll = await self.store.on_the_roll(ctx.assembly.id)
        voters = frozenset(b.member for b in ballots)
        return recount, voters.difference(roll) | await ask.absent(ctx.assembly, voters)

    @command("motion count", who=Role.STEWARD, internal=True, prepare="read_again")
    async def count(self, ctx: Context, number: Number) -> Reply:
        """Counts a motion from its ballots, once the room was read again."""
        motion = await self.store.get(ctx.assembly.id, number)
        if motion.state is not State.CLOSING or motion.box is None:
            raise NotNow(number, motion.state)
        recount, absent = ctx.asked
        if not recount.readable and recount.unreadable_for < UNREADABLE_FOR:
            raise NotReadable(number)
        if (stays_open := await self.extension(motion, ctx)) is not None:
            return stays_open
        if motion.votes is Votes.SECRET:
            return await self._decide(motion, await self.counted_in_secret(motion), ctx)
        ballots = await self.ballots.all(motion.box)
        counters = await self.ballots.tally(motion.box)
        told = await self.halls.told(motion.id)
        by_blocs = await self.by_blocs(ctx.assembly, motion)
        if not motion.reopened and result.late_ones_decide(
            motion, ballots, counters.entitled, told, by_blocs
        ):
            return await self._reopen(motion, ctx)
        reread = Recount() if motion.votes.are_sealed else recount
        found = result.report(motion, ballots, counters, reread, absent, told, by_blocs)
        return await self._decide(motion, found, ctx)

    @command("motion lapse", who=Role.STEWARD, internal=True)
    async def lapse(self, ctx: Context, number: Number) -> Reply:
        """Ends a draft that nobody seconded in time."""
        motion = rules.lapse(await self.store.get(ctx.assembly.id, number), ctx.now)
        await self.store.save(motion)
        post = card_post(motion, "motion.lapsed", replies=True)
        entry = noted("lapsed", motion)
        stale = ((DRAFT_CARD, number), *await self.inside.shown_on(motion))
        return Reply(answers.now_in(motion), posts=(post,), stale=stale, journal=entry)

    @command("motion clear", who=Role.STEWARD, internal=True)
    async def clear(self, ctx: Context, number: Number) -> Reply:
        """Erases a practice an hour after it began, and says so where it was posted."""
        motion = await self.store.get(ctx.assembly.id, number)
        if not rules.is_to_be_cleared(motion, ctx.now):
            raise NotNow(number, motion.state)
        await self.store.erase(motion)
        kinds = (VOTE_CARD, RESULT_CARD, EARLY_CARD, KEPT_OPEN_CARD, REOPENED_CARD)
        posted = tuple((kind, number) for kind in kinds)
        return Reply(answers.now_in(motion), stale=posted, settled=posted[:1])

    async def _reopen(self, motion: Motion, ctx: Context) -> Reply:
        motion = rules.reopen(motion, ctx.now)
        await self.store.save(motion)
        await self.ballots.accept_late(motion.box or 0)
        post = announcement(motion, REOPENED_CARD, ctx.now)
        stale = ((VOTE_CARD, motion.number),)
        return Reply(answers.now_in(motion), posts=(post,), stale=stale, journal=noted("reopened", motion))

    async def _decide(self, motion: Motion, found: Report, ctx: Context) -> Reply:
        if found.alarm:
            log.error("counters and ballots differ", motion=motion.id)
        state = result.verdict(motion, found)
        motion = replace(motion, state=state, ended_at=ctx.now, report=result.written(found))
        await self.store.save(motion)
        facts = {**await self.seal(motion, found, ctx), **hall.facts(found.hall)}
        card = (VOTE_CARD, motion.number)
        reply = Reply(
            answers.now_in(motion),
            posts=(card_post(motion, RESULT_CARD, replies=True),),
            stale=(card, *await self.inside.happened(ctx.assembly, motion, ctx.now)),
            settled=(card,),
            journal=noted(state.value, motion, None, **facts),
        )
        await self.mandates_kept(motion, reply, ctx)
        if motion.restores is not None:
            return (await self.appeal_decided(motion, ctx)).added_to(reply)
        if motion.is_amendment:
            return await self.decided(motion, reply, ctx.now)
        return await self.carried_out(motion, reply, ctx)
