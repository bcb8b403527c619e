"""Adding an action: said by a member, or following from what was carried."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Reply
from bot.api.circles import unlisted_number
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.meetings import Happened
from bot.api.number import Numbered
from bot.api.people import Account, Address
from cogs.actions.commands.desk import KIND, Desk, What, asked, card_post, noted
from cogs.actions.rules import action as rules
from cogs.actions.rules import errors
from cogs.actions.rules.action import MOST_OPEN, NO_ROOM, TEXT_LIMIT, Action
from cogs.actions.views import answers

By = Annotated[timedelta | datetime | None, Arg("By when; else by the next meeting", sample="7d")]
Who = Annotated[Account | None, Arg("Who is asked; nobody is bound until they press I will")]
Whose = Annotated[str, Arg("The bloc whose it is", lookup="blocs", sample="Nurses")]


class Adding(Desk):
    """An action is added in one way, wherever it comes from."""

    @command("action add", example="action add Bring the banner by:7d")
    async def add(self, ctx: Context, what: What, who: Who = None, by: By = None, bloc: Whose = "") -> Reply:
        """Note what is to be done, by when, and whom you ask for it."""
        whose = await self.circles.meant(ctx, bloc)
        member = await self.person(ctx, who, whose.id if whose else None) if who is not None else None
        return await self._add(ctx, rules.worded(what), whose, by, member)

    @command("action from", example="action from 12")
    async def follow(
        self,
        ctx: Context,
        number: Annotated[Numbered, Arg("The carried motion's number", lookup="motions", sample="12")],
    ) -> Reply:
        """Note that what a motion decided is to be done, by whoever says: I will."""
        motions = self.bodies.motions
        found = await motions.find(ctx.assembly.id, number) if motions else None
        if found is None or not found.carried or not await self.circles.may_know(ctx, found.bloc):
            raise errors.NotCarried(number)
        if (there := await self.store.of_motion(ctx.assembly.id, number)) is not None:
            raise errors.NotedAlready(number, there.number)
        whose = await self.circles.called(found.bloc)
        return await self._add(ctx, found.title[:TEXT_LIMIT], whose, None, None, number)

    async def _add(
        self,
        ctx: Context,
        text: str,
        whose: Bloc | None,
        by: datetime | timedelta | None,
        member: int | None,
        motion: Numbered | None = None,
    ) -> Reply:
        if len(await self.store.open(ctx.assembly.id)) >= MOST_OPEN:
            raise errors.TooManyOpen
        bloc = whose.id if whose else None
        meetings = self.gatherings.meetings
        usual = await meetings.coming(ctx.assembly.id, bloc, ctx.now) if meetings else None
        action = Action(
            0,
            ctx.assembly.id,
            await self._number(ctx, whose),
            text,
            await self._room(ctx, bloc),
            ctx.now,
            rules.due(by, usual, ctx.now),
            proposer=ctx.member.id,
            asked=member if member != ctx.member.id else None,
            bloc=bloc,
            motion=motion,
        )
        if member == ctx.member.id:
            action = rules.take(action, member, ctx.now)
        return await self._kept(ctx, await self.store.add(action))

    async def _kept(self, ctx: Context, action: Action) -> Reply:
        await self.ring(action, ctx.assembly, ctx.now)
        await self.gatherings.happened(Happened(ctx.assembly, KIND, action.number, ctx.now, action.bloc))
        return Reply(
            answers.added(action) if action.owner is None else answers.taken(action),
            posts=(card_post(action),),
            tells=asked(action),
            journal=noted("action added", action),
            private=True,
            silent=True,
        )

    async def _number(self, ctx: Context, whose: Bloc | None) -> Numbered:
        if whose is None or not whose.is_unlisted:
            return await self.store.number(ctx.assembly.id)
        while await self.store.find(ctx.assembly.id, drawn := unlisted_number()) is not None:
            pass
        return drawn

    async def _room(self, ctx: Context, bloc: int | None) -> Address:
        """Where it was said; a bloc's own, said outside of its room, lives wherever its rooms are."""
        if bloc is None:
            return ctx.assembly.home if ctx.room.private else ctx.room.address
        here = await self.circles.room_of(ctx)
        return ctx.room.address if here is not None and here.id == bloc else NO_ROOM
