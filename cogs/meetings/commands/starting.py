"""Starting and ending a meeting, and being there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from sqlalchemy.engine import Connection

from bot.api.blocs import Bloc
from bot.api.card import Batch, Entry, Reply, View
from bot.api.cog import Reacts, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, Member
from bot.api.sweep import Due, DueAct, sweep
from bot.api.text import folded
from bot.ballots.defaults import Defaults
from bot.dates.series import Occurrence
from cogs.meetings.attending import CARD, STACK_CARD, Came
from cogs.meetings.commands.ahead import Ahead
from cogs.meetings.commands.sitting_desk import (
    ENDED_CARD,
    ITEM_CARD,
    MINUTES_CARD,
    SHOWN,
    redrawn,
    sitting_post,
)
from cogs.meetings.rules import agenda as agendas
from cogs.meetings.rules import sitting_errors as errors
from cogs.meetings.rules.call import TITLE_LIMIT, Call
from cogs.meetings.rules.minute import MISSED
from cogs.meetings.rules.sitting import EARLY, FORGOTTEN, NO_ROOM, Held
from cogs.meetings.sitting_store import FIRST_FORGOTTEN
from cogs.meetings.views import sittings as views

Which = Annotated[
    str,
    Arg("The number of the call, or its title; none for what is due", lookup="meetings", limit=TITLE_LIMIT),
]
BY_HAND, BY_CLOCK = "", "clock"
NONE = Numbered(0)
LONGEST_NUMBER = 8
HANDS = {"✋": "yes", "🙋": "yes"}


class Starting(Ahead):
    """A meeting of each body goes on at a time."""

    @command("meeting start", example="meeting start")
    async def start(self, ctx: Context, meeting: Which = "") -> Reply:
        """Start the meeting that is due, or one that nobody called."""
        title = " ".join(meeting.split())
        call, date = await self._date_due(ctx, title)
        bloc = await self._whose_sitting(ctx, call)
        body = bloc.id if bloc else None
        if (running := await self.sittings.of_body(ctx.assembly.id, body)) is not None:
            raise errors.GoesOnAlready(running.number, running.title)
        held = await self.sittings.add(await self._new_sitting(ctx, bloc, call, date, title))
        await self.sittings.come(held.id, ctx.member.id, ctx.now)
        items = await self.taken(ctx.assembly.id, body, call, ctx.now)
        await self.agenda.keep([replace(item, sitting=held.id) for item in agendas.in_order(items)])
        await self.minutes.add(held.id, ctx.now, "start", member=ctx.member.id)
        journal = () if held.unlisted else (Entry("meeting started", held.number),)
        card = sitting_post(held, CARD, int(held.number), watched=True)
        return Reply(views.started(held), posts=(card,), journal=journal, private=True)

    @command("meeting end")
    async def end(self, ctx: Context) -> Reply:
        """End the meeting; what was not reached stands on the next agenda."""
        return await self._end_sitting(ctx, await self.conducted(ctx), BY_HAND)

    @command("here", bulk="attend", example="here")
    def come_here(
        self,
        ctx: Context,
        leave: Annotated[bool, Arg("Yes when you go")] = False,
        number: Annotated[Numbered, Arg("The meeting's number; none for the one here")] = NONE,
    ) -> Came:
        """Say that you are at the meeting, or that you go."""
        rooms = tuple(dict.fromkeys((ctx.room.address, *ctx.room.chain)))
        where = tuple((room.network, room.id) for room in rooms)
        alone, told = ctx.room.private, ctx.is_private
        return Came(ctx.assembly.id, ctx.member.id, ctx.now, int(number), leave, told, alone, where)

    def attend(self, connection: Connection, acts: Sequence[Came]) -> Batch:
        """Writes a batch of people who are here now."""
        return self.attending.attend(connection, acts)

    @card(CARD, reacts=Reacts(SHOWN, "up", HANDS, "number"))
    async def sitting_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        held = await self.sittings.find(assembly.id, number)
        return views.sitting_card(await self.shown_sitting(assembly, held)) if held else None

    @card(ENDED_CARD)
    async def ended_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        held = await self.sittings.find(assembly.id, number)
        if held is None:
            return None
        how, _, again = detail.partition(":")
        shown, talked = await self.shown_sitting(assembly, held), await self.talked(assembly, held)
        return views.ended_card(shown, int(again or 0), how == BY_CLOCK, talked)

    @sweep(first=FIRST_FORGOTTEN)
    async def forgotten_due(self, now: datetime) -> Due:
        """Meetings that nobody has ended for half a day."""
        found = await self.sittings.oldest()
        if found is None:
            return Due()
        at = found.started_at + FORGOTTEN
        act = DueAct(found.assembly, "meeting forgotten", {"sitting": found.id})
        return Due((act,)) if at <= now else Due(next=at)

    @command("meeting forgotten", internal=True)
    async def end_forgotten(self, ctx: Context, sitting: Annotated[int, Arg("The meeting's id")]) -> Reply:
        """Ends a meeting that went on for half a day."""
        held = await self.sittings.get(sitting)
        if held is None or held.ended_at is not None:
            return Reply(views.ended(), silent=True)
        return await self._end_sitting(ctx, held, BY_CLOCK)

    async def naming_sittings(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards of held meetings and their items that may name this member, or anybody."""
        numbers = await self.people.named_in(assembly, member)
        items = await self.people.presenting(assembly, member)
        hands = await self.stack.had_floor(assembly, member)
        minuted = await self.minutes.naming(assembly, member)
        shown = [(CARD, numbers), (ITEM_CARD, items), (STACK_CARD, hands), (MINUTES_CARD, minuted)]
        shown.append((ENDED_CARD, await self.stack.heard_in(assembly, member)))
        return [(kind, int(subject)) for kind, subjects in shown for subject in subjects]

    async def goes_on(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The line of /now for a meeting that goes on, and at which the member is not yet."""
        return [
            views.now_meeting(held)
            for held in await self.sittings.going_on(assembly.id)
            if member.id not in held.present and await self.circles.is_for(member, held.body)
        ]

    async def sittings_moved(
        self, old: Address, new: Address, assembly: int | None
    ) -> list[tuple[int, str, int]]:
        """Has meetings that go on in a room go on in another; their cards."""
        moved = await self.sittings.move(old, new, assembly)
        return [(held.assembly, CARD, int(held.number)) for held in moved]

    async def _end_sitting(self, ctx: Context, held: Held, how: str) -> Reply:
        items = await self.agenda.of_sitting(held.id)
        was_open = [agendas.closed(item, ctx.now) for item in items if item.is_open]
        for item in await self.agenda.keep(was_open):
            await self.ring_at_box(held, item)
        again = agendas.not_reached(items)
        await self.offer_again(held, again, ctx.now)
        ended = replace(held, ended_at=ctx.now)
        await self.sittings.save(ended)
        for item in again:
            await self.minutes.add(held.id, ctx.now, MISSED, text=item.title)
        await self.minutes.add(held.id, ctx.now, "end")
        journal = () if held.unlisted else (Entry("meeting ended", held.number),)
        post = sitting_post(held, ENDED_CARD, int(held.number), f"{how}:{len(again)}", replies=True)
        over = redrawn(held)
        stale = (*over, *((ITEM_CARD, item.id) for item in was_open))
        reply = Reply(
            views.ended(), posts=(post,), stale=stale, settled=over, journal=journal, silent=True, nod=True
        )
        for follows in self.on_end:
            reply.take_on(await follows(ctx, ended))
        return reply

    async def _date_due(self, ctx: Context, words: str) -> tuple[Call | None, Occurrence | None]:
        """The call whose date it is now: the one that is named, else the body's whose time has come."""
        if (number := words.removeprefix("#")).isdecimal() and len(number) < LONGEST_NUMBER:
            call = await self.get(ctx, int(number))
            return call, await self._startable(call, ctx.now)
        if words:
            named = [call for call, _ in await self.known(ctx) if folded(call.title) == folded(words)]
            return (named[0], await self._startable(named[0], ctx.now)) if named else (None, None)
        ahead = await self.ahead(ctx.assembly.id, await self.body_here(ctx), ctx.now)
        due = [(call, date) for call, date in ahead if date.at - EARLY <= ctx.now]
        if len(due) > 1:
            raise errors.SeveralDue(tuple((call.number, call.title, date.at) for call, date in due))
        return due[0] if due else (None, None)

    async def _startable(self, call: Call, now: datetime) -> Occurrence:
        """The date of a call that can start now."""
        date = call.next(now)
        before = await self.sittings.of_call(call.id, date.key.isoformat())
        if before is not None and before.ended_at is None:
            raise errors.GoesOnAlready(before.number, before.title)
        if before is not None:
            raise errors.MeetingOver(before.number)
        if date.at - EARLY > now:
            raise errors.TooEarly(call.number, date.at)
        return date

    async def _whose_sitting(self, ctx: Context, call: Call | None) -> Bloc | None:
        """The bloc whose meeting it is; only its own people start one."""
        if call is not None:
            return await self.circles.called(call.bloc)
        return await self.circles.room_of(ctx)

    async def _new_sitting(
        self, ctx: Context, bloc: Bloc | None, call: Call | None, date: Occurrence | None, title: str
    ) -> Held:
        body = bloc.id if bloc else None
        is_unlisted = bloc is not None and bloc.is_unlisted
        return Held(
            id=0,
            assembly=ctx.assembly.id,
            number=await self.sittings.new_number(ctx.assembly.id, is_unlisted),
            body=body,
            title=call.title if call else title,
            room=await self._sits_in(ctx, body),
            starter=ctx.member.id,
            quorum=await self._quorum_now(ctx.assembly, body),
            started_at=ctx.now,
            unlisted=is_unlisted,
            call=call.id if call else None,
            wall=date.key.isoformat() if date else None,
        )

    async def _sits_in(self, ctx: Context, body: int | None) -> Address:
        here = await self.circles.room_of(ctx)
        if body is not None:
            return ctx.room.address if here is not None and here.id == body else NO_ROOM
        return ctx.assembly.home if ctx.room.private else ctx.room.address

    async def _quorum_now(self, assembly: Assembly, body: int | None) -> int:
        """How many have to be here: as many as have to take part in a vote."""
        usual = Defaults.read(assembly.settings)
        if body is not None:
            return usual.quorum.of(0, len(await self.circles.body(body)))
        return usual.quorum.of(usual.size, await self.home.roll.size(assembly.id))
