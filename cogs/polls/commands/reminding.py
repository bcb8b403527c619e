"""Reminding of an election those alone who have not voted, once, and in private."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.api.card import Reply, Tell, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.polls.commands.desk import Desk, Number
from cogs.polls.due import FIRST_REMINDER
from cogs.polls.rules import errors
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import reminding as views

OWN_REMINDER_CARD = "election.your-vote"


class Reminding(Desk):
    """A day before the close; an election that is open for less is not reminded of."""

    @sweep(first=FIRST_REMINDER)
    async def reminders_due(self, now: datetime) -> Due:
        """Elections that close within a day."""
        found, soonest = await self.store.closing_soon(now)
        acts = [DueAct(a, "election remind-in-time", {"number": number}) for a, number in found]
        return Due(tuple(acts), soonest)

    @command("election remind-in-time", who=Role.STEWARD, internal=True)
    async def remind_in_time(self, ctx: Context, number: Number) -> Reply:
        """Reminds of an election a day before its close."""
        poll = await self.store.find(ctx.assembly.id, number)
        if poll is None:
            raise errors.NoPoll(number)
        if poll.state is not State.OPEN or poll.reminded_at is not None:
            raise errors.NotNow(number, poll.state.value, poll.is_election)
        await self.store.save(replace(poll, reminded_at=ctx.now))
        return Reply(views.reminded(poll), tells=await self._tells(poll), silent=True)

    @card(OWN_REMINDER_CARD, knocks=False)
    async def own_reminder(self, assembly: Assembly, number: int, member: str) -> View | None:
        """For a member who has not voted by now; whoever has is told nothing."""
        poll = await self.store.find(assembly.id, number)
        if poll is None or poll.state is not State.OPEN or poll.box is None:
            return None
        if await self.papers.has_voted(poll.box, int(member)):
            return None
        return views.own_reminder(poll)

    async def _tells(self, poll: Poll) -> tuple[Tell, ...]:
        """A message for everyone entitled: only those get it who have not voted when it is sent.

        So nothing that is stored for it tells who had voted by now.
        """
        entitled = await self.papers.electorates.listed(poll.box or 0) or frozenset()
        return tuple(Tell(m, OWN_REMINDER_CARD, int(poll.number), str(m)) for m in sorted(entitled))
