"""The commands of action items."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Reply, View
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.actions.commands.adding import Adding
from cogs.actions.commands.doing import Doing
from cogs.actions.commands.reading import Reading
from cogs.actions.rules.action import KEPT_FOR, forgotten
from cogs.actions.store import FIRST_TO_ERASE
from cogs.actions.views import answers, cards


class Actions(Adding, Doing, Reading):
    """Who does what by when; binding once accepted, and nudged until it is done."""

    @sweep(first=FIRST_TO_ERASE)
    async def erasing_due(self, now: datetime) -> Due:
        """When the oldest action that is over has been kept for long enough."""
        oldest = await self.store.oldest_over()
        if oldest is None:
            return Due()
        assembly, at = oldest[0], oldest[1] + KEPT_FOR
        return Due((DueAct(assembly, "action tidy"),)) if at <= now else Due(next=at)

    @command("action tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Erases what has been over for long."""
        await self.store.tidy(ctx.assembly.id, ctx.now - KEPT_FOR)
        return Reply(cards.over_card([]), silent=True)

    async def merged(self, assembly: int, kept: int, gone: int, _now: datetime) -> list[View]:
        """Makes what either had the one's."""
        had_any = bool(await self.store.of_member(assembly, gone))
        await self.store.merge(assembly, kept, gone)
        return [answers.merged()] if had_any else []

    async def forget(self, assembly: int, member: int) -> None:
        """Takes the member off what they proposed, were asked for and had; what they had is open again."""
        for action in await self.store.about(member):
            await self.store.save(forgotten(action, member))
