"""Carrying up: what a bloc has carried is moved by that bloc in the bloc above it, or in the assembly."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from cogs.motions.commands.base import Number
from cogs.motions.commands.drafts import Closes, Debate, Double, Kind
from cogs.motions.commands.proposing import Proposing, Standing
from cogs.motions.rules import bloc as rules
from cogs.motions.rules.terms import Asked, settled
from cogs.motions.views import blocs as views

RESULT = "motion.result"


class Carrying(Proposing):
    """A motion goes up once; nobody moves it there but the bloc, and nobody has to second it."""

    @command("bloc carry", example="bloc carry 12")
    async def carry(
        self,
        ctx: Context,
        number: Number,
        double: Double = False,
        closes: Closes = None,
        votes: Kind = None,
        debate: Debate = None,
    ) -> Reply:
        """Bring what your bloc has carried to the bloc above it, or to the assembly."""
        motion = await self.reach.get(ctx, number)
        rules.carry_up(motion)
        if (before := await self.store.brought_up(motion)) is not None:
            raise rules.CarriedUpBefore(number, before)
        bloc = await self.reach.bloc_of(motion)
        above = await self.reach.above(bloc) if bloc else None
        asked = Asked(closes=closes, seconds=0, votes=votes, debate=debate)
        standing = Standing(above, double, origin=motion.number)
        terms = settled(asked, ctx.assembly)
        reply = await self.moved(ctx, motion.title, motion.text, terms, standing)
        answer = views.carried_up(motion.number, above.name if above else "")
        return replace(reply, view=answer, stale=(*reply.stale, (RESULT, motion.number)), silent=False)
