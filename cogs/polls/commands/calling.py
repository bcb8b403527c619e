"""Calling an election: what for, how many seats, and no more is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import SaidBefore
from bot.ballots.counting.election import Method
from bot.ballots.rules import Votes
from cogs.polls.commands.desk import card_post, noted
from cogs.polls.commands.opening import Opening
from cogs.polls.rules import election as rules
from cogs.polls.rules.asking import must_name_no_bloc, same_as
from cogs.polls.rules.election import Wanted
from cogs.polls.rules.poll import TITLE_LIMIT, Kind, Office, Poll, State
from cogs.polls.views import nominations as views

Title = Annotated[str, Arg("What is elected, in a few words", limit=TITLE_LIMIT, sample="Delegates")]
Seats = Annotated[int, Arg("How many are elected", sample="3")]
How = Annotated[
    Method | None,
    Arg("How it is counted: irv (ranked, one seat), stv (ranked, several), schulze, approval, plurality"),
]
Length = timedelta | datetime | None
Nominated = Annotated[Length, Arg("How long people are nominated, or until when", sample="3d")]
Closes = Annotated[Length, Arg("How long it is voted after that, or until when", sample="3d")]
Sees = Annotated[Votes | None, Arg("Who sees the votes: secret, open-at-end, open")]
Whose = Annotated[str, Arg("The bloc that elects", lookup="blocs", sample="Nurses")]
Reopens = Annotated[bool, Arg("No if “Reopen nominations” is not to stand on the ballot")]
To = Annotated[
    Office | None, Arg("What the elected become: delegates (of the bloc), or stewards (of the assembly)")
]


class Calling(Opening):
    """For every member; those of a bloc are for its members."""

    @command("election call", example="election call Delegates seats:3")
    async def call(
        self,
        ctx: Context,
        title: Title,
        seats: Seats = 1,
        method: How = None,
        nominations: Nominated = None,
        closes: Closes = None,
        votes: Sees = None,
        bloc: Whose = "",
        reopen: Reopens = True,
        to: To = None,
    ) -> Reply:
        """Call an election: people are nominated first, then it is voted."""
        wanted = Wanted(" ".join(title.split()), seats, method, nominations, closes, votes, reopen, to)
        must_name_no_bloc(wanted.title, "bloc")
        whose = await self.whose(ctx, bloc)
        await self._refuse_more(ctx, wanted.title, whose.id if whose else None)
        return await self._begun(ctx, await self._fresh(ctx, wanted, whose))

    async def called_again(self, ctx: Context, before: Poll, seats: int) -> Reply:
        """Calls an election for the seats that another one has left empty, as that was called."""
        times = rules.times(Wanted(before.title, seats), ctx.assembly, ctx.now)
        bloc = await self.circles.called(before.bloc)
        number = await self.store.number(ctx.assembly.id, bloc is not None and bloc.is_unlisted)
        return await self._begun(ctx, rules.called_again(before, number, seats, times, ctx.now))

    async def _begun(self, ctx: Context, fresh: Poll) -> Reply:
        poll = await self.store.add(fresh)
        return Reply(
            views.called(poll, len(await self.entitled(poll))),
            posts=(card_post(poll),),
            journal=noted("election.called", poll, poll.asker, seats=poll.seats),
            private=True,
            silent=poll.room == ctx.room.address,
        )

    async def _fresh(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Poll:
        rules.check_office(wanted, bloc is not None)
        method, times = rules.method_of(wanted), rules.times(wanted, ctx.assembly, ctx.now)
        return Poll(
            assembly=ctx.assembly.id,
            number=await self.store.number(ctx.assembly.id, bloc is not None and bloc.is_unlisted),
            kind=Kind.ELECTION,
            title=wanted.title,
            asker=ctx.member.id,
            asked_at=ctx.now,
            state=State.NOMINATING,
            votes=wanted.votes or Votes.SECRET,
            locale=ctx.assembly.locale,
            closes_at=times.closes_at,
            bloc=bloc.id if bloc else None,
            room=await self.meets(ctx, bloc),
            unnamed=bool(ctx.assembly.careful),
            seats=wanted.seats,
            method=method,
            nominations_until=times.until,
            voting_for=times.voting_for,
            stands_open=wanted.reopen,
            office=wanted.office,
        )

    async def _refuse_more(self, ctx: Context, title: str, bloc: int | None) -> None:
        """Asked of one body alone: the number of an election elsewhere may not be said here."""
        some = await self.store.undecided(ctx.assembly.id)
        mine = [p for p in some if p.asker == ctx.member.id and p.bloc == bloc and p.is_election]
        if (again := same_as(title, bloc, mine, ctx.now)) is not None:
            raise SaidBefore(again)
        rules.too_many([poll.number for poll in mine])
