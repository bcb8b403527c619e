"""Who is a steward: named and removed by more than one, for a term, and always to be seen."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.people import Account, Assembly, Member, Role
from bot.api.speech import N_
from cogs.stewards.commands.locking import NAME, TAKE_UP
from cogs.stewards.commands.weighing import REMOVE, Weighing
from cogs.stewards.rules import calls as call_rules
from cogs.stewards.rules.calls import NoSteward
from cogs.stewards.rules.terms import AlreadySteward, LastOne, NotYourself, SomebodyKeepsIt
from cogs.stewards.views import naming as views

NAMED_CARD, ENDED_CARD = "steward.named", "steward.no-more"
FOUNDED = ("assembly.founded", 0)
Person = Annotated[Account, Arg("Who")]


class Naming(Weighing):
    """Commands and deeds by which members become stewards, and members like the others again."""

    def add_kinds(self) -> None:
        """The deeds of this cog, for whoever weighs, votes on or does them."""
        self.add_unasking()
        self.deeds.add(DeedKind(NAME, self._says_name, self._name, N_("A steward for us")))
        self.deeds.add(DeedKind(TAKE_UP, self._says_take_up, self._take_up, N_("A steward for us")))
        self.deeds.add(
            DeedKind(REMOVE, self._says_remove, self._remove, N_("Somebody is to be a steward no longer"))
        )

    @command("steward name", who=Role.STEWARD, example="steward name ana")
    async def name_(self, ctx: Context, person: Person) -> Reply:
        """Make a member a steward, together with another steward."""
        member = await self.named(person, ctx.assembly.id)
        if member.role is Role.STEWARD:
            raise AlreadySteward
        return await self.weigh(ctx, Deed(NAME, {"member": member.id}))

    @command("steward remove", who=Role.STEWARD, example="steward remove ana")
    async def remove(self, ctx: Context, person: Person) -> Reply:
        """Make a steward a member like the others, together with another steward."""
        member = await self._steward(await self.named(person, ctx.assembly.id))
        if member.id == ctx.member.id:
            raise NotYourself
        return await self.weigh(ctx, Deed(REMOVE, {"member": member.id}))

    @command("steward step-down", who=Role.STEWARD, example="steward step-down")
    async def step_down(self, ctx: Context) -> Reply:
        """Be a steward no longer."""
        await self._refuse_last(ctx.assembly.id, ctx.member.id)
        reply = await self._remove(ctx, Deed(REMOVE, {"member": ctx.member.id}))
        return await self.hold(ctx, reply, Deed(NAME, {"member": ctx.member.id}))

    @command("steward propose", example="steward propose ana")
    async def propose(self, ctx: Context, person: Person) -> Reply:
        """Have the assembly vote on whether a member becomes or stays a steward."""
        member = await self.named(person, ctx.assembly.id)
        proposal = self.motion_for(Deed(NAME, {"member": member.id}))
        return (await self.move(ctx, proposal))[1]

    @command("steward list", who=Role.OBSERVER, example="steward list")
    async def listed(self, ctx: Context) -> Reply:
        """See who the stewards are, until when, and what they have announced."""
        stewards = await self.stewards(ctx.assembly.id, ctx.now)
        waiting = [
            (one.number, await self.deeds.says(ctx.assembly, one.deed))
            for one in await self.announced.waiting(ctx.assembly.id)
        ]
        return Reply(views.list_card(ctx.assembly, stewards, waiting))

    async def _steward(self, member: Member) -> Member:
        if member.role is not Role.STEWARD:
            raise NoSteward
        return member

    async def _refuse_last(self, assembly: int, member: int) -> None:
        """Who is alone with the task names another one first."""
        stewards = [term.member for term in await self.terms.stewards(assembly)]
        if stewards == [member] and await self.terms.size(assembly) > 1:
            raise LastOne

    async def _name(self, ctx: Context, deed: Deed) -> Reply:
        """Makes somebody a steward; one who is a steward has another term."""
        member = await self.member(int(deed.arguments["member"]), ctx.assembly.id)
        await self.terms.begin(member.id, ctx.assembly.id, ctx.now)
        return self._said(ctx, member.id, NAMED_CARD, views.named(member.id), "steward")

    async def _remove(self, ctx: Context, deed: Deed) -> Reply:
        """Makes a steward a member like the others; whom the assembly recalls, it remembers."""
        assembly, who = ctx.assembly.id, int(deed.arguments["member"])
        if deed.arguments.get("recall"):
            return await self._recall(ctx, await self.terms.stands_for(who))
        member = await self._steward(await self.member(who, assembly))
        await self._refuse_last(assembly, member.id)
        await self.terms.end(member.id)
        return self._said(ctx, member.id, ENDED_CARD, views.removed(member.id), "member")

    async def _recall(self, ctx: Context, who: int) -> Reply:
        """Recalls somebody, also who stepped down or left while the others voted."""
        member = await self.terms.member(who)
        await self.terms.recall(who, ctx.assembly.id, ctx.now)
        if member is not None and member.role is Role.STEWARD:
            return self._said(ctx, who, ENDED_CARD, views.removed(who), "member")
        return Reply(views.removed(who), journal=(Entry("member.recalled", person=who),), private=True)

    async def _take_up(self, ctx: Context, deed: Deed) -> Reply:
        """Makes whoever manages the place a steward, as long as nobody else is one."""
        if await self.terms.stewards(ctx.assembly.id):
            raise SomebodyKeepsIt
        return await self._name(ctx, deed)

    def _said(self, ctx: Context, member: int, kind: str, view: View, role: str) -> Reply:
        """What follows from somebody's becoming a steward or being one no longer."""
        post = Post(kind, member, detail=str(int(ctx.now.timestamp())))
        entry = Entry("member.role", person=member, facts={"role": role})
        return Reply(view, posts=(post,), stale=(FOUNDED,), journal=(entry,), private=True)

    async def _says_name(self, assembly: Assembly, deed: Deed) -> Said:
        return views.says_name(assembly, int(deed.arguments["member"]))

    async def _says_take_up(self, assembly: Assembly, deed: Deed) -> Said:
        return views.says_take_up(assembly, int(deed.arguments["member"]))

    async def _says_remove(self, assembly: Assembly, deed: Deed) -> Said:
        return views.says_remove(assembly, int(deed.arguments["member"]), bool(deed.arguments.get("recall")))

    @card(NAMED_CARD)
    async def named_card(self, assembly: Assembly, member: int, _detail: str) -> View | None:
        term = next((t for t in await self.terms.stewards(assembly.id) if t.member == member), None)
        return views.named_card(assembly, term) if term else None

    @card(ENDED_CARD)
    async def no_more_card(self, assembly: Assembly, member: int, _detail: str) -> View | None:
        if await self.terms.member(member) is None:
            return None
        left = len(await self.terms.stewards(assembly.id))
        needed = call_rules.callers_needed(await self.terms.voters(assembly.id))
        return views.no_more_card(assembly, member, left, needed)
