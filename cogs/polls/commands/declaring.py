"""What becomes of an election for which too few stand, on the word of who called it or of a steward."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Member, Role
from cogs.polls.commands.counting import Counting
from cogs.polls.commands.desk import ElectionNumber, is_unnamed, news_post, noted
from cogs.polls.commands.nominating import SHORT_CARD, SOONER_CARD, Nominating
from cogs.polls.rules import election as rules
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules import outcome
from cogs.polls.rules import poll as life
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import declaring as views
from cogs.polls.views import nominations as answers
from cogs.polls.views.answers import closing

LONGER_CARD, CALLED_OFF_CARD = "election.longer", "election.called-off"
Length = Annotated[
    timedelta | datetime | None, Arg("For how long people can be nominated yet, or until when", sample="3d")
]


class Declaring(Counting, Nominating):
    """Nothing happens by itself: somebody who answers for it says how it goes on."""

    @command("election declare", example="election declare 4")
    async def declare(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Declare those elected who stand, where they are no more than there are seats."""
        poll = await self._theirs(ctx, number, State.SHORT)
        standing = await self.still_standing(poll)
        rules.may_declare(poll, [one.member for one in standing])
        if not rules.is_short(poll, len(standing)):
            return await self.nominations_over(ctx, poll)  # somebody is back, so there is something to choose
        drawn = await self.drawn(replace(poll, stands_open=False), standing, ctx.now)
        poll = replace(drawn, stands_open=poll.stands_open, state=State.CLOSING)
        return await self.concluded(ctx, await self.declared(ctx, poll, outcome.declared(poll)))

    @command("election longer", example="election longer 4 3d")
    async def longer(self, ctx: Context, number: ElectionNumber, length: Length = None) -> Reply:
        """Give people more time to be nominated: 3 days, or as you say."""
        poll = await self._theirs(ctx, number, State.SHORT, State.NOMINATING)
        longer = rules.nominate_longer(poll, length, ctx.assembly.shortest_vote, ctx.now)
        reply = await self.keep(longer, views.longer(longer))
        reply.posts = (news_post(longer, LONGER_CARD, str(int(ctx.now.timestamp()))),)
        reply.stale = (*reply.stale, (SHORT_CARD, int(number)))
        reply.silent = True
        return reply

    @command("election close", example="election close 4")
    async def close_election(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Close an election before its time, once everyone has voted."""
        poll = await self._theirs(ctx, number, State.OPEN)
        box = poll.box or 0
        voted, entitled = await self.papers.turnout(box), await self.papers.entitled(box)
        poll = rules.close_early(poll, voted, entitled, ctx.now)
        reply = await self.keep(poll, closing(poll))
        reply.journal = noted("election.closed", poll, ctx.member.id)
        return reply

    @command("election call-off", example="election call-off 4")
    async def call_off(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Call an election off, as long as nobody has voted in it."""
        poll = await self._theirs(ctx, number, State.SHORT, State.NOMINATING, State.OPEN)
        voted = await self.papers.turnout(poll.box) if poll.box is not None else 0
        if voted:
            raise errors.HaveVoted(number, voted)
        dropped = life.drop(poll, ctx.now)
        standing = await self.nominations.standing(poll.id)
        await self.nominations.keep(poll.id, [one.member for one in standing])
        reply = await self.keep(dropped, views.called_off(dropped))
        reply.posts = (news_post(dropped, CALLED_OFF_CARD),)
        reply.stale = (*reply.stale, (SHORT_CARD, int(number)))
        reply.journal = noted("election.dropped", dropped, ctx.member.id)
        reply.silent = True
        return reply

    async def short_waiting(self, assembly: Assembly, member: Member, _now: datetime) -> list[View]:
        """What waits for a member who called an election for which too few stand."""
        some = [p for p in await self.store.undecided(assembly.id) if p.state is State.SHORT]
        mine = [p for p in some if p.asker == member.id or (p.asker is None and member.role >= Role.STEWARD)]
        known = [p for p in mine if await self.circles.is_for(member, p.bloc)]
        return [views.to_settle(poll, len(await self.still_standing(poll))) for poll in known]

    async def _theirs(self, ctx: Context, number: int, *states: State) -> Poll:
        poll = await self.election(ctx, number)
        await self.own(ctx, poll)
        if poll.state not in states:
            raise errors.NotWhileSo(poll.number, poll.state.value)
        return poll

    @card(SHORT_CARD)
    async def short_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        if poll is None:
            return None
        standing = await self.still_standing(poll) if poll.state is State.SHORT else []
        return views.short_card(poll, [one.called for one in standing], is_unnamed(assembly, poll))

    @card(LONGER_CARD)
    async def longer_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return views.longer(poll) if poll and poll.state is State.NOMINATING else None

    @card(CALLED_OFF_CARD)
    async def called_off_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return views.called_off(poll) if poll else None

    @card(SOONER_CARD)
    async def sooner_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return answers.closes_soon(poll) if poll and poll.state is State.NOMINATING else None
