"""Who is on the roll: what stewards do, and how a person leaves."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Entry, Reply, Tell
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import WhichAssembly
from bot.api.people import Account, Role, RollPolicy
from cogs.members import rules
from cogs.members.commands.entries import Initials
from cogs.members.commands.joining import JoiningCommands
from cogs.members.commands.removing import Removing
from cogs.members.initials import OnTheRollBefore
from cogs.members.views import entries
from cogs.members.views import roll as views

FIRST_ACT = "core.first-act"


class RollCommands(Removing, JoiningCommands):
    """Commands that begin with "member"."""

    @command("member enrol", who=Role.STEWARD)
    async def enrol(self, ctx: Context, person: Annotated[Account, Arg("Who")], as_: Initials = "") -> Reply:
        """Put a person on the roll."""
        await self.deeds.free(ctx.assembly.id)
        rules.together(await self.store.networks(ctx.assembly.id), person.address.network)
        if as_:
            return await self._join(ctx, person, as_)
        present = await self.store.member(person.address, ctx.assembly.id)
        if present is not None:
            return Reply(views.already_enrolled(present.id), private=True)
        if ctx.assembly.policy is RollPolicy.VOUCHED:
            return await self.put_up(ctx, person)
        member = await self.store.enrol(person.address, ctx.assembly.id, Role.MEMBER, ctx.now)
        return Reply(
            views.enrolled(member.id),
            tells=(Tell(member.id, FIRST_ACT, 0),),
            stale=await self.asks_no_more(ctx, member.id),
            journal=(Entry("member.enrolled", person=member.id),),
            private=True,
        )

    @command("member leave", who=Role.OBSERVER, private=True, example="member leave")
    async def leave(
        self, ctx: Context, sure: Annotated[bool, Arg("Yes if you have made up your mind")] = False
    ) -> Reply:
        """Leave the roll of this assembly."""
        if ctx.found_member is None:
            return await self._ask_no_more(ctx)
        stewards, size = await self._who_stays(ctx)
        rules.may_leave(ctx.member.id, stewards, size)
        if not sure:
            return Reply(views.leave_question(ctx.assembly))
        await self.store.take_off(ctx.member.id, ctx.now)
        entry = Entry("member.left", person=ctx.member.id)
        return Reply(views.left(ctx.assembly), stale=(("assembly.founded", 0),), journal=(entry,))

    async def _ask_no_more(self, ctx: Context) -> Reply:
        """Somebody who is not on the roll, but asked to come onto it, takes that back."""
        applicant = await self.asking_as(ctx, ctx.account)
        if applicant is None:
            raise rules.NeverOnTheRoll
        return await self.withdraw(ctx, applicant)

    @command("member forget-me", who=Role.OBSERVER, private=True, anywhere=True, example="member forget-me")
    async def forget_me(
        self, ctx: Context, sure: Annotated[bool, Arg("Yes if you have made up your mind")] = False
    ) -> Reply:
        """Have everything erased that I keep about you."""
        if ctx.several:
            raise WhichAssembly(ctx.several)
        if not sure:
            return Reply(views.forget_question(ctx.found_assembly, await self._is_last_steward(ctx)))
        named = await self._forget(ctx)
        await self.store.forget_account(ctx.account.address)
        if ctx.found_assembly is None:
            return Reply(views.forgotten())
        ctx.found_member = None
        stale = (("assembly.founded", 0), *named)
        return Reply(views.forgotten(), stale=stale, journal=(Entry("member.forgotten"),))

    async def _join(self, ctx: Context, person: Account, initials: str) -> Reply:
        """Makes the account that of somebody who had none, so that both are one member."""
        initials, member = await self._of_initials(ctx, initials)
        if (asking := await self.asking_as(ctx, person)) is not None:
            await self.drop(ctx, asking)
        if not await self.store.join(person.address, ctx.assembly.id, member):
            raise OnTheRollBefore
        return Reply(
            entries.joined(member, initials),
            tells=(Tell(member, FIRST_ACT, 0),),
            journal=(Entry("member.enrolled", person=member),),
            private=True,
        )

    async def _forget(self, ctx: Context) -> tuple[tuple[str, int], ...]:
        """Erases the person from the assembly they are in; the cards that named them."""
        if ctx.found_assembly is None:
            return ()
        member = await self.store.ever_member(ctx.account.address, ctx.assembly.id)
        if member is None:
            return ()
        named = await self.redrawing.cards(ctx.assembly.id, member)
        await self.forgetting.member(ctx.assembly.id, member, ctx.now)
        return named

    async def _who_stays(self, ctx: Context) -> tuple[list[int], int]:
        assembly = ctx.assembly.id
        return await self.store.stewards(assembly), await self.store.size(assembly)

    async def _is_last_steward(self, ctx: Context) -> bool:
        """Erasing is never refused, but the last steward is told what they leave behind."""
        if ctx.found_assembly is None or ctx.found_member is None:
            return False
        stewards, size = await self._who_stays(ctx)
        return stewards == [ctx.member.id] and size > 1
