"""The blocs of a double majority, as they were when voting opened."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from cogs.motions.rules.double import Unit
from cogs.motions.schema import motion_bloc_members, motion_blocs
from storage.database import Database


class DoubleStore:
    """Who is in which bloc is kept for the count alone, and as long as it can be disputed."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def keep(self, motion: int, units: Collection[Unit]) -> None:
        """Keeps the blocs of a vote that opens."""
        await self.db.here.execute(
            sa.delete(motion_bloc_members).where(motion_bloc_members.c.motion == motion)
        )
        await self.db.here.execute(sa.delete(motion_blocs).where(motion_blocs.c.motion == motion))
        if not units:
            return
        rows = [{"motion": motion, "bloc": unit.bloc, "name": unit.name} for unit in units]
        await self.db.here.execute(sa.insert(motion_blocs), rows)
        people = [{"motion": motion, "bloc": u.bloc, "member": m} for u in units for m in sorted(u.members)]
        await self.db.here.execute(sa.insert(motion_bloc_members), people)

    async def of(self, motion: int) -> tuple[Unit, ...]:
        """The blocs of a vote."""
        members: dict[int, set[int]] = {}
        people = sa.select(motion_bloc_members.c.bloc, motion_bloc_members.c.member)
        for bloc, member in await self.db.here.execute(people.where(motion_bloc_members.c.motion == motion)):
            members.setdefault(bloc, set()).add(member)
        query = sa.select(motion_blocs.c.bloc, motion_blocs.c.name).where(motion_blocs.c.motion == motion)
        rows = await self.db.here.execute(query.order_by(motion_blocs.c.name, motion_blocs.c.bloc))
        return tuple(Unit(bloc, name, frozenset(members.get(bloc, ()))) for bloc, name in rows)

    async def forget(self, member: int) -> None:
        """Takes a person out of every bloc of every vote: their ballots are gone, or stand under nobody."""
        own = sa.delete(motion_bloc_members).where(motion_bloc_members.c.member == member)
        await self.db.here.execute(own)
