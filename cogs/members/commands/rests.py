"""Pausing: who can't take part for a while stays on the roll, and weighs on no quorum."""

from __future__ import annotations

from dataclasses import replace

from bot.api.ask import Ask
from bot.api.card import Reply, Tell, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.members import joining as rules
from cogs.members.commands.desk import Desk
from cogs.members.views import rests as views
from cogs.members.views.assembly import nothing_to_say

PUT_OUT = "member.put-out"


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

    async def is_absent(self, ask: Ask, ctx: Context, removed: bool) -> bool:
        """Whether a member who left one place is in none of the others, by any of their accounts."""
        member = ctx.found_member
        return member is not None and bool(await ask.absent(ctx.assembly, frozenset({member.id})))

    @command("member gone", who=Role.OBSERVER, internal=True, prepare="is_absent")
    async def gone(self, ctx: Context, removed: bool = False) -> Reply:
        """Note that a member is where the assembly meets no longer; they stay on the roll."""
        if ctx.found_member is None or not ctx.asked:
            return Reply(nothing_to_say(), silent=True)
        await self.store.rests.note_away([ctx.member.id], ctx.now)
        stewards = await self.store.stewards(ctx.assembly.id) if removed else []
        tells = tuple(Tell(s, PUT_OUT, ctx.member.id) for s in stewards if s != ctx.member.id)
        return Reply(nothing_to_say(), tells=tells, silent=True)

    @card(PUT_OUT, knocks=False)
    async def put_out(self, assembly: Assembly, member: int, _detail: str) -> View | None:
        async with self.store.db.reading():
            return views.put_out(assembly.name, member) if await self.store.is_on(member) else None
