"""What becomes of an action: taken, declined, done, passed on, put off, dropped."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Account
from cogs.actions.commands.desk import Desk, Number, asked, is_unnamed, noted
from cogs.actions.rules import action as rules
from cogs.actions.rules.action import TEXT_LIMIT, Action
from cogs.actions.rules.errors import NamesSomebody
from cogs.actions.views import answers

Why = Annotated[str, Arg("Why; everyone can read it", limit=TEXT_LIMIT, sample="It rains")]


class Doing(Desk):
    """Each loads the action, applies the rule, keeps it, and shows what is."""

    @command("action take", example="action take 3")
    async def take(self, ctx: Context, number: Number) -> Reply:
        """Say that you will do it; from then on it binds you."""
        action = await self.find(ctx, number)
        try:
            action = rules.take(action, ctx.member.id, ctx.now)
        except NamesSomebody as error:
            error.unnamed = is_unnamed(ctx.assembly) and not ctx.is_private
            raise
        return await self.keep(ctx, action, answers.taken(action), happened=True)

    @command("action decline", example="action decline 3")
    async def decline(self, ctx: Context, number: Number) -> Reply:
        """Say that you will not do what you are asked for."""
        action = rules.decline(await self.find(ctx, number), ctx.member.id)
        reply = await self.keep(ctx, action, answers.declined(action))
        reply.private = is_unnamed(ctx.assembly)
        return reply

    @command("action done", example="action done 3")
    async def done(self, ctx: Context, number: Number) -> Reply:
        """Say that it is done."""
        action = rules.done(await self.find(ctx, number), ctx.member, ctx.now)
        return self._ended(await self.keep(ctx, action, answers.done(action), happened=True), action)

    @command("action pass", example="action pass 3 ben")
    async def pass_on(
        self, ctx: Context, number: Number, to: Annotated[Account, Arg("Who is asked to do it instead")]
    ) -> Reply:
        """Ask somebody else to do it; you have it until they say so."""
        action = await self.find(ctx, number)
        member = await self.person(ctx, to, action.bloc)
        action = rules.pass_on(action, ctx.member, member)
        reply = await self.keep(ctx, action, answers.passed(action, member))
        reply.tells = asked(action)
        reply.private = is_unnamed(ctx.assembly)
        return reply

    @command("action move", example="action move 3 Fri 18:00")
    async def move(
        self,
        ctx: Context,
        number: Number,
        by: Annotated[timedelta | datetime, Arg("The new date", sample="7d")],
    ) -> Reply:
        """Give it another date."""
        at = ctx.now + by if isinstance(by, timedelta) else by
        action = rules.put_off(await self.find(ctx, number), ctx.member, at, ctx.now)
        return await self.keep(ctx, action, answers.put_off(action))

    @command("action drop", example="action drop 3 why:It rains")
    async def drop(self, ctx: Context, number: Number, why: Why = "") -> Reply:
        """End it undone, and say why."""
        action = rules.drop(await self.find(ctx, number), ctx.member, why, ctx.now)
        return self._ended(await self.keep(ctx, action, answers.dropped(action), happened=True), action)

    @staticmethod
    def _ended(reply: Reply, action: Action) -> Reply:
        reply.journal = noted(f"action {action.state.value}", action)
        return reply
