"""What voting stands on as it opens: who is there, and what nobody could choose."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from bot.api.people import Role
from storage.database import Database
from storage.journal import Journal
from storage.members import Roll
from storage.rests import Rests
from storage.schema import members


class Ground:
    """Reads the roll and the journal; changes nothing."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.roll = roll
        self.rests = Rests(db, roll)
        self.journal = Journal(db)

    async def here(self, assembly: int) -> list[int]:
        """Everyone on the roll, but for those who were found in no place of the assembly."""
        away = await self.rests.away(assembly)
        return [member for member in await self.roll.in_role(assembly, Role.MEMBER) if member not in away]

    async def on_the_roll(self, some: Collection[int]) -> frozenset[int]:
        """Those of these members who are on it still."""
        is_on_it = sa.and_(members.c.left_at.is_(None), members.c.role >= int(Role.MEMBER))
        query = sa.select(members.c.id).where(members.c.id.in_(some), is_on_it)
        return frozenset((await self.rests.db.here.execute(query)).scalars())

    async def last_link(self, assembly: int) -> str:
        """The hash of the journal's last link, which the seed of a lot is made from."""
        return await self.journal.last(assembly)
