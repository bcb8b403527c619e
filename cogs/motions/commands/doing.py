"""What a carried motion does by itself."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.errors import RuleError
from bot.ballots.record import WORDS
from bot.ballots.rules import Votes
from cogs.motions.commands.base import MotionCog, is_unnamed, noted
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State

UNKNOWN = "?"
"""What is kept as the reason where the part of the bot that does such a thing is switched off."""


class Doing(MotionCog):
    """The deed is done in the transaction that decides; a refusal undoes the deed alone."""

    async def carried_out(self, motion: Motion, reply: Reply, ctx: Context) -> Reply:
        """The result of a motion, with what follows from what it does."""
        if motion.state is not State.CARRIED or not motion.deed:
            return reply
        why = await self._do(Deed.read(motion.deed), reply, ctx)
        if why:
            await self.store.save(replace(motion, undone=why))
            reply.journal += noted("not done", motion)
        return reply

    async def mandates_kept(self, motion: Motion, reply: Reply, ctx: Context) -> Reply:
        """The result of a motion, with what blocs are told that had told their delegates how to vote."""
        if self.bodies.delegates is None or motion.practice:
            return reply
        is_hidden = motion.votes is Votes.SECRET or is_unnamed(ctx.assembly, motion)

        async def voted(member: int) -> str | None:
            choice = None if is_hidden else await self.ballots.of_member(motion.box or 0, member)
            return None if is_hidden else WORDS[choice] if choice else ""

        reply.take_on(await self.bodies.delegates.closed(ctx, motion.number, voted))
        return reply

    async def _do(self, deed: Deed, reply: Reply, ctx: Context) -> str:
        """Does it, and adds what follows to the reply; else says why it could not be done."""
        if not self.deeds.knows(deed):
            return UNKNOWN
        try:
            async with self.store.db.savepoint():
                follows = await self.deeds.do(ctx, deed)
        except RuleError as error:
            return self.deeds.why(error, ctx.assembly, ctx.now) or UNKNOWN
        reply.take_on(follows)
        return ""
