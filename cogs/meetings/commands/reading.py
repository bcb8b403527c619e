"""What there is to see of meetings: those to come, one in full, and what waits for a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import itemgetter

from bot.api.card import Reply, View
from bot.api.cog import lookup
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Address, Assembly, Member, Role
from bot.api.services import OpenCard
from bot.dates.series import Occurrence
from cogs.meetings.call_rows import Dated
from cogs.meetings.commands.changing import Number
from cogs.meetings.commands.desk import Desk
from cogs.meetings.rsvp_casting import CARD, LEAD
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import call_answers as answers
from cogs.meetings.views.calls import date_card

AHEAD = timedelta(days=14)
"""How long before a meeting somebody who has not answered finds it under /now."""
DATES_SHOWN = 4


class Reading(Desk):
    """Those of a bloc are seen by its members, where nobody else reads along."""

    @command("meeting list", who=Role.OBSERVER, example="meeting list")
    async def list_meetings(self, ctx: Context) -> Reply:
        """See the meetings to come."""
        return Reply(answers.call_list(await self.known(ctx)))

    @command("meeting show", who=Role.OBSERVER, example="meeting show 3")
    async def show(self, ctx: Context, number: Number) -> Reply:
        """See a meeting: when and where it is, and how many come."""
        call = await self.get(ctx, number)
        coming = call.coming(ctx.now, DATES_SHOWN)
        dated = await self._dated(call, coming)
        if dated is None:
            return Reply(answers.call_list([]))
        shown = await self.shown(ctx.assembly, call, dated)
        who = await self._who(ctx, call, dated.id)
        return Reply(answers.in_full(date_card(shown), call, coming, who), private=who is not None)

    async def _dated(self, call: Call, coming: Sequence[Occurrence]) -> Dated | None:
        """The date that comes next, or was the last one."""
        if coming:
            return await self.calls.dated(call, coming[0])
        found = await self.calls.dates_of(call.id)
        return found[-1] if found else None

    async def _who(self, ctx: Context, call: Call, occurrence: int) -> dict[Rsvp, list[int]] | None:
        """Who comes: for those who keep the meeting, in private, and not in a careful assembly."""
        if ctx.assembly.careful or not ctx.is_private or not await self.keeps(ctx, call):
            return None
        return await self.comers(call, occurrence)

    async def waiting(self, assembly: Assembly, member: Member, now: datetime) -> Sequence[View]:
        """The meetings soon of which this member has not said whether they come."""
        lines: list[tuple[datetime, View]] = []
        for call in await self.calls.standing(assembly.id):
            coming = call.coming(now)
            if not coming or coming[0].at > now + AHEAD or not await self.circles.is_for(member, call.bloc):
                continue
            dated = await self.calls.date_at(call, coming[0].key)
            if dated is None or await self.rsvps.of_member(dated.id, member.id) is None:
                lines.append((coming[0].at, answers.waiting(call, coming[0])))
        return [line for _, line in sorted(lines, key=itemgetter(0))]  # the soonest first

    @lookup("meetings")
    async def complete(self, assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """Meetings to come, by number or words of the title; of blocs none, as anybody may ask."""
        typed = typed.casefold().lstrip("#")
        found = [call for call in await self.calls.standing(assembly.id) if call.bloc is None]
        fitting = [c for c in found if str(c.number).startswith(typed) or typed in c.title.casefold()]
        return [(str(c.number), f"{c.number} · {c.title}"[:100]) for c in fitting]

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards that name who called a meeting."""
        named = await self.calls.named(assembly, member)
        return [(CARD, dated) for dated in named]

    async def room_moved(self, old: Address, new: Address, assembly: int | None) -> list[OpenCard]:
        """Has meetings be announced and held in another room; the cards that are still answered."""
        moved = await self.calls.move(old, new, assembly)
        return [
            (call.assembly, kind, dated.id)
            for call in moved
            for dated in await self.calls.dates_of(call.id)
            if dated.posted
            for kind in (CARD, LEAD)
        ]
