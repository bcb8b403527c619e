"""People on no roll, alone with the bot: the assembly that they mean is one where they are present."""

from __future__ import annotations

from dataclasses import replace

from bot.api.errors import NotPresent, PresenceUnknown, WhichAssembly
from bot.api.invocation import Invocation
from bot.api.people import TERMINAL, Address, Assembly
from bot.api.text import folded
from bot.meant import taken_out
from bot.people import People
from bot.presence import Presence

MOST_ASKED = 10
"""Of so many assemblies at most a network is asked; where more meet there, nobody waits for that."""


class Visiting:
    """Asks the person's own network where they are; of other assemblies they learn nothing."""

    def __init__(self, people: People, presence: Presence) -> None:
        self.people = people
        self.presence = presence

    async def could_be(self, invocation: Invocation) -> list[int]:
        """The assemblies that may be meant, by id; none where their room or their words say which it is."""
        network = invocation.account.network
        if not invocation.room.private or network == TERMINAL or invocation.assembly is not None:
            return []
        async with self.people.roll.db.reading():
            rows = await self.people.assemblies.places_on(network)
        found = sorted({row.assembly for row in rows if row.gone_at is None})
        return found if len(found) <= MOST_ASKED else []

    async def named(self, invocation: Invocation) -> tuple[Invocation, Assembly] | None:
        """An assembly that meets on the person's network, which their words name though they are not in it.

        With the act as it is without that name; whether they are there is not asked yet.
        """
        network = invocation.account.network
        head = invocation.line.partition("\n")[0]
        if ":" not in head and "@" not in head:
            return None
        others = {one.id: one.name for one in await self._others(invocation.account, network)}
        without = replace(invocation)
        found = await self.people.assembly(taken_out(without, others) or 0)
        return (without, found) if found is not None else None

    async def _others(self, account: Address, network: str) -> list[Assembly]:
        """The assemblies that meet there, but those in which the person is, and those of the same name."""
        known = await self.people.account(account)
        async with self.people.roll.db.reading():
            own = await self.people.assemblies.of_account(known.id) if known.id else []
            rows = await self.people.assemblies.places_on(network)
        mine = {folded(row.name) for row in own}
        some = sorted({row.assembly for row in rows if row.gone_at is None} - {row.id for row in own})
        there = [await self.people.assembly(one) for one in some]
        return [one for one in there if one is not None and folded(one.name) not in mine]

    async def meant(self, invocation: Invocation, some: list[int]) -> Assembly | None:
        """The one of these where the person is, or that they name of several; else WhichAssembly."""
        known = [await self.people.assembly(one) for one in some]
        there = {one.id: one for one in known if one is not None and await self.is_in(invocation, one)}
        if len(there) > 1:
            names = {id_: one.name for id_, one in there.items()}
            named = taken_out(invocation, names)
            if named is None:
                raise WhichAssembly(tuple(names.values()))
            return there[named]
        return next(iter(there.values()), None)

    async def is_in(self, invocation: Invocation, assembly: Assembly) -> bool:
        """Whether the person is in a place of an assembly, as far as their network says."""
        try:
            await self.presence.since(invocation.account, assembly)
        except (NotPresent, PresenceUnknown):
            return False
        return True
