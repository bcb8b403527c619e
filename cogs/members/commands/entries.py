"""People on the roll who have no account: they vote in the hall."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Entry, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from cogs.members import initials as rules
from cogs.members.commands.desk import Desk
from cogs.members.views import entries as views

INITIALS_LIMIT = 20
Initials = Annotated[
    str, Arg("The initials of somebody who has no account", limit=INITIALS_LIMIT, sample="A. B.")
]


class EntryCommands(Desk):
    """Adds and lists them; /member remove and /member enrol know their initials too."""

    @command("member add", who=Role.STEWARD, private=True, example='member add "A. B."')
    async def add(self, ctx: Context, initials: Initials) -> Reply:
        """Put a person without an account on the roll, by initials."""
        await self.deeds.free(ctx.assembly.id)
        there = await self.store.entries(ctx.assembly.id)
        initials = rules.new(initials, there.keys())
        member = await self.store.add_entry(ctx.assembly.id, initials, ctx.now)
        size = await self.store.size(ctx.assembly.id)
        return Reply(views.added(initials, size), journal=(Entry("member.added", person=member),))

    async def _of_initials(self, ctx: Context, initials: str) -> tuple[str, int]:
        there = await self.store.entries(ctx.assembly.id)
        initials = rules.known(initials, there.keys())
        return initials, there[initials]
