"""The end of nominations: voting opens on those who stand, or people are asked how it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.api.card import Reply
from bot.api.cog import Home
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly
from cogs.polls.commands.desk import ElectionNumber, news_post, noted
from cogs.polls.commands.opening import Opening
from cogs.polls.nomination_store import Nominations
from cogs.polls.rules import election as rules
from cogs.polls.rules.nomination import Nomination, on_paper
from cogs.polls.rules.poll import Poll
from cogs.polls.rules.seed import seed
from cogs.polls.views import nominations as views

OPENED_CARD, SHORT_CARD = "election.opened", "election.short"
SOONER_CARD = "election.sooner"


class Nominating(Opening):
    """Done by the clock, or on somebody's word."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.nominations = Nominations(home.db)

    @command("election open", example="election open 4")
    async def open_early(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Close the nominations early, so that voting opens: with a day's notice."""
        poll = await self.election(ctx, number)
        await self.own(ctx, poll)
        sooner = rules.close_nominations(poll, ctx.assembly.shortest_vote, ctx.now)
        if sooner.nominations_until == ctx.now:
            return await self.nominations_over(ctx, sooner)
        reply = await self.keep(sooner, views.closes_soon(sooner))
        reply.posts = (news_post(sooner, SOONER_CARD),)
        reply.silent = reply.nod = poll.room == ctx.room.address
        return reply

    async def nominations_over(self, ctx: Context, poll: Poll) -> Reply:
        """Opens the voting, or asks where it would choose nothing."""
        standing = await self.still_standing(poll)
        if rules.is_short(poll, len(standing)):
            return await self._short(ctx, poll)
        return await self._open(ctx, poll, standing)

    async def quorum(self, assembly: Assembly, poll: Poll) -> int:
        """How many would have to vote if it opened now, 0 where any number can."""
        entitled = await self.entitled(poll)
        paused = await self.ground.rests.paused(poll.assembly)
        return rules.quorum(poll.office, assembly, len(entitled), len(paused.intersection(entitled)))

    async def still_standing(self, poll: Poll) -> list[Nomination]:
        """Those who stand, without whoever has left the roll or the bloc meanwhile."""
        some = await self.nominations.standing(poll.id)
        there = await self.still_there(poll, [one.member for one in some])
        return [one for one in some if one.member in there]

    async def drawn(self, poll: Poll, standing: list[Nomination], now: datetime) -> Poll:
        """The election with its seed fixed and its paper in the order of the lot.

        The paper is kept, and of nominations those of who stands on it.
        """
        fixed = seed(await self.ground.last_link(poll.assembly), int(poll.number), now)
        poll = replace(poll, seed=fixed, options=on_paper(poll, standing, fixed))
        await self.store.put_options(poll)
        await self.nominations.keep(poll.id, [one.member for one in standing])
        return poll

    async def _open(self, ctx: Context, poll: Poll, standing: list[Nomination]) -> Reply:
        poll = await self.drawn(poll, standing, ctx.now)
        votes = rules.votes_among(poll, len(await self.entitled(poll)))
        poll = replace(poll, votes=votes, quorum=await self.quorum(ctx.assembly, poll))
        closes_at = rules.closing(poll, ctx.assembly, ctx.now)
        poll = await self.open_box(ctx, poll, poll.options, closes_at)
        reply = await self.keep(poll, views.opened(poll))
        reply.posts = (news_post(poll, OPENED_CARD),)
        reply.journal = noted("election.opened", poll, seed=poll.seed, candidates=len(standing))
        reply.silent, reply.nod = True, poll.room == ctx.room.address
        return reply

    async def _short(self, ctx: Context, poll: Poll) -> Reply:
        poll = rules.fall_short(poll)
        reply = await self.keep(poll, views.fell_short(poll))
        reply.posts = (news_post(poll, SHORT_CARD, str(int(ctx.now.timestamp()))),)
        reply.silent = True
        return reply
