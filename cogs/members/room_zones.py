"""Rooms that have a time zone of their own."""

from __future__ import annotations

import sqlalchemy as sa

from bot.api.people import Address, Assembly, zone_key
from bot.api.services import OpenCard
from storage.assemblies import Assemblies
from storage.database import Database
from storage.schema import settings

_CHANGE = "change"


class RoomZones:
    """They are settings of the assembly, each under a key of its room."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def choose(self, assembly: Assembly, room: Address, zone: str) -> int:
        """Keeps the zone of a room, none where it is the assembly's; the number of this change."""
        await self.assemblies.keep(assembly.id, {zone_key(room): zone if zone != assembly.zone else ""})
        return await self.assemblies.next_number(assembly.id, _CHANGE)

    async def moved(self, old: Address, new: Address, assembly: int | None = None) -> list[OpenCard]:
        """A room keeps its zone where it is replaced by another."""
        query = sa.select(settings.c.assembly, settings.c.value).where(settings.c.key == zone_key(old))
        if assembly is not None:
            query = query.where(settings.c.assembly == assembly)
        for of, zone in (await self.db.here.execute(query)).all():
            await self.assemblies.keep(of, {zone_key(old): "", zone_key(new): zone})
        return []
