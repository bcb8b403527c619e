"""Who stands: what they say, and how they stand down."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.polls.commands.desk import ELECTION_CARD, ElectionNumber, Number, is_unnamed, news_post, noted
from cogs.polls.commands.nominating import SHORT_CARD, Nominating
from cogs.polls.rules import nomination as rules
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules import poll as life
from cogs.polls.rules.candidate import candidates, named
from cogs.polls.rules.errors import NoPoll
from cogs.polls.rules.nomination import STATEMENT_LIMIT, Nomination, Standing
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import candidates as views

WITHDRAWN_CARD, BACK_CARD, NOBODY_CARD = "election.withdrawn", "election.back", "election.nobody-left"
Words = Annotated[
    str, Arg("Why people should vote for you, or what you stand for", long=True, limit=STATEMENT_LIMIT)
]
Which = Annotated[str, Arg("One of them, by number or name, to read all that they say", limit=100)]


class Candidates(Nominating):
    """For who stands; and for everybody, to read."""

    @command("election statement", modal=True, example="election statement 4 I will report back each week.")
    async def statement(self, ctx: Context, number: ElectionNumber, text: Words) -> Reply:
        """Say why people should vote for you: everyone can read it; you can change it until voting opens."""
        poll = await self.election(ctx, number)
        rules.must_nominate(poll)
        mine = await self._mine(ctx, poll)
        await self.nominations.put(replace(mine, statement=text.strip()))
        return Reply(views.said(poll), private=True)

    @command("election candidates", who=Role.OBSERVER, example="election candidates 4")
    async def list_candidates(self, ctx: Context, number: ElectionNumber, candidate: Which = "") -> Reply:
        """Read who stands for election, and what they say."""
        poll = await self.election(ctx, number)
        some = candidates(poll, await self.nominations.of(poll.id))
        if candidate:
            some = [named(poll, some, candidate)]
        return Reply(views.candidates_card(poll, some, is_unnamed(ctx.assembly, poll), bool(candidate)))

    @command("election withdraw", example="election withdraw 4")
    async def withdraw(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Stand for election no longer."""
        poll = await self.election(ctx, number)
        mine = await self._mine(ctx, poll)
        if poll.state not in (State.NOMINATING, State.SHORT, State.OPEN):
            raise errors.NotWhileSo(number, poll.state.value)
        await self.nominations.put(replace(mine, state=Standing.WITHDRAWN))
        if poll.state is not State.OPEN:
            cards = ((ELECTION_CARD, int(number)), (SHORT_CARD, int(number)))
            return Reply(views.withdrew(poll), stale=cards, private=True)
        reply = await self._stood_down(ctx, poll, rules.mark_withdrawn(poll, ctx.member.id))
        reply.private = True
        return reply

    @command("poll lost", who=Role.STEWARD, internal=True)
    async def lost(self, ctx: Context, number: Number) -> Reply:
        """Has those stand no longer who left while it is voted on, and those again who came back."""
        poll = await self.store.find(ctx.assembly.id, number)
        if poll is None or poll.state is not State.OPEN:
            raise NoPoll(number)
        return await self._stood_down(ctx, poll, await self.with_who_is_there(poll))

    async def _stood_down(self, ctx: Context, before: Poll, poll: Poll) -> Reply:
        """Keeps a paper on which others stand now; where nobody is left, there is nothing to vote on."""
        await self.store.put_options(poll)
        if all(option.reopens for option in poll.standing):
            poll = life.drop(poll, ctx.now)
            reply = await self.keep(poll, views.withdrew(poll))
            reply.posts = (news_post(poll, NOBODY_CARD),)
            reply.journal = noted("election.dropped", poll)
            return reply
        reply = await self.keep(poll, views.withdrew(poll))
        for option in [one for one in before.standing if one not in poll.standing]:
            reply.posts += (news_post(poll, WITHDRAWN_CARD, str(option.n)),)
            reply.journal += noted("election.withdrawn", poll, candidate=option.n)
        for option in [one for one in poll.standing if one not in before.standing]:
            reply.posts += (news_post(poll, BACK_CARD, str(option.n)),)
            reply.journal += noted("election.back", poll, candidate=option.n)
        return reply

    @card(WITHDRAWN_CARD)
    async def withdrawn_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        option = poll.option(int(detail)) if poll else None
        return views.withdrawn(poll, option) if poll and option else None

    @card(BACK_CARD)
    async def back_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        option = poll.option(int(detail)) if poll else None
        return views.back(poll, option) if poll and option else None

    @card(NOBODY_CARD)
    async def nobody_left(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return views.nobody_left(poll) if poll else None

    async def _mine(self, ctx: Context, poll: Poll) -> Nomination:
        mine = await self.nominations.get(poll.id, ctx.member.id)
        if mine is None or not mine.stands:
            is_asked = mine is not None and mine.is_open and ctx.is_private  # else others would learn of it
            raise errors.NotStanding(poll.number, is_asked=is_asked)
        return mine
