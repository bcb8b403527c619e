"""Standing for election: nominated by oneself or by others, and never without having said so."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Reply, Tell
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import PrivateOnly
from bot.api.people import Account, Assembly
from cogs.polls.commands.desk import ELECTION_CARD, ElectionNumber
from cogs.polls.commands.nominating import Nominating
from cogs.polls.rules import nomination as rules
from cogs.polls.rules import nomination_errors as errors
from cogs.polls.rules.nomination import MOST_STANDING, Nomination
from cogs.polls.rules.option import TEXT_LIMIT
from cogs.polls.rules.poll import Poll
from cogs.polls.views import nominations as views

NOMINATED_CARD = "election.nominated"
Person = Annotated[Account | None, Arg("Who; without anybody it is you")]
Called = Annotated[
    str, Arg("The name that others read; else what you are called here", keyed=True, limit=TEXT_LIMIT + 1)
]


class Candidacy(Nominating):
    """Who is put up by others is asked in private, and named nowhere before they accept."""

    @command("election nominate", example="election nominate 4", confides="is_about_another")
    async def nominate(
        self, ctx: Context, number: ElectionNumber, who: Person = None, called: Called = ""
    ) -> Reply:
        """Stand for election, or nominate somebody: they are asked in private."""
        poll = await self.election(ctx, number)
        rules.must_nominate(poll)
        member = ctx.member.id if who is None else await self._member(ctx, poll, who)
        if member == ctx.member.id:
            return await self._stand(ctx, poll, called)
        if not ctx.is_private:
            raise PrivateOnly
        return await self._put_up(ctx, poll, member)

    async def is_about_another(self, _assembly: Assembly, line: str) -> bool:
        """Whether a line names somebody: nobody reads their name before they have accepted."""
        words = [word.lstrip("!/#") for word in line.casefold().partition(" called:")[0].split()]
        return any(not (w in ("election", "nominate") or w.isdecimal()) for w in words)

    async def _stand(self, ctx: Context, poll: Poll, called: str) -> Reply:
        await self._must_vote(poll, ctx.member.id, is_you=True)
        mine = await self.nominations.get(poll.id, ctx.member.id)
        if mine is not None and mine.stands:
            raise errors.StandsAlready(int(poll.number), mine.called, is_you=True)
        standing = await self.nominations.standing(poll.id)
        if len(standing) >= MOST_STANDING:
            raise errors.TooManyStand(int(poll.number), MOST_STANDING)
        name = rules.name_of(poll, called or ctx.account.address.id, standing)
        fresh = mine or Nomination(poll.id, ctx.member.id, ctx.now)
        await self.nominations.put(rules.accept(replace(fresh, at=ctx.now), name))
        return Reply(views.stands(poll, name), stale=((ELECTION_CARD, int(poll.number)),), private=True)

    async def _put_up(self, ctx: Context, poll: Poll, member: int) -> Reply:
        """Whether somebody was asked before, and what they answered, is told to nobody."""
        await self._must_vote(poll, member)
        some = await self.nominations.of(poll.id)
        before = next((one for one in some if one.member == member), None)
        if before is not None and before.stands:
            raise errors.StandsAlready(int(poll.number), before.called)
        most = rules.most_by_one(poll)
        if len([one for one in some if one.by == ctx.member.id]) >= most:
            raise errors.TooManyNominated(most)
        if before is not None:
            return Reply(views.was_asked(poll, member), private=True)
        await self.nominations.put(Nomination(poll.id, member, ctx.now, by=ctx.member.id))
        return Reply(views.was_asked(poll, member), tells=(self._tell(ctx, poll, member),), private=True)

    def _tell(self, ctx: Context, poll: Poll, member: int) -> Tell:
        return Tell(member, NOMINATED_CARD, int(poll.number), str(member))

    async def _member(self, ctx: Context, poll: Poll, who: Account) -> int:
        row = await self.roll.member_at(who.address, ctx.assembly.id)
        if row is None:
            raise errors.MayNotStand(int(poll.number), await self._whose(poll))
        return int(row.id)

    async def _must_vote(self, poll: Poll, member: int, is_you: bool = False) -> None:
        """Refuses who would not vote in it: those stand who elect."""
        if poll.bloc is not None and not await self.circles.is_of(poll.bloc, member):
            raise errors.MayNotStand(int(poll.number), await self._whose(poll), is_you)

    async def _whose(self, poll: Poll) -> str:
        bloc = await self.circles.called(poll.bloc)
        return bloc.name if bloc else ""
