"""Standing for election: nominated by oneself or by others, and never without having said so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.ask import Ask
from bot.api.card import Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import PrivateOnly
from bot.api.people import Account, Assembly, Member
from cogs.polls.commands.desk import ELECTION_CARD, ElectionNumber
from cogs.polls.commands.nominating import Nominating
from cogs.polls.rules import nomination as rules
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules.nomination import MOST_STANDING, Nomination
from cogs.polls.rules.option import TEXT_LIMIT
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import nominations as views

NOMINATED_CARD = "election.nominated"
SOON = timedelta(days=2)
"""With less time left a nominee is asked at once, and not with what else there is to tell them that day."""
Person = Annotated[Account | None, Arg("Who; without anybody it is you")]
Called = Annotated[
    str, Arg("The name that others read; else what you are called here", keyed=True, limit=TEXT_LIMIT + 1)
]


class Candidacy(Nominating):
    """Who is put up by others is asked in private, and named nowhere before they accept."""

    @command(
        "election nominate", prepare="own_name", example="election nominate 4", confides="is_about_another"
    )
    async def nominate(
        self, ctx: Context, number: ElectionNumber, who: Person = None, called: Called = ""
    ) -> Reply:
        """Stand for election, or nominate somebody: they are asked in private."""
        poll = await self.election(ctx, number)
        rules.must_nominate(poll)
        member = ctx.member.id if who is None else await self._member(ctx, poll, who)
        if member == ctx.member.id:
            return await self._stand(ctx, poll, called or ctx.asked)
        if not ctx.is_private:
            raise PrivateOnly
        return await self._put_up(ctx, poll, member)

    @command("election accept", prepare="own_name", private=True, example="election accept 4")
    async def accept(self, ctx: Context, number: ElectionNumber, called: Called = "") -> Reply:
        """Say that you stand, as somebody has nominated you; your name is on the ballot then."""
        poll = await self.election(ctx, number)
        rules.must_nominate(poll)
        if await self.nominations.get(poll.id, ctx.member.id) is None:
            raise errors.NotNominated(number)
        return await self._stand(ctx, poll, called or ctx.asked)

    @command("election decline", private=True, example="election decline 4")
    async def decline(self, ctx: Context, number: ElectionNumber) -> Reply:
        """Say that you don't stand; nobody is told that you were asked."""
        poll = await self.election(ctx, number)
        rules.must_nominate(poll)
        mine = await self.nominations.get(poll.id, ctx.member.id)
        if mine is None:
            raise errors.NotNominated(number)
        if mine.stands:
            raise errors.StandsAlready(number, mine.called, is_you=True)
        await self.nominations.put(rules.decline(mine))
        return Reply(views.declined(poll), private=True)

    async def own_name(self, ask: Ask, ctx: Context, **_given: object) -> str:
        """What whoever acts is called here, where nobody says another name."""
        member = ctx.found_member
        found = await ask.called(ctx.assembly, frozenset({member.id})) if member else {}
        return (found.get(member.id, "") if member else "") or rules.name_in(ctx.account.address.id)

    async def is_about_another(self, _assembly: Assembly, line: str) -> bool:
        """Whether a line names somebody: nobody reads their name before they have accepted."""
        words = [word.lstrip("!/#") for word in line.casefold().partition(" called:")[0].split()]
        return any(not (w in ("election", "nominate") or w.isdecimal()) for w in words)

    async def _stand(self, ctx: Context, poll: Poll, called: str) -> Reply:
        await self._must_vote(poll, ctx.member.id, is_you=True)
        mine = await self.nominations.get(poll.id, ctx.member.id)
        if mine is not None and mine.stands:
            raise errors.StandsAlready(poll.number, mine.called, is_you=True)
        standing = await self.nominations.standing(poll.id)
        if len(standing) >= MOST_STANDING:
            raise errors.TooManyStand(poll.number, MOST_STANDING)
        name = rules.name_of(poll, called, standing)
        fresh = mine or Nomination(poll.id, ctx.member.id, ctx.now)
        await self.nominations.put(rules.accept(replace(fresh, at=ctx.now), name))
        return Reply(views.stands(poll, name), stale=((ELECTION_CARD, int(poll.number)),), private=True)

    async def _put_up(self, ctx: Context, poll: Poll, member: int) -> Reply:
        """Whether somebody was asked before, and what they answered, is told to nobody."""
        await self._must_vote(poll, member)
        before = await self.nominations.get(poll.id, member)
        if before is not None and before.stands:
            raise errors.StandsAlready(poll.number, before.called)
        most = rules.most_by_one(poll)
        mine = await self.nominations.put_up_by(poll.id, ctx.member.id)
        if member not in mine and len(mine) >= most:
            raise errors.TooManyNominated(most)
        await self.nominations.note(poll.id, ctx.member.id, member)
        if before is not None:
            return Reply(views.was_asked(poll, member), private=True)
        await self.nominations.put(Nomination(poll.id, member, ctx.now, by=ctx.member.id))
        return Reply(views.was_asked(poll, member), tells=(self._tell(ctx, poll, member),), private=True)

    def _tell(self, ctx: Context, poll: Poll, member: int) -> Tell:
        """The question in private; it does not wait for the day's message where there is little time."""
        is_soon = poll.nominations_until is not None and poll.nominations_until - ctx.now < SOON
        return Tell(member, NOMINATED_CARD, int(poll.number), str(member), asked=is_soon)

    @card(NOMINATED_CARD)
    async def nominated_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        """The question to a nominee; none once it is answered or too late."""
        poll = await self.store.find(assembly.id, number)
        if poll is None or poll.state is not State.NOMINATING:
            return None
        return await self._question(poll, int(detail))

    async def nominated_waiting(self, assembly: Assembly, member: Member, _now: datetime) -> list[View]:
        """What waits for a member who was nominated: whether they stand."""
        views_: list[View] = []
        for one in await self.nominations.asked(assembly.id, member.id):
            poll = await self.store.get(one.poll)
            if poll is not None and await self.circles.is_for(member, poll.bloc):
                views_.append(views.to_answer(poll))
        return views_

    async def _question(self, poll: Poll, member: int) -> View | None:
        one = await self.nominations.get(poll.id, member)
        return views.nominated(poll, one) if one is not None and one.is_open else None

    async def _member(self, ctx: Context, poll: Poll, who: Account) -> int:
        row = await self.roll.member_at(who.address, ctx.assembly.id)
        if row is None:
            raise errors.MayNotStand(poll.number, await self._whose(poll))
        return int(row.id)

    async def _must_vote(self, poll: Poll, member: int, is_you: bool = False) -> None:
        """Refuses who would not vote in it: those stand who elect."""
        if poll.bloc is not None and not await self.circles.is_of(poll.bloc, member):
            raise errors.MayNotStand(poll.number, await self._whose(poll), is_you)

    async def _whose(self, poll: Poll) -> str:
        bloc = await self.circles.called(poll.bloc)
        return bloc.name if bloc else ""
