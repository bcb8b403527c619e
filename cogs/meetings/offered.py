"""What meetings offer to other cogs: when the next one is, and calling one."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Reply
from bot.api.context import Context
from bot.api.meetings import Summons
from cogs.meetings.commands.calling import Calling, Wanted


class Calls:
    """The part of bot.api.meetings.Meetings that is about calls."""

    def __init__(self, cog: Calling) -> None:
        self.cog = cog

    async def coming(self, assembly: int, bloc: int | None, now: datetime) -> datetime | None:
        """When the assembly, or this bloc, meets next."""
        found = [call for call in await self.cog.calls.standing(assembly) if call.bloc == bloc]
        later = [one.at for call in found for one in call.coming(now, 2) if one.at > now]
        return min(later, default=None)

    async def call(self, ctx: Context, summons: Summons) -> Reply:
        """Calls a meeting in the open transaction, as if the acting member had called it."""
        bloc = await self.cog.circles.called(summons.bloc)
        return await self.cog.called(ctx, Wanted(summons.title, summons.at, agenda=summons.agenda), bloc)
