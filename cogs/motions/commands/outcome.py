"""What came of a motion that was carried: told by its mover or a steward, and asked for on a date."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.services import NextStep
from bot.api.sweep import Due, DueAct, sweep
from cogs.motions.commands.base import MotionCog, Number, card_post, is_steward, noted
from cogs.motions.outcome_store import FIRST_REVIEW
from cogs.motions.rules import announced
from cogs.motions.rules import outcome as rules
from cogs.motions.rules.announced import Announced
from cogs.motions.rules.errors import NotNow
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.outcome import OUTCOME_LIMIT
from cogs.motions.rules.state import State
from cogs.motions.views import answers
from cogs.motions.views import outcome as views

RESULT, REVIEW_CARD = "motion.result", "motion.review"
Review = Annotated[timedelta | datetime | None, Arg("When to look again", sample="30d")]


class Outcomes(MotionCog):
    """The date to look again is a column of the motion."""

    @command("motion outcome", modal=True, example="motion outcome 12 The shed is green")
    async def outcome(
        self,
        ctx: Context,
        number: Number,
        text: Annotated[str, Arg("What came of it", long=True, limit=OUTCOME_LIMIT)],
        review: Review = None,
    ) -> Reply:
        """Say what came of a motion that was carried, and when to look again."""
        motion = await self.reach.get(ctx, number)
        motion = rules.told(motion, ctx.member.id, is_steward(ctx), text, review, ctx.now)
        await self.store.save(motion)
        stale = ((RESULT, motion.number), (REVIEW_CARD, motion.number))
        entry = noted("outcome", motion, ctx.member.id)
        return Reply(views.told(motion), stale=stale, journal=entry, private=True)

    def with_outcome(self, motion: Motion, shown: View, *first: NextStep) -> View:
        """A card of a motion, with what came of it where it was carried."""
        if motion.state is not State.CARRIED or motion.practice or motion.restores is not None:
            return shown
        return views.with_outcome(shown, motion, (*first, *self.next_steps.steps()))

    @sweep(first=FIRST_REVIEW)
    async def reviews_due(self, now: datetime) -> Due:
        """Motions whose date to look again has come."""
        found, soonest = await self.outcomes.due(now)
        return Due(tuple(DueAct(a, "motion review", {"number": number}) for a, number in found), soonest)

    @command("motion review", who=Role.STEWARD, internal=True)
    async def review(self, ctx: Context, number: Number) -> Reply:
        """Ask in the room what came of a motion, once."""
        motion = await self.store.get(ctx.assembly.id, number)
        if not rules.is_due(motion, ctx.now):
            raise NotNow(number, motion.state)
        detail = announced.written(Announced(motion.review_at or ctx.now, ctx.now))
        motion = rules.reviewed(motion)
        await self.store.save(motion)
        post = card_post(motion, REVIEW_CARD, detail=detail, replies=True)
        return Reply(answers.now_in(motion), posts=(post,), stale=((RESULT, motion.number),))

    @card(REVIEW_CARD)
    async def review_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        return views.review_card(motion, announced.read(detail)) if motion else None
