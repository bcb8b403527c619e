"""What is there to be read of a poll, and what waits for a member to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.ask import Ask
from bot.api.card import Reply, View
from bot.api.command import command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, Member, Role
from bot.api.services import OpenCard
from cogs.polls.commands.cards import Cards
from cogs.polls.commands.desk import Number, card_kind
from cogs.polls.commands.election_cards import ElectionCards
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import showing as views


class Showing(ElectionCards, Cards):
    """For everybody who is there; who chose what is shown only where that is no secret."""

    async def look(self, _ask: Ask, ctx: Context, number: Numbered) -> View:
        """A poll or an election in full, read before anyone waits for the writer: the answers may be many."""
        async with self.store.db.reading():
            poll = await self.find(ctx, number)
            if poll.is_election:
                return await self.election_view(ctx.assembly, poll)
            plain, shown = await self.poll_view(ctx.assembly, poll), await self.shown(ctx.assembly, poll)
            is_told = poll.box is not None and not poll.is_sealed and not shown.unnamed
            ballots = await self.papers.all(poll.box or 0) if is_told else []
        return views.in_full(plain, shown, tuple((one.member, one.paper) for one in ballots))

    @command("poll show", who=Role.OBSERVER, prepare="look", example="poll show 3")
    async def show(self, ctx: Context, number: Number) -> Reply:
        """Read a question, how many have answered, and who chose what where that is open."""
        view: View = ctx.asked
        return Reply(view)

    async def waiting(self, _assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """The polls and elections that this member has not voted on yet."""
        return [
            views.waiting(poll)
            for poll in await self.store.undecided(member.assembly)
            if poll.state is State.OPEN and await self._waits(poll, member)
        ]

    async def _waits(self, poll: Poll, member: Member) -> bool:
        box = poll.box or 0
        if poll.bloc is not None and not await self.circles.is_for(member, poll.bloc):
            return False
        may = await self.ballots.electorates.has(box, member.id)
        return may and not await self.papers.has_voted(box, member.id)

    async def room_moved(self, old: Address, new: Address, assembly: int | None) -> Sequence[OpenCard]:
        """Has polls and elections live in another room; the cards of those that are not over."""
        moved = await self.store.move(old, new, assembly)
        return [(one.assembly, card_kind(one), int(one.number)) for one in moved if one.is_undecided]

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards that name a member, or anybody at all: who asked, and who stands."""
        some = await self.store.naming(assembly, member)
        return [(card_kind(poll), int(poll.number)) for poll in some]
