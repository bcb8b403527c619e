"""What no steward touches while the assembly votes on one of them, and the minute in which acts wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Entry, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.api.people import Role
from cogs.stewards.commands.desk import Desk
from cogs.stewards.rules import terms as terms_rules
from cogs.stewards.rules.calls import Call, Called, Vote
from cogs.stewards.rules.weighing import VERY_FEW, NothingToUndo, VoteRuns
from cogs.stewards.views import deeds as views

HELD = timedelta(seconds=60)
NAME, TAKE_UP = "steward.name", "steward.take-up"
NAMING = (NAME, TAKE_UP)


class Locking(Desk):
    """A recall runs its course; and what a steward says to everyone can be taken back for a minute."""

    async def free(self, assembly: int) -> None:
        """Raises VoteRuns while a recall is voted on."""
        for call in await self.calls.opened(assembly, Called.RECALL):
            if call.motion is not None and await self.vote_of(assembly, call) is Vote.RUNS:
                raise VoteRuns(call.motion)

    async def untouched(self, assembly: int, motion: int) -> None:
        """Raises VoteRuns where this motion is a vote on a steward that members have called for."""
        number = Numbered(motion)
        for call in await self.calls.opened(assembly):
            if call.motion == number.whole and await self.vote_of(assembly, call) is Vote.RUNS:
                raise VoteRuns(call.motion)

    async def refuse_recalled(self, deed: Deed, now: datetime) -> None:
        """Whom the assembly has recalled comes back by its vote alone, also under a new name."""
        if deed.kind not in NAMING:
            return
        member = await self.terms.member(int(deed.arguments.get("member") or 0))
        if member is None:
            return
        if await self.terms.was_recalled(member.id):
            raise terms_rules.RecalledBefore
        forgotten_at = await self.terms.forgotten_since(member.assembly, member.joined_at)
        terms_rules.after_a_recall(forgotten_at, now)

    async def vote_of(self, assembly: int, call: Call) -> Vote:
        """How the vote stands that members have called for."""
        if call.motion is None:
            return Vote.NONE
        found = await self.bodies.motions.find(assembly, call.motion) if self.bodies.motions else None
        if found is None:
            return Vote.LOST
        if found.carried is None:
            return Vote.RUNS
        return Vote.CARRIED if found.carried else Vote.LOST

    async def hold(self, ctx: Context, reply: Reply, undo: Deed | None) -> Reply:
        """Has posts and messages wait a minute, but not where there is nobody to read them."""
        if ctx.found_member is None or ctx.role < Role.STEWARD or not (reply.posts or reply.tells):
            return reply
        if await self.terms.size(ctx.assembly.id) <= VERY_FEW:
            return reply
        said = tuple(replace(post, hold=max(post.hold, HELD)) for post in reply.posts)
        told = tuple(replace(tell, hold=max(tell.hold, HELD)) for tell in reply.tells)
        act = (ctx.assembly.id, ctx.member.id, undo, said, told, ctx.now, ctx.now + HELD)
        number = await self.undoable.add(*act)
        return replace(
            reply,
            posts=said,
            tells=told,
            view=views.with_undo(reply.view, number),
            private=True,
            silent=False,
        )

    @command("steward undo", example="steward undo")
    async def undo(
        self, ctx: Context, number: Annotated[int, Arg("Which act; the last one if you say nothing")] = 0
    ) -> Reply:
        """Take back, within a minute, what you did as a steward."""
        act = await self.undoable.take(ctx.assembly.id, ctx.member.id, number, ctx.now)
        if act is None:
            raise NothingToUndo
        if act.deed is not None:
            await self.refuse_recalled(act.deed, ctx.now)
        await self.undoable.unsay(act)
        entry = Entry("steward.undone", person=ctx.member.id)
        if act.deed is None:
            return Reply(views.undone(), journal=(entry,), private=True)
        done = await self.deeds.do(ctx, act.deed)
        return Reply(views.undone(), stale=done.stale, journal=(*done.journal, entry), private=True)
