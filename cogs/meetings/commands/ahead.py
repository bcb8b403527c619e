"""The meetings of a body that are to be held next, and what waits on the agenda of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from bot.api.command import Arg
from bot.api.context import Context
from bot.api.number import Numbered
from bot.dates.series import Occurrence
from cogs.meetings.commands.sitting_desk import SittingDesk
from cogs.meetings.rules import agenda as rules
from cogs.meetings.rules.agenda import Item
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.call_errors import CallOver
from cogs.meetings.rules.sitting import Held

Meeting = Annotated[
    Numbered,
    Arg("The number of the meeting; none for the one that comes next", lookup="meetings", sample="3"),
]
THIS = Numbered(0)
"""The meeting that goes on, or the one that comes next."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a meeting: of one that goes on, else of one to come, on whose agenda it waits.

    call and date are None where nobody has called one; others are the calls of the same body after it.
    """

    body: int | None
    items: tuple[Item, ...]
    held: Held | None = None
    call: Call | None = None
    date: Occurrence | None = None
    others: tuple[Call, ...] = ()
    own: tuple[Item, ...] = ()

    @property
    def bound(self) -> int | None:
        return self.call.id if self.call else None


class Ahead(SittingDesk):
    """What is meant for a call waits for it; all else for whichever meeting of the body comes first."""

    async def agenda_of(self, ctx: Context, number: Numbered = THIS) -> Agenda:
        """The agenda that is meant here: by the number of a call, else of what goes on or comes next."""
        call = await self.get(ctx, int(number)) if number else None
        held = await self.find_here(ctx)
        if held is not None and call is None:
            return await self._held(held)
        if call is None:
            return await self._to_come(ctx.assembly.id, await self.body_here(ctx), ctx.now)
        running = await self.sittings.of_body(ctx.assembly.id, call.bloc)
        if running is not None and running.call == call.id:
            return await self._held(running)
        if await self.unheld(call, ctx.now) is None:
            raise CallOver(call.number)
        return await self._to_come(ctx.assembly.id, call.bloc, ctx.now, call)

    async def taken(self, assembly: int, body: int | None, call: Call | None, now: datetime) -> list[Item]:
        """The agenda with which a meeting starts, that of a call or one that nobody called."""
        found = await self.agenda.waiting(assembly, body)
        coming = {one.id for one, _ in await self.ahead(assembly, body, now)}
        bound = call.id if call else None
        return rules.sorted_out(found, bound, coming).together(rules.template(assembly, body))

    async def waiting_for(self, call: Call, now: datetime) -> tuple[Item, ...]:
        """What waits for a call."""
        return (await self._to_come(call.assembly, call.bloc, now, call)).items

    async def offer_again(self, held: Held, again: Sequence[Item], now: datetime) -> None:
        """Puts what was not reached under old business of the next date of its series, else of what comes."""
        if not again:
            return
        call = await self.calls.get(held.call) if held.call else None
        bound = call.id if call and await self.unheld(call, now) else None
        waiting = rules.sorted_out(await self.agenda.waiting(held.assembly, held.body), bound, ())
        before = waiting.loose if bound is None else waiting.own
        before = before or tuple(rules.template(held.assembly, held.body))
        after = rules.offered_again(before, again)
        await self.agenda.keep([replace(item, call=bound) for item in after])

    async def ahead(self, assembly: int, body: int | None, now: datetime) -> list[tuple[Call, Occurrence]]:
        """The calls of a body with the date of each that is to be held next, the soonest first."""
        some = [call for call in await self.calls.standing(assembly) if call.bloc == body]
        dates = {call.id: call.coming(now, 2) for call in some}
        keys = {(call, _wall(date)) for call, coming in dates.items() for date in coming}
        started = await self.sittings.started(keys)
        dated = [(call, _unheld(call.id, dates[call.id], started)) for call in some]
        found = [(call, date) for call, date in dated if date is not None]
        return sorted(found, key=lambda pair: (pair[1].at, pair[0].number))

    async def unheld(self, call: Call, now: datetime) -> Occurrence | None:
        """The date of a call that goes on or comes next, and for which no meeting was started yet."""
        dates = call.coming(now, 2)
        return _unheld(call.id, dates, await self.sittings.started({(call.id, _wall(one)) for one in dates}))

    async def body_here(self, ctx: Context) -> int | None:
        bloc = await self.circles.room_of(ctx)
        return bloc.id if bloc else None

    async def _held(self, held: Held) -> Agenda:
        return Agenda(held.body, tuple(await self.agenda.of_sitting(held.id)), held)

    async def _to_come(
        self, assembly: int, body: int | None, now: datetime, call: Call | None = None
    ) -> Agenda:
        """What is loose stands on the agenda of the meeting that comes first, and on no other one."""
        coming = await self.ahead(assembly, body, now)
        first = coming[0] if coming else None
        meant = next((pair for pair in coming if call is not None and pair[0].id == call.id), first)
        bound = meant[0].id if meant else None
        found = await self.agenda.waiting(assembly, body)
        waiting = rules.sorted_out(found, bound, {one.id for one, _ in coming})
        if meant != first:
            waiting = rules.Waiting(waiting.own)
        items = waiting.together(rules.template(assembly, body, bound))
        others = tuple(one for one, _ in coming if meant is None or one.id != bound)
        own = waiting.own if bound is not None else tuple(items)
        call, date = meant or (None, None)
        return Agenda(body, tuple(items), None, call, date, others, own)


def _unheld(
    call: int, dates: Sequence[Occurrence], started: Collection[tuple[int, str]]
) -> Occurrence | None:
    return next((date for date in dates if (call, _wall(date)) not in started), None)


def _wall(date: Occurrence) -> str:
    return date.key.isoformat()
