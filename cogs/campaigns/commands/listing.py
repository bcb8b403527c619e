"""What runs, and what has ended."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import Reply
from bot.api.cog import lookup
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.campaigns.commands.desk import Desk
from cogs.campaigns.views import lists

MOST_OVER = 10


class Listing(Desk):
    """For everybody who is there."""

    @command("campaign list", who=Role.OBSERVER, example="campaign list")
    async def list_(self, ctx: Context) -> Reply:
        """See which campaigns run, how far they are, and how to sign one."""
        known = await self.known(ctx)
        totals = await self.so_far(known)
        over = [
            one
            for one in await self.store.over(ctx.assembly.id, MOST_OVER)
            if await self.circles.may_know(ctx, one.bloc)
        ]
        waiting = [
            one
            for one in await self.store.waiting(ctx.assembly.id)
            if await self.circles.may_know(ctx, one.bloc)
        ]
        shown = lists.running([(one, totals[one.id]) for one in known], waiting, over)
        return Reply(shown, private=True)

    @lookup("campaigns")
    async def complete(self, assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """Running campaigns of the whole assembly, by number, name or title."""
        some = [one for one in await self.store.running(assembly.id) if one.bloc is None]
        wanted = typed.casefold()
        return [
            (one.name, f"{one.number} {one.title}")
            for one in some
            if wanted in f"{one.number} {one.name} {one.title}".casefold()
        ]
