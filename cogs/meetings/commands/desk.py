"""What all commands of meetings stand on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy.engine import Connection

from bot.api.alarms import Alarm
from bot.api.card import Entry, Post, View
from bot.api.circles import Circles
from bot.api.cog import Cog, Home
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.dates.series import Occurrence
from bot.dates.zones import version
from cogs.meetings.call_rows import Dated
from cogs.meetings.call_store import CallStore
from cogs.meetings.outward import Outward
from cogs.meetings.rsvp_casting import CARD, LEAD, RsvpCasting
from cogs.meetings.rsvp_store import RsvpStore
from cogs.meetings.rules import date as dates
from cogs.meetings.rules import lead
from cogs.meetings.rules.call import NOWHERE, Call
from cogs.meetings.rules.call_errors import AskedElsewhere, NoCall
from cogs.meetings.rules.lead import Usual
from cogs.meetings.rules.rsvp import Answers, Rsvp
from cogs.meetings.rules.shown import is_for_all
from cogs.meetings.views.call_errors import ERRORS
from cogs.meetings.views.calls import Shown, Standing

LEAD_ALARM, OVER_ALARM = "call.lead", "call.over"
Agenda: TypeAlias = Callable[[Assembly, Call, Dated], Awaitable[Sequence[View]]]
Agreed: TypeAlias = Callable[[Context, Call, Sequence[str]], Awaitable[None]]


class Desk(Cog):
    """Meetings with their stores.

    agendas say what is on the agenda of a date, for its cards; put_on takes onto it what a call came with.
    """

    name = "meetings"
    errors = ERRORS

    def __init__(self, home: Home) -> None:
        self.home = home
        self.calls = CallStore(home.db, home.assemblies, home.roll)
        self.rsvps = RsvpStore(home.db)
        self.outward = Outward(home.db, home.roll, home.calendars)
        self.circles = Circles(home.bodies)
        self.casting = RsvpCasting(home.roll, self._body_on)
        self.agendas: list[Agenda] = []
        self.put_on: list[Agreed] = []

    async def get(self, ctx: Context, number: int) -> Call:
        """The meeting of a number, as far as this person may know of it here."""
        call = await self.calls.find(ctx.assembly.id, number)
        if call is None:
            raise await self._no_call(ctx, number)
        if await self.circles.may_know(ctx, call.bloc):
            return call
        member = ctx.found_member.id if ctx.found_member else None
        if call.unlisted or call.bloc is None or not await self.circles.is_of(call.bloc, member):
            raise await self._no_call(ctx, number)
        bloc = await self.circles.called(call.bloc)
        raise AskedElsewhere(number, bloc.name if bloc else "")

    async def known(self, ctx: Context) -> list[tuple[Call, Occurrence]]:
        """The meetings to come that may be named to this person here, the soonest first."""
        found = await self.calls.standing(ctx.assembly.id)
        here = [call for call in found if await self.circles.may_know(ctx, call.bloc)]
        coming = [(call, one) for call in here for one in call.coming(ctx.now)]
        return sorted(coming, key=lambda pair: (pair[1].at, pair[0].number))

    async def keeps(self, ctx: Context, call: Call) -> bool:
        """Whether this person called a meeting, or is a steward who may know of it."""
        if ctx.found_member is None:
            return False
        if call.caller == ctx.member.id:
            return True
        is_theirs = call.bloc is None or await self.circles.is_of(call.bloc, ctx.member.id)
        return ctx.role is Role.STEWARD and (is_theirs or not call.unlisted)

    async def plan(self, call: Call, now: datetime) -> None:
        """Sets the alarms of a meeting anew; one that is due and has not rung yet sees to what follows it."""
        for kind, spans in ((LEAD_ALARM, call.leads), (OVER_ALARM, (-call.lasts,))):
            due = await self._taken_off(kind, call, now)
            for span in spans:
                if span not in due and (following := lead.following(call, span, now)) is not None:
                    ring, at = following
                    await self.home.alarms.set(Alarm(call.assembly, kind, call.number, at, ring.written()))
        coming = call.coming(now)
        await self.calls.planned(call, coming[0].at if coming else None, version())

    async def show_outward(
        self, assembly: Assembly, call: Call, now: datetime, usual: Usual | None = None
    ) -> None:
        """Has the calendars of networks show the date that goes on or comes next, or no longer do."""
        if not is_for_all(call, usual or Usual.read(assembly.settings), assembly.careful):
            await self.outward.look_again(call.assembly, now, (call.id,))
            return
        for one in call.coming(now):
            await self.calls.dated(call, one)
        await self.outward.order(assembly, (call.id,), now)

    async def _taken_off(self, kind: str, call: Call, now: datetime) -> set[timedelta]:
        """Takes alarms off that are to come; the lead times of those that are due."""
        found = await self.home.alarms.of(call.assembly, kind, call.number)
        for alarm in found:
            if alarm.due_at > now:
                await self.home.alarms.cancel(call.assembly, kind, call.number, alarm.detail)
        return {lead.Ring.read(alarm.detail).lead for alarm in found if alarm.due_at <= now}

    async def shown(self, assembly: Assembly, call: Call, dated: Dated) -> Shown:
        """A date with what its cards show beside it."""
        date = dates.held(call.series, dated.key)
        at = date.at if date is not None else dated.at
        bloc = await self.circles.called(call.bloc)
        following = call.coming(at + call.lasts) if call.repeats else []
        agenda = [item for source in self.agendas for item in await source(assembly, call, dated)]
        return Shown(
            call,
            dated.key,
            at,
            _standing(call, date, dated),
            date,
            await self._answers(call, dated.id),
            bool(assembly.careful),
            bloc.name if bloc else "",
            following[0].at if following else None,
            tuple(agenda),
            lead.Usual.read(assembly.settings).pings or call.urgent,
        )

    async def comers(self, call: Call, occurrence: int) -> dict[Rsvp, list[int]]:
        """Who has answered how; of a bloc's meeting nothing is told to, or of, who has left the bloc."""
        who = await self.rsvps.who(occurrence)
        if call.bloc is None:
            return who
        body = await self.circles.body(call.bloc)
        return {given: [member for member in some if member in body] for given, some in who.items()}

    async def _answers(self, call: Call, occurrence: int) -> Answers:
        if call.bloc is None:
            return await self.rsvps.answers(occurrence)
        who = await self.comers(call, occurrence)
        return Answers(*(len(who[given]) for given in Rsvp))

    async def posted(self, call: Call, one: Occurrence, detail: str = "") -> tuple[Post, ...]:
        """The card of a date, where it has none yet."""
        dated = await self.calls.dated(call, one)
        if dated.posted:
            return ()
        await self.calls.note_posted(dated.id)
        return (post(call, CARD, dated.id, detail, watched=True),)

    async def cards_of(self, call: Call) -> tuple[tuple[str, int], ...]:
        """The cards of a meeting's dates that are not long over."""
        some = [
            dated.id
            for dated in await self.calls.dates_of(call.id)
            if dated.at + call.lasts >= call.changed_at
        ]
        return tuple((kind, one) for one in some for kind in (CARD, LEAD))

    async def _no_call(self, ctx: Context, number: int) -> NoCall:
        return NoCall(number, tuple(call.number for call, _ in await self.known(ctx)))

    def _body_on(self, connection: Connection, bloc: int) -> frozenset[int]:
        blocs = self.home.bodies.blocs
        return blocs.body_on(connection, bloc) if blocs else frozenset()


def _standing(call: Call, date: Occurrence | None, dated: Dated) -> Standing:
    """Where a date stands; one that had begun before its meeting was changed was held."""
    if call.cancelled_at is not None and dated.at + call.lasts > call.cancelled_at:
        return Standing.CANCELLED
    is_skipped = dated.key in call.series.skipped or (date is None and dated.at > call.changed_at)
    return Standing.SKIPPED if is_skipped else Standing.HELD


def post(
    call: Call, kind: str, subject: int, detail: str = "", *, watched: bool = False, replies: bool = False
) -> Post:
    """A post about a meeting, where it is announced, or in the rooms of its bloc."""
    room = None if call.room == NOWHERE else call.room
    return Post(kind, subject, room, detail, CARD if replies else None, watched, bloc=call.bloc)


def noted(kind: str, call: Call, person: int | None = None, **facts: str | int) -> tuple[Entry, ...]:
    """An entry of the journal about a meeting; none where others would learn from it that there is one."""
    return () if call.unlisted else (Entry(kind, call.number, person, facts),)
