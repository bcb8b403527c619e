"""Calling a meeting: by a member's word, about a motion, or by another cog."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.api.blocs import Bloc
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import InThePast, SaidBefore
from bot.api.number import Numbered
from bot.api.people import Address, Role
from bot.dates.every import read_every
from bot.dates.series import Series
from bot.dates.zones import read_zone
from cogs.meetings.commands.desk import Desk, noted
from cogs.meetings.rules import call as rules
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules import date as dates
from cogs.meetings.rules.call import NOWHERE, SPOT_LIMIT, TITLE_LIMIT, Call, Who
from cogs.meetings.rules.lead import Usual, leads_of
from cogs.meetings.views import call_answers as answers

SAME_WITHIN = timedelta(minutes=10)
_DISCORD = re.compile(r"<#(\d{5,20})>")
_MATRIX = re.compile(r"![^\s:]+(?::\S+)?")
Title = Annotated[str, Arg("What it is called", limit=TITLE_LIMIT, sample="General assembly")]
When = Annotated[
    datetime | timedelta, Arg("When it begins; now, for everyone to come at once", sample="Thu 18:00")
]
Every = Annotated[str, Arg("How it repeats: weekly, first tuesday, weekdays, until 2026-12-31", limit=200)]
Zone = Annotated[str, Arg("The time zone it is held in", lookup="zones", sample="Europe/Berlin")]
Where = Annotated[
    str, Arg("The room where you meet, as your network names it; this one if left out", limit=120)
]
Leads = Annotated[str, Arg("When to remind here: 7d,1d,1h,10m, or none", limit=80)]
Reached = Annotated[Who | None, Arg("Whom reminders reach in private: all, bloc, going")]
Spot = Annotated[str, Arg("Where it is, outside of this network", limit=SPOT_LIMIT)]
Whose = Annotated[str, Arg("The bloc that meets", lookup="blocs", sample="Nurses")]
Lasts = Annotated[timedelta | datetime | None, Arg("How long it lasts", sample="90m")]
Motion = Annotated[Numbered, Arg("The motion's number", lookup="motions", sample="12")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting as it was asked for."""

    title: str = field(repr=False)
    when: datetime | timedelta
    every: str = ""
    zone: str = ""
    room: str = field(default="", repr=False)
    leads: str = ""
    who: Who | None = None
    spot: str = field(default="", repr=False)
    lasts: timedelta | datetime | None = None
    agenda: tuple[str, ...] = field(default=(), repr=False)


