"""Members call a vote: on a steward, or for one where none is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.blocs import Proposal
from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.people import Account, Assembly
from cogs.stewards.call_store import CALL_CARD
from cogs.stewards.commands.locking import NAME
from cogs.stewards.commands.naming import Naming
from cogs.stewards.commands.weighing import REMOVE
from cogs.stewards.deed_store import DEED_CARD
from cogs.stewards.rules import calls as rules
from cogs.stewards.rules import terms as terms_rules
from cogs.stewards.rules.calls import Call, Called, NoQuestion, NoSuchCall, SeenLately
from cogs.stewards.rules.weighing import Stage
from cogs.stewards.views import calls as views

Who = Annotated[Account | None, Arg("Who")]
Number = Annotated[int, Arg("The number of a call that others began", sample="2")]


class Calling(Naming):
    """Some call, and then all vote; who called is told to nobody and soon forgotten."""

    @command("steward recall", private=True, example="steward recall ana")
    async def recall(self, ctx: Context, person: Who = None, number: Number = 0) -> Reply:
        """Call for a vote on whether a steward stays one."""
        call = await self._call(ctx, Called.RECALL, person, number)
        await self._steward(await self.member(call.member, ctx.assembly.id))
        return await self._join(ctx, call)

    @command("steward call", private=True, example="steward call ana")
    async def call(self, ctx: Context, person: Who = None, number: Number = 0) -> Reply:
        """Call for the election of a steward, where none has been seen for 14 days."""
        stewards = await self.stewards(ctx.assembly.id, ctx.now)
        if not terms_rules.are_missing(stewards, ctx.now):
            raise SeenLately
        return await self._join(ctx, await self._call(ctx, Called.ELECTION, person, number))

    async def _call(self, ctx: Context, kind: Called, person: Account | None, number: int) -> Call:
        """The call that is meant: the one of this number, the one about this person, or a new one."""
        if number:
            found = await self.calls.find(ctx.assembly.id, number)
            if found is None or found.kind is not kind:
                raise NoSuchCall
            return found
        if person is None:
            raise NoQuestion
        member = (await self.named(person, ctx.assembly.id)).id
        about = await self.calls.about(ctx.assembly.id, kind, member)
        before = [(call, await self.vote_of(ctx.assembly.id, call)) for call in about]
        return rules.begin(kind, member, await self.terms.voters(ctx.assembly.id), before, ctx.now)

    async def _join(self, ctx: Context, call: Call) -> Reply:
        is_new = not call.id
        before = frozenset[int]() if is_new else await self.calls.callers(call)
        callers = rules.join(call, ctx.member, before, ctx.now)
        if is_new:
            call = await self.calls.add(ctx.assembly.id, call)
        await self.calls.join(call, ctx.member.id)
        missing = call.needed - len(callers)
        if missing <= 0:
            return await self._open(ctx, call)
        posts = (Post(CALL_CARD, call.number),) if is_new else ()
        return Reply(views.called(missing), posts=posts, stale=((CALL_CARD, call.number),), private=True)

    async def _open(self, ctx: Context, call: Call) -> Reply:
        """Opens the vote in nobody's name, so that nobody is its mover and nobody can withdraw it."""
        nobody = replace(ctx, found_member=None)
        motion, reply = await self.move(nobody, await self._proposal(ctx, call))
        await self.calls.opens(rules.opened(call, motion, ctx.now))
        stopped = await self._stop_what_waits(ctx.assembly.id) if call.kind is Called.RECALL else ()
        entry = Entry(f"steward.{call.kind.value}", call.number, call.member)
        return replace(
            reply,
            view=views.opened(motion),
            stale=(*reply.stale, (CALL_CARD, call.number), *stopped),
            settled=(*reply.settled, *stopped),
            journal=(*reply.journal, entry),
            private=True,
            silent=False,
        )

    async def _proposal(self, ctx: Context, call: Call) -> Proposal:
        is_recall = call.kind is Called.RECALL
        deed = Deed(NAME, {"member": call.member})
        if is_recall:
            deed = Deed(REMOVE, {"member": call.member, "recall": 1})
        may_vote = await self.terms.voters(ctx.assembly.id)
        return replace(
            self.motion_for(deed),
            votes=rules.votes(may_vote),
            closes=rules.lasts(ctx.assembly.shortest_vote),
            seconds=0,
        )

    async def _stop_what_waits(self, assembly: int) -> tuple[tuple[str, int], ...]:
        """Nothing that stewards announced is done behind a vote on one of them."""
        waiting = await self.announced.waiting(assembly)
        for announced in waiting:
            await self.announced.save(replace(announced, stage=Stage.STOPPED))
        return tuple((DEED_CARD, announced.number) for announced in waiting)

    @card(CALL_CARD)
    async def call_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        call = await self.calls.find(assembly.id, number)
        if call is None or await self.terms.member(call.member) is None:
            return None
        return views.call_card(assembly, call, len(await self.calls.callers(call)))
