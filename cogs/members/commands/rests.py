"""Pausing: who can't take part for a while stays on the roll, and weighs on no quorum."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from cogs.members import joining as rules
from cogs.members.commands.desk import Desk
from cogs.members.views import rests as views


class RestCommands(Desk):
    """A pause is no secret and no duty: nobody is told, and taking part ends it."""

    @command("member pause", who=Role.OBSERVER, example="member pause")
    async def pause(self, ctx: Context) -> Reply:
        """Pause: you stay on the roll, and it is not counted on you until you take part again."""
        await self.store.rests.pause(ctx.member.id, ctx.now)
        ctx.found_member = replace(ctx.member, rests=True)
        return Reply(views.paused(ctx.assembly.name), private=True)

    @command("member return", who=Role.OBSERVER, example="member return")
    async def back(self, ctx: Context) -> Reply:
        """Come back from a pause."""
        if not ctx.member.rests or not await self.store.rests.end(ctx.member.id):
            raise rules.NotPaused
        ctx.found_member = replace(ctx.member, rests=False)
        return Reply(views.returned(ctx.assembly.name), private=True)
