"""Taking people off the roll, which takes more than one steward."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Entry, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.people import Account, Assembly, Role
from bot.api.speech import N_
from cogs.members import rules
from cogs.members.commands.entries import EntryCommands, Initials
from cogs.members.initials import WhoIsMeant
from cogs.members.views import entries
from cogs.members.views import roll as views

REMOVE = "member.remove"


class Removing(EntryCommands):
    """The command, and the deed that is weighed, announced and done."""

    def add_removing(self) -> None:
        self.deeds.add(DeedKind(REMOVE, self._says_remove, self._remove, N_("Take somebody off the roll")))

    @command("member remove", who=Role.STEWARD)
    async def remove(
        self, ctx: Context, person: Annotated[Account | None, Arg("Who")] = None, initials: Initials = ""
    ) -> Reply:
        """Take a person off the roll, together with another steward."""
        if (person is None) is not bool(initials):
            raise WhoIsMeant
        if person is None:
            _, member = await self._of_initials(ctx, initials)
            return await self.deeds.weigh(ctx, Deed(REMOVE, {"member": member, "entry": 1}))
        member = (await self.named(person, ctx.assembly.id)).id
        rules.keeps_a_steward(member, await self.store.stewards(ctx.assembly.id))
        return await self.deeds.weigh(ctx, Deed(REMOVE, {"member": member}))

    async def _remove(self, ctx: Context, deed: Deed) -> Reply:
        """Takes somebody off; who has no account is forgotten too, as nobody else could have that done."""
        assembly, member = ctx.assembly.id, await self.store.stands_for(int(deed.arguments["member"]))
        there = {known: initials for initials, known in (await self.store.entries(assembly)).items()}
        if member in there:
            await self.forgetting.member(assembly, member, ctx.now)
            entry = Entry("member.removed")
            return Reply(entries.entry_removed(there[member]), journal=(entry,), private=True)
        if member not in await self.store.on_the_roll(assembly):
            raise rules.NotOnThisRoll
        rules.keeps_a_steward(member, await self.store.stewards(assembly))
        await self.store.take_off(member, ctx.now)
        entry = Entry("member.removed", person=member)
        return Reply(views.removed(member), stale=(("assembly.founded", 0),), journal=(entry,), private=True)

    async def _says_remove(self, assembly: Assembly, deed: Deed) -> Said:
        """Initials are for stewards alone, and where a boss could read nobody is named to everyone."""
        return views.says_remove(assembly, int(deed.arguments["member"]), bool(deed.arguments.get("entry")))
