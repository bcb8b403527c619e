"""What all commands of reminders stand on."""

from __future__ import annotations

from typing import Annotated

from bot.api.circles import Circles
from bot.api.cog import Cog, Home
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.reminding import Reminding
from cogs.reminders.rules.errors import NoReminder, NotYours
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.store import ReminderStore
from cogs.reminders.views.refusals import ERRORS

PRIVATE, ROOM, MISSED_CARD = "reminder.due", "reminder.room", "reminder.missed"
Number = Annotated[int, Arg("The reminder's number", sample="3")]


class Desk(Cog):
    """Reminders with their store, and whose they are."""

    name = "reminders"
    errors = ERRORS

    def __init__(self, home: Home) -> None:
        self.db = home.db
        self.store = ReminderStore(home.db, home.assemblies, home.alarms)
        self.circles = Circles(home.bodies)

    async def seen(self, ctx: Context, number: int) -> Reminder:
        """The reminder of a number, where this person may read it: their own, their room's, their bloc's."""
        one = await self.store.find(ctx.assembly.id, number)
        if one is None or not await self._reads(ctx, one):
            mine = await self.store.of_member(ctx.assembly.id, ctx.member.id)
            raise NoReminder(number, tuple(sorted(other.number for other in mine)))
        return one

    async def theirs(self, ctx: Context, number: int) -> Reminder:
        """The reminder of a number, where this person may take it off."""
        one = await self.seen(ctx, number)
        if one.member != ctx.member.id and ctx.role is not Role.STEWARD:
            raise NotYours(number)
        return one

    async def _reads(self, ctx: Context, one: Reminder) -> bool:
        if one.member == ctx.member.id:
            return True
        if one.whose is For.HERE:  # who keeps the assembly is not in every room of its blocs
            return one.room in (ctx.room.address, *ctx.room.chain)
        return one.whose is For.BLOC and await self.circles.may_know(ctx, one.bloc)


def reminding(assembly: Assembly) -> Reminding:
    """How this assembly wants it."""
    return Reminding.read(assembly.settings)
