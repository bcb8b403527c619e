"""The commands of reports from the workplaces."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from bot.api.card import Reply, View
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.reports.commands.reading import Reading
from cogs.reports.commands.sending import Sending
from cogs.reports.rules import KEPT_FOR
from cogs.reports.store import FIRST_TO_ERASE
from cogs.reports.views import cards


class Reports(Sending, Reading):
    """Given in private, read by two before anyone hears them, and joined with no sender."""

    @sweep(first=FIRST_TO_ERASE)
    async def erasing_due(self, now: datetime) -> Due:
        """When the oldest report has been kept for long enough."""
        oldest = await self.store.oldest()
        if oldest is None:
            return Due()
        at = datetime.combine(oldest[1] + KEPT_FOR + timedelta(days=1), time(), UTC)
        return Due((DueAct(oldest[0], "reports tidy"),)) if at <= now else Due(next=at)

    @command("reports tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Erases what was reported long ago."""
        await self.store.tidy(ctx.assembly.id, (ctx.now - KEPT_FOR - timedelta(days=1)).date())
        return Reply(cards.nothing(), silent=True)

    async def merged(self, _assembly: int, kept: int, gone: int, _now: datetime) -> list[View]:
        """Makes two readers one."""
        await self.store.merge(kept, gone)
        return []

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a reader off."""
        await self.store.forget(member)
