"""What an assembly asks of newcomers, seen by all; how that is changed is weighed like the roll's policy."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, Said
from bot.api.guards import Guards
from bot.api.people import Assembly, Role
from bot.api.speech import N_
from cogs.members import deciding
from cogs.members import joining as rules
from cogs.members.commands.desk import Desk
from cogs.members.rules import may_change
from cogs.members.views import guards as views

GUARDS, GUARDS_CARD = "member.guards", "member.guards"
ASKED_OF_NEWCOMERS = N_("What we ask of newcomers")
Age = Annotated[timedelta | datetime | None, Arg("How old an account has to be", sample="7d")]
Vouchers = Annotated[int | None, Arg("How many members vouch for a newcomer", sample="2")]
Hourly = Annotated[int | None, Arg("How many come within an hour before each is asked about", sample="20")]
Alarm = Annotated[int | None, Arg("At how many within an hour stewards are told", sample="30")]


class GuardCommands(Desk):
    """One command that shows and changes it."""

    @command("member guards", who=Role.OBSERVER, example="member guards age:7d hourly:20")
    async def guards(
        self,
        ctx: Context,
        age: Age = None,
        vouchers: Vouchers = None,
        hourly: Hourly = None,
        alarm: Alarm = None,
    ) -> Reply:
        """See what is asked of newcomers; stewards, or all of you by a vote, change it here."""
        before = Guards.read(ctx.assembly.settings)
        wished = rules.guards(before, age, vouchers, hourly, alarm)
        if wished == before:
            return Reply(views.guards_card(ctx.assembly, before), private=True)
        deed, size = rules.guards_deed(GUARDS, wished), await self.store.size(ctx.assembly.id)
        # A rush of fake accounts can't wait for a vote, so stewards may ask for more at once.
        is_urgent = ctx.role is Role.STEWARD and wished.is_stricter_than(before)
        is_voted_on = deciding.is_for_all((GUARDS,), size) and self.bodies.motions is not None
        may_change(ctx.role, is_voted_on)
        if is_voted_on and not is_urgent:
            return await self.proposed(ctx, deed)
        await self.deeds.free(ctx.assembly.id)
        return await self.deeds.weigh(ctx, deed)

    async def says_guards(self, assembly: Assembly, deed: Deed) -> Said:
        return views.says(rules.of_deed(deed))

    async def set_guards(self, ctx: Context, deed: Deed) -> Reply:
        """Does it, on whoever's word."""
        guards = rules.of_deed(deed)
        kept = guards.written()
        number = await self.store.set_up(ctx.assembly, {}, kept)
        ctx.found_assembly = replace(ctx.assembly, settings={**ctx.assembly.settings, **kept})
        by = ctx.found_member.id if ctx.found_member else None
        facts = {key: value or "usual" for key, value in kept.items()}
        return Reply(
            views.guards_card(ctx.assembly, guards),
            posts=(Post(GUARDS_CARD, number),),
            journal=(Entry(GUARDS, number, by, facts),),
            private=True,
        )

    @card(GUARDS_CARD)
    async def guards_shown(self, assembly: Assembly, _number: int, _detail: str) -> View | None:
        return views.guards_card(assembly, Guards.read(assembly.settings))
