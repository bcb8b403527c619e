"""How far a large roll was asked about, on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.people import RollPolicy
from cogs.members.schema import look_rounds
from storage import dialect
from storage.database import Database
from storage.schema import assemblies, members


class LookStore:
    """A round goes through the roll by id, some at a time; at its end nobody is left to be asked about."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def large(self, above: int) -> list[tuple[int, datetime | None, int]]:
        """Kept rolls of more than so many: the assembly, when its last round began, and how far it is."""
        rounds = look_rounds.c
        query = (
            sa.select(assemblies.c.id, rounds.began_at, rounds.reached)
            .join(members, members.c.assembly == assemblies.c.id)
            .outerjoin(look_rounds, rounds.assembly == assemblies.c.id)
            .where(members.c.left_at.is_(None), assemblies.c.erase_at.is_(None))
            .where(assemblies.c.policy != RollPolicy.ANYONE.value)
            .group_by(assemblies.c.id, rounds.began_at, rounds.reached)
            .having(sa.func.count() > above)
        )
        return [(row[0], row[1], row[2] or 0) for row in await self.db.here.execute(query)]

    async def reached(self, assembly: int) -> int:
        """After whom a round goes on; 0 where a new one begins."""
        query = sa.select(look_rounds.c.reached).where(look_rounds.c.assembly == assembly)
        return int((await self.db.here.execute(query)).scalar_one_or_none() or 0)

    async def portion(self, assembly: int, after: int, size: int) -> list[int]:
        """The next on the roll who are to be asked about."""
        on_it = sa.and_(members.c.assembly == assembly, members.c.left_at.is_(None), members.c.id > after)
        query = sa.select(members.c.id).where(on_it).order_by(members.c.id).limit(size)
        return list((await self.db.here.execute(query)).scalars())

    async def note(self, assembly: int, reached: int, began_at: datetime | None) -> None:
        """Keeps how far a round is; began_at is None where it goes on."""
        values: dict[str, Any] = {"reached": reached} | ({"began_at": began_at} if began_at else {})
        insert: Any = dialect.insert(look_rounds, self.db.here).values(assembly=assembly, **values)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["assembly"], set_=values))
