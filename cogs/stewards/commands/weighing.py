"""Deeds that wait for a second steward, for members to object, or for a vote."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Entry, Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.errors import PrivateOnly, RuleError
from bot.api.people import Assembly, Role
from bot.api.speech import N_
from cogs.stewards.commands.locking import TAKE_UP, Locking
from cogs.stewards.deed_store import DEED_CARD, ENDED_CARD
from cogs.stewards.rules import terms as terms_rules
from cogs.stewards.rules import weighing as rules
from cogs.stewards.rules.weighing import Announced, Stage, Way
from cogs.stewards.views import deeds as views

TOLD_CARD = "steward.deed-told"
REMOVE, UNASK = "steward.remove", "steward.unask"
Number = Annotated[int, Arg("The number of what was announced", sample="3")]


class Weighing(Locking):
    """No steward alone does what can hurt."""

    def add_unasking(self) -> None:
        """What takes an announcement back before anybody has read it."""
        self.deeds.add(DeedKind(UNASK, _unasks, self._unask, N_("Take back what was announced")))

    async def weigh(self, ctx: Context, deed: Deed) -> Reply:
        """Does the deed where nobody else is there, has it wait else."""
        assembly, now = ctx.assembly.id, ctx.now
        await self.free(assembly)
        await self.refuse_recalled(deed, now)
        size, others = await self.terms.size(assembly), await self._others(ctx)
        how = rules.way(size, others)
        if how is Way.AT_ONCE:
            return await self.deeds.do(ctx, deed)
        await self.announced.tidy(assembly, now)
        before = await self.announced.lately(assembly)
        asked_for = rules.same(deed, ctx.member.id, before) if ctx.role is Role.STEWARD else None
        if asked_for is not None:
            return await self._carry_out(ctx, rules.agree(asked_for, ctx.member))
        how = Way.SILENCE if deed.kind == TAKE_UP else how
        able = await self.terms.voters(assembly)
        announced = rules.ask(deed, ctx.member.id, how, able, before, now)
        number = await self.announced.add(assembly, announced)
        return await self._say(ctx, replace(announced, number=number))

    async def _others(self, ctx: Context) -> int:
        """How many other stewards have been seen lately."""
        stewards = await self.stewards(ctx.assembly.id, ctx.now)
        return terms_rules.others(ctx.member.id, stewards, ctx.now)

    async def _say(self, ctx: Context, announced: Announced) -> Reply:
        """Announces it in the room, and to the other stewards where they are alone with the bot."""
        others = [term.member for term in await self.terms.stewards(ctx.assembly.id)]
        number, facts = announced.number, {"kind": announced.deed.kind}
        reply = Reply(
            views.asked(announced),
            posts=(Post(DEED_CARD, number, watched=True),),  # so that it is known how long nobody was heard
            tells=tuple(Tell(other, TOLD_CARD, number) for other in others if other != announced.asker),
            journal=(Entry("steward.announced", number, announced.asker, facts),),
            private=True,
        )
        return await self.hold(ctx, reply, Deed(UNASK, {"number": number}))

    @command("steward agree", who=Role.STEWARD, example="steward agree 3")
    async def agree(self, ctx: Context, number: Number) -> Reply:
        """Agree to what another steward announced, so that it is done."""
        await self.free(ctx.assembly.id)
        announced = rules.agree(await self.announced.get(ctx.assembly.id, number), ctx.member)
        if not await self._is_backed(announced):
            return await self._end(replace(announced, stage=Stage.VOID, seconder=None))
        return await self._carry_out(ctx, announced)

    async def _is_backed(self, announced: Announced) -> bool:
        asker = await self.terms.member(announced.asker) if announced.asker is not None else None
        return rules.is_backed(announced, asker)

    async def _carry_out(self, ctx: Context, announced: Announced) -> Reply:
        """Does the deed, and says so."""
        await self.refuse_recalled(announced.deed, ctx.now)
        await self.announced.save(announced)  # first: who is removed may be forgotten, with what waits
        done = await self.deeds.do(ctx, announced.deed)
        ended = self._ended(announced, said=bool(done.posts))
        return replace(
            done,
            posts=(*done.posts, *ended.posts),
            stale=(*done.stale, *ended.stale),
            settled=(*done.settled, *ended.settled),
            journal=(*done.journal, *ended.journal),
        )

    async def _end(self, announced: Announced) -> Reply:
        await self.announced.save(announced)
        return self._ended(announced)

    def _ended(self, announced: Announced, *, said: bool = False) -> Reply:
        """What is told of how it ended; said is whether everyone learns it anyway."""
        number = announced.number
        post = Post(ENDED_CARD, number, replies_to=DEED_CARD)
        entry = Entry(f"steward.{announced.stage.value}", number, announced.seconder)
        return Reply(
            views.ended(announced),
            posts=() if said else (post,),
            stale=((DEED_CARD, number),),
            settled=((DEED_CARD, number),),
            journal=(entry,),
        )

    @command("steward object", private=True, example="steward object 3")
    async def object_(self, ctx: Context, number: Number) -> Reply:
        """Object to what a steward announced."""
        announced = await self.announced.get(ctx.assembly.id, number)
        before = await self.announced.objectors(announced)
        announced, objectors = rules.object_(announced, ctx.member, before)
        await self.announced.object_(announced, ctx.member.id)
        if announced.stage is Stage.FELL:
            return replace(await self._end(announced), private=True)
        missing = announced.needed - len(objectors)
        return Reply(views.objected(announced, missing), stale=((DEED_CARD, number),), private=True)

    @command("steward take-back", who=Role.STEWARD, example="steward take-back 3")
    async def take_back(self, ctx: Context, number: Number) -> Reply:
        """Take back what you announced."""
        announced = await self.announced.get(ctx.assembly.id, number)
        return await self._end(rules.take_back(announced, ctx.member.id))

    @command("steward to-vote", example="steward to-vote 3")
    async def to_vote(self, ctx: Context, number: Number) -> Reply:
        """Put to a vote what a steward announced."""
        announced = await self.announced.get(ctx.assembly.id, number)
        rules.to_vote(announced, ctx.member)
        motion, reply = await self.move(ctx, self.motion_for(announced.deed))
        await self.announced.save(replace(announced, stage=Stage.VOTED, motion=motion))
        card = (DEED_CARD, number)
        return replace(reply, stale=(*reply.stale, card), settled=(*reply.settled, card))

    @command("steward due", who=Role.STEWARD, internal=True)
    async def due(self, ctx: Context, number: Number) -> Reply:
        """Do what nobody objected to in time, or drop what no second steward agreed to."""
        before = await self.announced.get(ctx.assembly.id, number)
        announced = rules.due(before, ctx.now)
        if not await self._is_backed(before):
            return await self._end(replace(before, stage=Stage.VOID))
        later = rules.put_off(before, *await self.announced.shown(ctx.assembly.id, number), ctx.now)
        if later is not None and later.stage is Stage.WAITING:
            await self.announced.put_off(later, ctx.assembly.id)
            return Reply(views.ended(later), stale=((DEED_CARD, number),), silent=True)
        announced = later or announced
        if announced.stage is not Stage.DONE:
            return await self._end(announced)
        try:
            async with self.announced.db.savepoint():
                return await self._carry_out(ctx, announced)
        except RuleError:
            return await self._end(replace(announced, stage=Stage.VOID))

    @command("steward show", example="steward show 3")
    async def show(self, ctx: Context, number: Number) -> Reply:
        """See, for you alone, what a steward announced, in full."""
        if ctx.assembly.careful and not ctx.is_private:
            raise PrivateOnly
        announced = await self.announced.get(ctx.assembly.id, number)
        view = await self._described(replace(ctx.assembly, careful=False), announced)
        return Reply(view, private=True)

    async def _described(self, assembly: Assembly, announced: Announced) -> View:
        says = await self.deeds.says(assembly, announced.deed)
        objectors = await self.announced.objectors(announced)
        return views.deed_card(assembly, announced, says, len(objectors))

    async def _unask(self, ctx: Context, deed: Deed) -> Reply:
        announced = await self.announced.get(ctx.assembly.id, int(deed.arguments["number"]))
        await self.announced.remove(rules.take_back(announced, ctx.member.id))
        return Reply(views.taken_back(announced))

    @card(DEED_CARD)
    async def deed_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        announced = await self.announced.find(assembly.id, number)
        return await self._described(assembly, announced) if announced else None

    @card(ENDED_CARD)
    async def ended_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        announced = await self.announced.find(assembly.id, number)
        if announced is None:
            return None
        return views.ended_card(announced, await self.deeds.says(assembly, announced.deed))

    @card(TOLD_CARD, knocks=False)
    async def told_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        announced = await self.announced.find(assembly.id, number)
        if announced is None or announced.stage is not Stage.WAITING:
            return None
        says = await self.deeds.says(replace(assembly, careful=False), announced.deed)
        return views.told_card(announced, says)


async def _unasks(_assembly: Assembly, deed: Deed) -> Said:
    return views.unasks(int(deed.arguments["number"]))