class Calling(Desk):
    """For every member; those of a bloc are for its members."""

    @command("meeting call", example="meeting call Assembly when:Thu 18:00")
    async def call_meeting(
        self,
        ctx: Context,
        title: Title,
        when: When,
        every: Every = "",
        zone: Zone = "",
        room: Where = "",
        lead: Leads = "",
        who: Reached = None,
        at: Spot = "",
        bloc: Whose = "",
        lasts: Lasts = None,
    ) -> Reply:
        """Call a meeting, once or every week, and remind of it in time."""
        wanted = Wanted(title, when, every, zone, room, lead, who, at, lasts)
        return await self.called(ctx, wanted, await self.circles.meant(ctx, bloc))

    @command("meeting about", example="meeting about 12 Thu 18:00")
    async def about(
        self, ctx: Context, motion: Motion, when: When, zone: Zone = "", lasts: Lasts = None
    ) -> Reply:
        """Call a meeting about a motion, under its title."""
        motions = self.home.bodies.motions
        found = await motions.find(ctx.assembly.id, motion) if motions else None
        if found is None or not await self.circles.may_know(ctx, found.bloc):
            raise errors.NoSuchMotion(motion)
        wanted = Wanted(found.title[:TITLE_LIMIT], when, zone=zone, lasts=lasts)
        return await self.called(ctx, wanted, await self.circles.called(found.bloc))

    async def called(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Reply:
        """Calls a meeting in the open transaction."""
        call = await self._made(ctx, wanted, bloc)
        await self._refuse_many(ctx, call)
        call = await self.calls.add(replace(call, number=await self._number(ctx, call)))
        await self.calls.save(call)
        await self.plan(call, ctx.now)
        await self.show_outward(ctx.assembly, call, ctx.now)
        for put in self.put_on:
            await put(ctx, call, wanted.agenda)
        first = call.next(ctx.now)
        return Reply(
            answers.called(call, first),
            posts=await self.posted(call, first),
            journal=noted("call.made", call, call.caller, at=first.at.isoformat(), rule=call.series.rule),
            private=True,
            silent=call.room == ctx.room.address,
        )

    async def _number(self, ctx: Context, call: Call) -> int:
        return await self.calls.new_number(ctx.assembly.id, call.unlisted)

    async def _made(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Call:
        urgent, usual = rules.is_at_once(wanted.when), Usual.read(ctx.assembly.settings)
        series = self._series(ctx, wanted, urgent)
        start = dates.instant(series.start, series.zone)
        room = await self._announced(ctx, bloc)
        return Call(
            id=0,
            assembly=ctx.assembly.id,
            number=0,
            caller=ctx.found_member.id if ctx.found_member else None,
            title=rules.title_of(wanted.title),
            series=series,
            lasts=rules.length(wanted.lasts, start, urgent),
            leads=() if urgent else leads_of(wanted.leads or usual.leads, usual.most),
            who=rules.reached(wanted.who, bloc.id if bloc else None),
            room=room,
            held_in=await self._held_in(ctx, wanted.room, room),
            spot=" ".join(wanted.spot.split()),
            bloc=bloc.id if bloc else None,
            unlisted=bloc is not None and bloc.is_unlisted,
            urgent=urgent,
            called_at=ctx.now,
            changed_at=ctx.now,
        )

    def _series(self, ctx: Context, wanted: Wanted, urgent: bool) -> Series:
        zone = read_zone(wanted.zone) if wanted.zone else ctx.assembly.zone_in(*ctx.room.chain)
        if urgent or not wanted.every.strip():
            return rules.once(wanted.when, zone, ctx.now)
        start = rules.begins(wanted.when, zone, ctx.now)
        today = ctx.now.astimezone(ZoneInfo(zone)).date()
        every = read_every(wanted.every, today)
        if not wanted.zone:  # its days were said by the clock of who called it
            at = ctx.now + wanted.when if isinstance(wanted.when, timedelta) else wanted.when
            every = every.elsewhere((start.date() - at.astimezone(ctx.zone).date()).days)
        fresh = dates.settled(start, zone, every.text)
        left = replace(fresh, skipped=every.skipped(fresh.start.time()))
        if dates.is_over(left, ctx.now):
            raise InThePast(wanted.every)
        return left

    async def _announced(self, ctx: Context, bloc: Bloc | None) -> Address:
        """Where a meeting is announced: where it was called, but never in a room of other people."""
        here = await self.circles.room_of(ctx)
        if bloc is not None:
            return ctx.room.address if here is not None and here.id == bloc.id else NOWHERE
        return ctx.assembly.home if ctx.room.private or here is not None else ctx.room.address

    async def _held_in(self, ctx: Context, words: str, announced: Address) -> Address:
        """The room where people meet; of a bloc's room nobody else is to learn the name."""
        if not words.strip():
            return announced
        found = _room(words.strip())
        if found is None or found.network not in ctx.assembly.networks:
            raise errors.NoRoom(words[:60])
        blocs = self.home.bodies.blocs
        bloc = await blocs.of_room(found) if blocs else None
        if bloc is not None and not await self.circles.may_know(ctx, bloc.id):
            raise errors.NoRoom(words[:60])
        return found

    async def _refuse_many(self, ctx: Context, call: Call) -> None:
        """Refuses the same call twice by a slip, one crowd after another, and a calendar of one's own."""
        if call.caller is None:
            return
        mine = await self.calls.of_caller(ctx.assembly.id, call.caller)
        if (again := _same(call, mine, ctx.now)) is not None:
            raise SaidBefore(again)
        since = ctx.now - rules.URGENT_EACH
        if call.urgent and (last := await self.calls.urgent_since(call.assembly, call.caller, since)):
            raise errors.CalledJustNow(last)
        to_come = tuple(one.number for one in mine if one.coming(ctx.now))
        if len(to_come) >= rules.CALLS_EACH and ctx.role is not Role.STEWARD:
            raise errors.TooManyCalls(to_come)


def _same(call: Call, mine: Sequence[Call], now: datetime) -> int | None:
    """The number of a meeting that this member called a moment ago in the same words."""
    for one in mine:
        is_same = (one.title, one.series.start, one.series.rule) == (
            call.title,
            call.series.start,
            call.series.rule,
        )
        if is_same and one.bloc == call.bloc and one.called_at > now - SAME_WITHIN and not one.cancelled_at:
            return one.number
    return None


def _room(words: str) -> Address | None:
    """The room that a mention or an id names."""
    if found := _DISCORD.fullmatch(words):
        return Address("discord", found[1])
    return Address("matrix", words) if _MATRIX.fullmatch(words) else None
