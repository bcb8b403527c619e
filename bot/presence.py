"""Whether a person is where an assembly meets: asked of their own network for what they do elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from weakref import WeakValueDictionary

from bot.api.errors import NotPresent, PresenceUnknown
from bot.api.invocation import Invocation
from bot.api.people import Address, Assembly
from bot.people import People
from bot.platforms import Platform, Refused, Unreachable


class Presence:
    """Vouches for those who act in a direct room, or press a button far from the assembly that it names.

    The roll does not tell: it keeps who was removed from a server, and on it comes who votes for the first
    time.
    """

    def __init__(self, people: People, platforms: Mapping[str, Platform]) -> None:
        self.people = people
        self.platforms = platforms
        self._lines: WeakValueDictionary[Address, asyncio.Lock] = WeakValueDictionary()

    async def is_there(self, invocation: Invocation, assembly: Assembly) -> bool:
        """Whether the act was done in a room of the assembly, where nobody acts who is not there."""
        found = await self.people.meets(invocation.room.chain)
        return found is not None and found.id == assembly.id

    async def since(self, account: Address, assembly: Assembly) -> datetime:
        """Since when an account is where an assembly meets; raises NotPresent or PresenceUnknown."""
        # One question a person at a time, and nothing awaited before, so that their acts stay in their order.
        async with self._lines.setdefault(account, asyncio.Lock()):
            found = await self._ask(account, assembly)
        if found is None:
            raise NotPresent
        return found

    async def _ask(self, account: Address, assembly: Assembly) -> datetime | None:
        platform = self.platforms.get(account.network)
        places = await self._places(account.network, assembly)
        if platform is None or not places:
            return None
        try:
            return await platform.since(account, places)
        except Refused as refusal:
            raise NotPresent from refusal
        except Unreachable as trouble:
            raise PresenceUnknown from trouble

    async def _places(self, network: str, assembly: Assembly) -> set[Address]:
        """The places of the assembly on a network, its home room among them."""
        async with self.people.assemblies.db.reading():
            rows = await self.people.assemblies.places_of(assembly.id)
        places = {Address(row.network, row.address) for row in rows if row.gone_at is None}
        return {place for place in {*places, assembly.home} if place.network == network and place.id}
