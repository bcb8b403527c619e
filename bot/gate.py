"""How a first act puts a person on the roll, and what an assembly asks of newcomers before."""

from __future__ import annotations

from bot.api.context import Context
from bot.api.errors import AcceptFirst, AccountFrozen, NotOnTheRoll
from bot.api.guards import HOUR, Guards, accepted_first
from bot.api.people import Role, RollPolicy
from storage.members import MemberRow, Roll
from storage.outbox import Outbox
from storage.rests import Rests

BURST, RETURNED = "core.burst", "core.returned"


class Gate:
    """Asked once a person and assembly: who is on the roll passes by without a question."""

    def __init__(self, roll: Roll, outbox: Outbox) -> None:
        self.roll = roll
        self.outbox = outbox
        self.rests = Rests(roll.db, roll)

    async def let_in(self, ctx: Context, account: int) -> MemberRow:
        """Puts an account's person on the roll, or raises what says how they would come onto it."""
        assembly = ctx.assembly
        if ctx.is_frozen:
            raise AccountFrozen
        if assembly.policy is not RollPolicy.ANYONE:
            raise NotOnTheRoll(assembly.policy)
        if ctx.account.is_apart:
            raise NotOnTheRoll(RollPolicy.APPROVED)  # its person may have voted here by another account
        if version := accepted_first(assembly.settings):
            raise AcceptFirst(version)
        guards = Guards.read(assembly.settings)
        newcomers = await self.rests.joined_since(assembly.id, ctx.now - HOUR, guards.counted)
        guards.check(ctx.born, ctx.since, ctx.now, newcomers)
        member = await self.roll.enrol(account, assembly.id, Role.MEMBER, ctx.now)
        if newcomers + 1 == guards.alarm:
            for steward in await self.roll.in_role(assembly.id, Role.STEWARD):
                await self.outbox.tell(assembly.id, steward, BURST, guards.alarm, "", ctx.now)
        return member

    async def welcome_back(self, ctx: Context, member: int, *, later: bool) -> bool:
        """Ends the rest of a member who takes part again; whether they had paused, and are told so now."""
        paused = await self.rests.end(member)
        if paused and later:
            await self.outbox.tell(ctx.assembly.id, member, RETURNED, 0, "", ctx.now)
        return paused and not later
