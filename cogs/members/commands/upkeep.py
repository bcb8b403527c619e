"""What the clock does for this cog."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.members.commands.desk import Desk
from cogs.members.store import FIRST_TO_ERASE
from cogs.members.views.assembly import nothing_to_say


class Upkeep(Desk):
    """Erases what is to be erased, when it is due."""

    @sweep(first=FIRST_TO_ERASE)
    async def due_to_erase(self, now: datetime) -> Due:
        """Assemblies whose last place has been gone for 30 days."""
        ids, later = await self.store.due_to_erase(now)
        return Due(tuple(DueAct(i, "assembly erase") for i in ids), later)

    @sweep
    async def due_to_tidy(self, now: datetime) -> Due:
        """What has been kept for as long as it is said to be kept; once a day at most."""
        assembly, at = await self.store.tidy_at(self.keeping)
        if assembly is None or at is None:
            return Due()
        return Due((DueAct(assembly, "assembly tidy"),)) if at <= now else Due(next=at)

    @command("assembly erase", who=Role.STEWARD, internal=True)
    async def erase(self, ctx: Context) -> Reply:
        """Erase an assembly that has had no place for 30 days."""
        await self.store.erase(ctx.assembly.id)
        return Reply(nothing_to_say(), silent=True)

    @command("assembly tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Delete what has been kept long enough."""
        await self.store.tidy(ctx.now, self.keeping)
        return Reply(nothing_to_say(), silent=True)
