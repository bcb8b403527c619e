"""What meetings offer to other cogs: when the next one is, and calling one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import Reply
from bot.api.context import Context
from bot.api.meetings import Sitting, Summons
from bot.api.number import Numbered
from bot.api.people import Address, Assembly
from cogs.meetings.commands import Meetings as MeetingCog
from cogs.meetings.commands.calling import Calling, Wanted
from cogs.meetings.rules.sitting import Held


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


class Offered(Calls):
    """All of bot.api.meetings.Meetings: calls, and the meetings that go on."""

    def __init__(self, cog: MeetingCog) -> None:
        super().__init__(cog)
        self.held = cog

    async def sitting(self, assembly: int, bloc: int | None = None) -> Sitting | None:
        """The meeting of the assembly, or of this bloc, that goes on."""
        held = await self.held.sittings.of_body(assembly, bloc)
        return await self._seen(held) if held else None

    async def sitting_in(self, room: Address) -> Sitting | None:
        """The meeting that goes on in this room."""
        held = await self.held.sittings.in_room(room)
        return await self._seen(held) if held else None

    async def turns(self, assembly: int, bloc: int | None) -> Sequence[int]:
        """Who is at the meeting that goes on and could facilitate, those first who have done it least."""
        held = await self.held.sittings.of_body(assembly, bloc)
        return await self.held.turns(held) if held else ()

    async def retitled(self, assembly: Assembly, motion: Numbered, title: str) -> Sequence[tuple[str, int]]:
        """Has a motion stand under this title on every agenda, and in minutes that are a draft."""
        return await self.held.retitled(assembly, motion, title)

    async def cards_on(self, assembly: int, motion: Numbered) -> Sequence[tuple[str, int]]:
        """The cards of agenda items that show a motion."""
        return await self.held.cards_on(assembly, motion)

    async def put_on(self, ctx: Context, title: str, motion: Numbered | None = None) -> Reply:
        """Puts something on the agenda of the meeting that goes on, else of the next one."""
        if motion is not None:
            return await self.held.put_motion(ctx, motion)
        return await self.held.put_item(ctx, title)

    async def _seen(self, held: Held) -> Sitting:
        call = await self.cog.calls.get(held.call) if held.call else None
        return Sitting(
            int(held.number),
            held.assembly,
            held.title,
            held.room,
            held.body,
            held.facilitator,
            held.present,
            held.quorum,
            call.changed_at if call else None,
        )
