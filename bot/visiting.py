"""People on no roll, alone with the bot: the assembly that they mean is one where they are present."""

from __future__ import annotations

from bot.api.errors import NotPresent, PresenceUnknown, WhichAssembly
from bot.api.invocation import Invocation
from bot.api.people import TERMINAL, Assembly
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

    async def meant(self, invocation: Invocation, some: list[int]) -> Assembly | None:
        """The one of these where the person is, or that they name of several; else WhichAssembly."""
        known = [await self.people.assembly(one) for one in some]
        there = {one.id: one for one in known if one is not None and await self._is_in(invocation, one)}
        if len(there) > 1:
            names = {id_: one.name for id_, one in there.items()}
            named = taken_out(invocation, names)
            if named is None:
                raise WhichAssembly(tuple(names.values()))
            return there[named]
        return next(iter(there.values()), None)

    async def _is_in(self, invocation: Invocation, assembly: Assembly) -> bool:
        try:
            await self.presence.since(invocation.account, assembly)
        except (NotPresent, PresenceUnknown):
            return False
        return True
