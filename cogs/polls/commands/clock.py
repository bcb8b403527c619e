"""What the clock does with polls and elections: end nominations, close, count."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.api.ask import Ask, Recount
from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.polls.commands.counting import Counting, result_post
from cogs.polls.commands.desk import Number, card_kind, noted
from cogs.polls.commands.nominating import Nominating
from cogs.polls.due import FIRST
from cogs.polls.rules import changing, errors
from cogs.polls.rules import poll as rules
from cogs.polls.rules.poll import Poll, State
from cogs.polls.rules.reckoning import Reckoned
from cogs.polls.views import answers

UNREADABLE_FOR = timedelta(hours=1)
"""So long a count waits for a network that can't be reached."""
Found = tuple[Recount, Reckoned]


class Clockwork(Counting, Nominating):
    """Internal commands; each does nothing where its time has not come."""

    @sweep(first=FIRST)
    async def due(self, now: datetime) -> Due:
        """Polls and elections whose nominations are over, that close, or that are to be counted."""
        found, soonest = await self.store.due(now)
        return Due(tuple(DueAct(a, f"poll {what}", {"number": number}) for a, number, what in found), soonest)

    @command("poll expire", who=Role.STEWARD, internal=True)
    async def expire(self, ctx: Context, number: Number) -> Reply:
        """Ends the voting at its time."""
        poll = rules.expire(await self.there(ctx, number), ctx.now)
        return await self.keep(poll, answers.closing(poll))

    @command("poll nominated", who=Role.STEWARD, internal=True)
    async def nominated(self, ctx: Context, number: Number) -> Reply:
        """Ends the nominations at their time."""
        poll = await self.there(ctx, number)
        is_over = poll.nominations_until is not None and poll.nominations_until <= ctx.now
        if poll.state is not State.NOMINATING or not is_over:
            raise errors.NotNow(number, poll.state.value, poll.is_election)
        return await self.nominations_over(ctx, poll)

    async def read_again(self, ask: Ask, ctx: Context, number: int) -> Found:
        """Reads the reactions again where they count, and then counts, before anyone waits for the writer.

        Answers that were sent in time may be on their way also where no reaction counts.
        """
        async with self.store.db.reading():
            poll = await self.with_who_is_there(await self.there(ctx, number))
        is_watched = not (poll.votes.are_sealed or poll.is_ranked or poll.is_election)
        look = ask.recount if is_watched else ask.reach
        recount = await look(ctx.assembly, card_kind(poll), number)
        if poll.state is not State.CLOSING:
            raise errors.NotNow(number, poll.state.value, poll.is_election)
        if not recount.readable and recount.unreadable_for < UNREADABLE_FOR:
            raise errors.NotReadable(number, poll.is_election)
        return recount, await self.reckoned(ctx, poll, recount)

    @command("poll count", who=Role.STEWARD, internal=True, prepare="read_again")
    async def count(self, ctx: Context, number: Number) -> Reply:
        """Counts a poll or an election from its papers, once the room was read again."""
        found = await self.there(ctx, number)
        if found.state is not State.CLOSING:
            raise errors.NotNow(number, found.state.value, found.is_election)
        if not found.is_election and await self.would_tell(found):
            return await self.ended_unread(ctx, found)
        poll = await self.with_who_is_there(found)
        if poll != found:
            await self.store.put_options(poll)
        return await self.counted(ctx, poll)

    async def would_tell(self, poll: Poll) -> bool:
        """Whether its result would say who chose what, as so few have answered in secret."""
        box = poll.box or 0
        return changing.would_tell(poll, await self.papers.turnout(box), await self.papers.entitled(box))

    async def ended_unread(self, ctx: Context, poll: Poll) -> Reply:
        """Ends a poll with nothing counted, and says why."""
        over = changing.unread(poll, ctx.now)
        reply = await self.keep(over, answers.closing(over))
        settled = ((card_kind(over), int(over.number)),)
        return replace(reply, posts=(result_post(over),), settled=settled, journal=noted("poll.unread", over))

    async def there(self, ctx: Context, number: int) -> Poll:
        """The poll or election of a number, for the clock."""
        found = await self.store.find(ctx.assembly.id, number)
        if found is None:
            raise errors.NoPoll(number)
        return found
