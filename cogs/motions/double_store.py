"""The blocs of a double majority, as they were when voting opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from cogs.motions.rules.dispute import DISPUTE_WITHIN
from cogs.motions.rules.double import Unit
from cogs.motions.schema import motion_bloc_members, motion_blocs, motions
from storage.database import Database
from storage.due import earliest

_HELD = sa.select(motion_bloc_members.c.motion).distinct()
_OVER = sa.and_(motions.c.id.in_(_HELD), motions.c.ended_at.is_not(None))
FIRST_TO_CLEAR = (earliest(motions.c.ended_at, _OVER, after=DISPUTE_WITHIN),)


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

    async def clear(self, motion: int) -> None:
        """Erases who was in which bloc: what is left of it is what the result says."""
        gone = sa.delete(motion_bloc_members).where(motion_bloc_members.c.motion == motion)
        await self.db.here.execute(gone)

    async def to_clear(self, before: datetime) -> tuple[list[tuple[int, int]], datetime | None]:
        """Motions (assembly, number) that ended before a time and still say who was in which bloc.

        And when the next one ended of those that came later.
        """
        query = sa.select(motions.c.assembly, motions.c.number, motions.c.ended_at).where(_OVER)
        rows = list(await self.db.here.execute(query.order_by(motions.c.id)))
        found = [(row.assembly, row.number) for row in rows if row.ended_at <= before]
        return found, min((row.ended_at for row in rows if row.ended_at > before), default=None)

    async def forget(self, member: int) -> None:
        """Takes a person out of the blocs of votes that are not over, as their ballots are taken out too."""
        undecided = sa.select(motions.c.id).where(motions.c.ended_at.is_(None))
        own = sa.and_(motion_bloc_members.c.member == member, motion_bloc_members.c.motion.in_(undecided))
        await self.db.here.execute(sa.delete(motion_bloc_members).where(own))
