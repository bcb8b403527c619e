"""What can be done about reminders that are set, or have rung."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Member
from cogs.reminders.commands.desk import ROOM, Desk, Number, reminding
from cogs.reminders.rules import reminder as rules
from cogs.reminders.rules.errors import NotRungYet
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.store import AGAIN, SNOOZED, alarm
from cogs.reminders.views import answers, cards

Until = Annotated[datetime | timedelta, Arg("For how long, or until when", sample="1 h")]


class Keeping(Desk):
    """Each person's own are theirs alone to see; those of rooms are seen there."""

    @command("remind list", example="remind list")
    async def list_reminders(self, ctx: Context) -> Reply:
        """See the reminders that you have set, and those of this room."""
        mine = await self.store.of_member(ctx.assembly.id, ctx.member.id)
        known = {one.number for one in mine}
        here = [one for one in await self._of_room(ctx) if one.number not in known]
        return Reply(answers.list_card(await self._named_here(ctx, mine), here), private=True)

    async def _of_room(self, ctx: Context) -> Sequence[Reminder]:
        if ctx.room.private:
            return ()
        bloc = await self.circles.room_of(ctx)
        own = await self.store.of_bloc(ctx.assembly.id, bloc.id) if bloc else []
        return [*await self.store.of_room(ctx.assembly.id, ctx.room.address), *own]

    async def _named_here(self, ctx: Context, mine: Sequence[Reminder]) -> list[Reminder]:
        """A person's own; where others may read along, not those for a bloc of which these may not know."""
        return [one for one in mine if await self.circles.may_know(ctx, one.bloc)]

    @command("remind cancel", example="remind cancel 3")
    async def cancel(self, ctx: Context, number: Number) -> Reply:
        """Take a reminder off."""
        one = await self.theirs(ctx, number)
        await self.store.delete(one)
        return Reply(answers.cancelled(one), private=True)

    @command("remind snooze", example="remind snooze 3 1 h")
    async def snooze(self, ctx: Context, number: Number, until: Until) -> Reply:
        """Put a reminder off that has rung; when it rings next by itself stays as it is."""
        one = await self.seen(ctx, number)
        at = rules.put_off(ctx.now, until, ctx.zone)
        if one.whose is not For.ME:
            return await self._for_oneself(ctx, one, at)
        if one.rung_at is None:
            raise NotRungYet(number)
        later = rules.snoozed(one, at)
        await self.store.silence(one, AGAIN, SNOOZED)
        await self.store.save(later)
        await self.store.alarms.set(alarm(SNOOZED, later, at))
        return Reply(answers.snoozed(later, at), private=True)

    async def _for_oneself(self, ctx: Context, one: Reminder, at: datetime) -> Reply:
        """Who wants to be reminded again of what a room was reminded of is so alone."""
        own = await self.store.of_member(ctx.assembly.id, ctx.member.id)
        rules.within_limit(len(own), reminding(ctx.assembly).most, in_room=False)
        start = at.astimezone(ctx.zone).replace(tzinfo=None)
        [number] = await self.store.numbers(ctx.assembly.id)
        room = ctx.assembly.home if ctx.room.private else ctx.room.address
        copy = Reminder(
            ctx.assembly.id,
            number,
            ctx.member.id,
            For.ME,
            room,
            one.text,
            start,
            str(ctx.zone),
            ctx.now,
            due_at=at,
        )
        await self.store.add(copy)
        return Reply(answers.snoozed(copy, at), private=True)

    @command("remind done", example="remind done 3")
    async def done(self, ctx: Context, number: Number) -> Reply:
        """Say that what you were reminded of is done."""
        one = await self.seen(ctx, number)
        if one.rung_at is None:
            raise NotRungYet(number)
        await self.store.silence(one, AGAIN, SNOOZED)
        finished = rules.done(one)
        if one.whose is For.ME and finished.due_at is None:
            await self.store.delete(one)
        else:
            await self.store.save(finished)
        stale = ((ROOM, number),) if one.whose is not For.ME else ()
        return Reply(answers.done(finished), private=True, stale=stale)

    async def waiting(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The lines of /now: what is important, or could not be named in a message, until it is done."""
        some = await self.store.open(assembly.id, member.id)
        return [cards.now_line(one) for one in some if one.important or assembly.careful]
