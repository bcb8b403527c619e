"""Setting reminders: for oneself, for a room, for a bloc."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Address
from cogs.reminders.commands.desk import Desk, reminding
from cogs.reminders.rules import reminder as rules
from cogs.reminders.rules.errors import NoRoomHere, WhichBloc
from cogs.reminders.rules.reminder import TEXT_LIMIT, For, Reminder
from cogs.reminders.views import answers

When = Annotated[datetime | timedelta, Arg("When", sample="tomorrow 18:00")]
Text = Annotated[str, Arg("Of what", limit=TEXT_LIMIT, sample="Bring the banner")]
Every = Annotated[
    str,
    Arg("How it repeats: daily, weekly, first tuesday, weekdays until 2026-12-31", limit=200, sample="daily"),
]
Important = Annotated[bool, Arg("Yes: it comes again until it is said to be done")]
BlocName = Annotated[str, Arg("The bloc; none for the one whose room this is", lookup="blocs", limit=200)]


class Setting(Desk):
    """What was understood is always shown, and to the person alone where it is theirs alone."""

    @command("remind me", example="remind me tomorrow 18:00 Bring the banner")
    async def me(
        self, ctx: Context, when: When, text: Text, every: Every = "", important: Important = False
    ) -> Reply:
        """Have me remind you of something, once or again and again."""
        own = await self.store.of_member(ctx.assembly.id, ctx.member.id)
        rules.within_limit(len(own), reminding(ctx.assembly).most, in_room=False)
        room = ctx.assembly.home if ctx.room.private else ctx.room.address
        return await self._set(ctx, self._fresh(ctx, For.ME, room, text, important), when, every)

    @command("remind here", example="remind here Fri 9:00 The van leaves at ten every:weekly")
    async def here(
        self, ctx: Context, when: When, text: Text, every: Every = "", important: Important = False
    ) -> Reply:
        """Have me remind everyone in this room of something."""
        if ctx.room.private:
            raise NoRoomHere
        room = ctx.room.address
        there = await self.store.of_room(ctx.assembly.id, room)
        await self._within_limits(ctx, len(there))
        return await self._set(ctx, self._fresh(ctx, For.HERE, room, text, important), when, every)

    @command("remind bloc", example="remind bloc Fri 9:00 Leaflets at the gate bloc:Nurses")
    async def bloc(
        self,
        ctx: Context,
        when: When,
        text: Text,
        bloc: BlocName = "",
        every: Every = "",
        important: Important = False,
    ) -> Reply:
        """Have me remind a bloc that you are in of something, in its rooms."""
        meant = await self.circles.meant(ctx, bloc)
        if meant is None:
            raise WhichBloc
        await self._within_limits(ctx, len(await self.store.of_bloc(ctx.assembly.id, meant.id)))
        fresh = self._fresh(ctx, For.BLOC, ctx.assembly.home, text, important)
        return await self._set(ctx, replace(fresh, bloc=meant.id), when, every, meant)

    async def _within_limits(self, ctx: Context, there: int) -> None:
        most = reminding(ctx.assembly).most
        rules.within_limit(there, most, in_room=True)
        own = await self.store.of_member(ctx.assembly.id, ctx.member.id)
        rules.within_limit(len(own), most, in_room=False)

    def _fresh(self, ctx: Context, whose: For, room: Address, text: str, important: bool) -> Reminder:
        zone, words = str(ctx.zone), rules.text_of(text)
        start = ctx.now.astimezone(ctx.zone).replace(tzinfo=None)
        return Reminder(
            ctx.assembly.id, 0, ctx.member.id, whose, room, words, start, zone, ctx.now, important=important
        )

    async def _set(
        self, ctx: Context, fresh: Reminder, when: datetime | timedelta, every: str, bloc: Bloc | None = None
    ) -> Reply:
        timed = rules.timed(fresh, when, every, ctx.now)
        [number] = await self.store.numbers(ctx.assembly.id)
        timed = replace(timed, number=number)
        await self.store.add(timed)
        return Reply(answers.set_card(timed, bloc.name if bloc else ""), private=True)
