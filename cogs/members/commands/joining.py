"""Coming onto the roll: asking, vouching, admitting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.card import Entry, Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import Crowded, PrivateOnly, TooNew
from bot.api.guards import HOUR, Guards, accepted_first
from bot.api.people import Account, Assembly, Member, Role, RollPolicy
from bot.api.sweep import Due, DueAct, sweep
from cogs.members import joining as rules
from cogs.members.commands.desk import Desk
from cogs.members.joining import Applicant, Approval, Lacks, State
from cogs.members.joining_store import FIRST_TO_LAPSE
from cogs.members.views import joining as views
from cogs.members.views.assembly import nothing_to_say

APPLICANT_CARD, BURST_CARD, FIRST_ACT = "member.applicant", "member.burst", "core.first-act"
CARDS_AN_HOUR = 5
Person = Annotated[Account | None, Arg("Who", sample="ben")]
Number = Annotated[int | None, Arg("Or the number of who asks", sample="3")]


class JoiningCommands(Desk):
    """How a person comes onto the roll, whatever its policy."""

    @command("member join", who=Role.OBSERVER, example="member join")
    async def join(self, ctx: Context) -> Reply:
        """Come onto the roll, or ask to."""
        return await self.come(ctx)

    async def come(self, ctx: Context, accepted: int = 0) -> Reply:
        """Brings a person onto the roll, or has them ask; accepted is the version of the principles."""
        if ctx.found_member is not None:
            raise rules.OnTheRollAlready
        assembly = ctx.assembly
        if assembly.policy is RollPolicy.LISTED:
            stewards = () if assembly.careful else await self.store.stewards(assembly.id)
            raise rules.AskStewards(tuple(stewards))
        if (version := accepted_first(assembly.settings)) and accepted != version:
            text = await self.joining.principles(assembly.id, version)
            return Reply(views.principles_first(text, version), private=True)
        if assembly.policy is RollPolicy.ANYONE and ctx.account.is_apart:
            return await self._ask(ctx, Approval.ASKED, accepted)
        try:
            await self._check(ctx)
        except (TooNew, Crowded):
            return await self._ask(ctx, Approval.ASKED, accepted)
        if assembly.policy is RollPolicy.ANYONE:
            return await self._enrol(ctx, accepted)
        return await self._ask(ctx, Approval.NONE, accepted)

    async def _check(self, ctx: Context) -> None:
        guards = Guards.read(ctx.assembly.settings)
        guards.check(ctx.born, ctx.since, ctx.now, await self._newcomers(ctx, guards))

    async def _newcomers(self, ctx: Context, guards: Guards) -> int:
        return await self.store.rests.joined_since(ctx.assembly.id, ctx.now - HOUR, guards.counted)

    async def _enrol(self, ctx: Context, accepted: int) -> Reply:
        """Puts whoever asks on a roll that is open to anyone."""
        guards = Guards.read(ctx.assembly.settings)
        newcomers = await self._newcomers(ctx, guards)
        member = await self.store.enrol(ctx.account.address, ctx.assembly.id, Role.MEMBER, ctx.now)
        if accepted:
            await self.joining.accept(member.id, accepted, ctx.now)
        ctx.found_member = replace(member, accepted=accepted)
        tells = await self._alarmed(ctx, "core.burst", newcomers + 1, guards)
        said, alone = views.joined(ctx.assembly.name), bool(ctx.assembly.careful)
        return Reply(said, tells=tells, private=alone, newcomer=True)

    async def _alarmed(self, ctx: Context, kind: str, count: int, guards: Guards) -> tuple[Tell, ...]:
        """What stewards are told once so many have come, or asked, within an hour."""
        if not guards.alarm or count != guards.alarm:
            return ()
        stewards = await self.store.stewards(ctx.assembly.id)
        return tuple(Tell(steward, kind, count) for steward in stewards)

    async def _ask(self, ctx: Context, approval: Approval, accepted: int) -> Reply:
        """Notes that somebody asks; in a burst the room is spared the cards."""
        address, assembly = ctx.account.address, ctx.assembly.id
        if await self.asking_as(ctx, ctx.account) is not None:
            raise rules.AskedAlready
        lately = await self.joining.asked_since(assembly, ctx.now - HOUR)
        applicant = await self.joining.ask(address, assembly, approval, ctx.now)
        if accepted:
            await self.joining.accept(applicant.member, accepted, ctx.now)
        posts = (Post(APPLICANT_CARD, applicant.number),) if lately < CARDS_AN_HOUR else ()
        guards = Guards.read(ctx.assembly.settings)
        return Reply(
            views.asked(ctx.assembly.name, await self._lacks(ctx.assembly, applicant)),
            posts=posts,
            tells=await self._alarmed(ctx, BURST_CARD, lately + 1, guards),
            journal=(Entry("member.asked", applicant.number, applicant.member),),
            private=bool(ctx.assembly.careful),
        )

    @command("member vouch", example="member vouch ben")
    async def vouch(self, ctx: Context, person: Person = None, number: Number = None) -> Reply:
        """Vouch for somebody who asks to come onto the roll: you know them, and they belong here."""
        applicant = await self._meant(ctx, person, number)
        return await self._vouch(ctx, applicant)

    async def _vouch(self, ctx: Context, applicant: Applicant) -> Reply:
        rules.vouch(ctx.assembly.policy, ctx.member.id, await self.joining.vouchers(applicant))
        await self.joining.add_voucher(applicant, ctx.member.id)
        return await self._further(ctx, applicant)

    @command("member admit", who=Role.STEWARD, example="member admit ben")
    async def admit(self, ctx: Context, person: Person = None, number: Number = None) -> Reply:
        """Admit somebody who asks to come onto the roll."""
        await self.deeds.free(ctx.assembly.id)
        applicant = await self._meant(ctx, person, number)
        if ctx.assembly.policy is RollPolicy.VOUCHED and applicant.approval is Approval.NONE:
            return await self._vouch(ctx, applicant)
        await self.joining.approve(applicant, Approval.GIVEN)
        return await self._further(ctx, replace(applicant, approval=Approval.GIVEN))

    async def _further(self, ctx: Context, applicant: Applicant) -> Reply:
        """Admits an applicant who lacks nothing any more; says what is lacking else."""
        lacks = await self._lacks(ctx.assembly, applicant)
        if lacks.nothing and applicant.approval is Approval.NONE and await self._is_crowded(ctx):
            await self.joining.approve(applicant, Approval.ASKED)
            lacks = replace(lacks, steward=True)
        stale = ((APPLICANT_CARD, applicant.number),)
        if not lacks.nothing:
            return Reply(views.still_lacks(applicant.member, lacks), stale=stale, private=True)
        await self.joining.admit(applicant, ctx.now)
        entry = Entry("member.enrolled", applicant.number, applicant.member, {"vouched": lacks.vouchers})
        return Reply(
            views.admitted(applicant.member),
            tells=(Tell(applicant.member, FIRST_ACT, 0),),
            stale=stale,
            journal=(entry,),
            private=True,
        )

    async def _is_crowded(self, ctx: Context) -> bool:
        guards = Guards.read(ctx.assembly.settings)
        return bool(guards.hourly) and await self._newcomers(ctx, guards) >= guards.hourly

    async def _lacks(self, assembly: Assembly, applicant: Applicant) -> Lacks:
        guards = Guards.read(assembly.settings)
        able = await self.store.size(assembly.id) - len(await self.store.entries(assembly.id))
        wanted = rules.needed(assembly.policy, guards.vouchers, able)
        vouched = len(await self.joining.vouchers(applicant))
        return rules.lacks(applicant, assembly.policy, vouched, wanted)

    async def _meant(self, ctx: Context, person: Account | None, number: int | None) -> Applicant:
        """The applicant whom a command names, by account or by number."""
        if (person is None) is (number is None):
            raise rules.WhichApplicant
        found = None
        if number is not None:
            found = await self.joining.numbered(ctx.assembly.id, number)
        elif person is not None:
            found = await self.asking_as(ctx, person)
        if found is None or found.state is not State.WAITING:
            raise rules.NobodyAsks
        return found

    async def asking_as(self, ctx: Context, person: Account) -> Applicant | None:
        """The applicant behind an account, while they wait."""
        member = await self.store.ever_member(person.address, ctx.assembly.id)
        found = await self.joining.of_member(member) if member is not None else None
        return found if found is not None and found.state is State.WAITING else None

    async def asks_no_more(self, ctx: Context, member: int) -> tuple[tuple[str, int], ...]:
        """Settles what somebody asked who has come onto the roll another way; their card."""
        found = await self.joining.of_member(member)
        if found is None or found.state is not State.WAITING:
            return ()
        await self.joining.admit(found, ctx.now)
        return ((APPLICANT_CARD, found.number),)

    async def put_up(self, ctx: Context, person: Account) -> Reply:
        """What becomes of a steward's word for somebody where members vouch: it is one of theirs."""
        known = await self.asking_as(ctx, person)
        if known is None:
            known = await self.joining.ask(person.address, ctx.assembly.id, Approval.NONE, ctx.now)
        reply = await self._vouch(ctx, known)
        return replace(reply, posts=(Post(APPLICANT_CARD, known.number),))

    async def withdraw(self, ctx: Context, applicant: Applicant) -> Reply:
        """Somebody asks no more; who was never on the roll leaves no trace."""
        await self.drop(ctx, applicant)
        return Reply(views.withdrawn(ctx.assembly.name), stale=((APPLICANT_CARD, applicant.number),))

    async def drop(self, ctx: Context, applicant: Applicant) -> None:
        never = await self.joining.was_never_on(applicant)
        await self.joining.drop(applicant)
        if never:
            await self.forgetting.member(ctx.assembly.id, applicant.member, ctx.now)

    @command("member applicants", example="member applicants")
    async def applicants(self, ctx: Context) -> Reply:
        """See who asks to come onto the roll."""
        if ctx.assembly.careful and not ctx.is_private:
            raise PrivateOnly
        waiting = await self.joining.waiting(ctx.assembly.id)
        lacking = [(applicant, await self._lacks(ctx.assembly, applicant)) for applicant in waiting]
        return Reply(views.applicants(lacking, ctx.role), private=True)

    @card(APPLICANT_CARD)
    async def applicant_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        async with self.store.db.reading():
            applicant = await self.joining.numbered(assembly.id, number)
            if applicant is None:
                return views.nobody_asks_now()
            vouchers = await self.joining.vouchers(applicant)
            lacks = await self._lacks(assembly, applicant)
        return views.applicant_card(assembly, applicant, tuple(vouchers), lacks)

    @card(BURST_CARD)
    async def burst(self, assembly: Assembly, people: int, _detail: str) -> View | None:
        return views.burst(assembly.name, people)

    @sweep(first=FIRST_TO_LAPSE)
    async def due_to_lapse(self, now: datetime) -> Due:
        """Those who asked, and were not admitted for as long as that is kept."""
        due, first = await self.joining.lapsed(now - self.keeping.asked)
        acts = tuple(DueAct(a, "member lapse", {"number": number}) for a, number in due)
        return Due(acts, first + self.keeping.asked if first else None)

    @command("member lapse", who=Role.STEWARD, internal=True)
    async def lapse(self, ctx: Context, number: int) -> Reply:
        """Forget somebody who asked and was not admitted in time."""
        applicant = await self.joining.numbered(ctx.assembly.id, number)
        if applicant is not None and applicant.state is State.WAITING:
            await self.drop(ctx, applicant)
        return Reply(nothing_to_say(), stale=((APPLICANT_CARD, number),), silent=True)

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards of applicants that name this member, or anybody."""
        return [(APPLICANT_CARD, number) for number in await self.joining.naming(assembly, member)]

    async def asking(self, assembly: Assembly, member: Member, _now: datetime) -> list[View]:
        """Whom stewards, and where they vouch members too, have to decide about."""
        if member.role is not Role.STEWARD and assembly.policy is not RollPolicy.VOUCHED:
            return []
        waiting = await self.joining.waiting(assembly.id)
        return [views.some_ask(len(waiting))] if waiting else []
