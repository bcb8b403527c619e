"""What an assembly was offered as it grew, on disk."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cogs.members.schema import growth_offers
from storage.database import Database
from storage.schema import assemblies, members


class GrowthStore:
    """Each offer is made once, whatever becomes of it."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def sizes(self) -> list[tuple[int, datetime, int]]:
        """Each assembly that has a place: its id, when it was founded, and how many are on its roll."""
        query = (
            sa.select(assemblies.c.id, assemblies.c.founded_at, sa.func.count())
            .join(members, members.c.assembly == assemblies.c.id)
            .where(members.c.left_at.is_(None), assemblies.c.erase_at.is_(None))
            .group_by(assemblies.c.id, assemblies.c.founded_at)
        )
        return [(row[0], row[1], row[2]) for row in await self.db.here.execute(query)]

    async def offered(self) -> dict[int, set[int]]:
        """What each assembly was offered."""
        found: dict[int, set[int]] = {}
        for assembly, offer in await self.db.here.execute(sa.select(growth_offers)):
            found.setdefault(assembly, set()).add(offer)
        return found

    async def note(self, assembly: int, offer: int) -> None:
        await self.db.here.execute(sa.insert(growth_offers).values(assembly=assembly, offer=offer))
