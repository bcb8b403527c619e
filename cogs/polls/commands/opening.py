"""Opening the box of a poll, or of an election once its candidates are known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.api.blocs import Bloc
from bot.api.circles import NotInBloc
from bot.api.context import Context
from bot.api.people import Address
from bot.ballots.rules import Votes
from bot.ballots.secret import LEAST_ENTITLED
from cogs.polls.commands.desk import Desk
from cogs.polls.rules import poll as rules
from cogs.polls.rules.asking_errors import NotYourBloc, TooFewForSecret
from cogs.polls.rules.nomination import set_aside
from cogs.polls.rules.option import Option
from cogs.polls.rules.poll import NO_ROOM, Poll


class Opening(Desk):
    """Who may answer is fixed here, where it is listed at all."""

    async def whose(self, ctx: Context, name: str) -> Bloc | None:
        """The bloc that is asked, or that elects; None where it is the whole assembly."""
        try:
            return await self.circles.meant(ctx, name)
        except NotInBloc as refused:
            raise NotYourBloc(refused.bloc) from None

    async def meets(self, ctx: Context, bloc: Bloc | None) -> Address:
        """Where its card stands: where it was asked or called; never in a room of other people."""
        here = await self.circles.found_in(ctx)
        if bloc is not None:
            return ctx.room.address if here is not None and here.id == bloc.id else NO_ROOM
        return ctx.assembly.home if ctx.room.private or here is not None else ctx.room.address

    async def entitled(self, poll: Poll) -> list[int]:
        """Who may answer if it opens now: everyone on the roll who is there, or the body of its bloc."""
        here = await self.ground.here(poll.assembly)
        if poll.bloc is None:
            return here
        body = await self.circles.body(poll.bloc)
        return [member for member in here if member in body]

    async def still_there(self, poll: Poll, some: Collection[int]) -> frozenset[int]:
        """Those of these members who can stand in it now: on the roll, and in its bloc where it has one."""
        there = await self.ground.on_the_roll(some)
        return there if poll.bloc is None else there & await self.circles.body(poll.bloc)

    async def with_who_is_there(self, poll: Poll) -> Poll:
        """Nobody is elected who is gone: who left the roll or the bloc counts as if they had withdrawn."""
        people = [option.member for option in poll.options if option.member is not None]
        return set_aside(poll, await self.still_there(poll, people)) if poll.is_election else poll

    async def open_box(
        self, ctx: Context, poll: Poll, options: Sequence[Option], closes_at: datetime
    ) -> Poll:
        """The poll with voting open on these options; keeping it and its options is the caller's.

        Refuses a secret vote among too few.
        """
        entitled = await self.entitled(poll)
        is_secret = poll.votes is Votes.SECRET
        if is_secret and len(entitled) < LEAST_ENTITLED:
            raise TooFewForSecret(len(entitled))
        is_listed = is_secret or poll.is_election or poll.bloc is not None
        marks = 1 if poll.takes_one else len(options)
        electorate = entitled if is_listed else None
        box = await self.papers.open_box(poll.assembly, electorate, poll.votes, marks)
        return rules.open_voting(poll, box, options, closes_at, ctx.now)
