"""Assemblies under assemblies, on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.places.parents import Affiliation, Named, Stage
from cogs.places.schema import affiliations, assembly_parents
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.schema import assemblies as core_assemblies

NOTICE = "affiliation"


class ParentStore:
    """What is under what, and which step two assemblies are at."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll

    async def parents(self) -> dict[int, int]:
        """The parent of each assembly that has one."""
        query = sa.select(assembly_parents.c.assembly, assembly_parents.c.parent)
        return {row.assembly: row.parent for row in await self.db.here.execute(query)}

    async def named(self, assembly: int) -> Named | None:
        row = await self.assemblies.get(assembly)
        return Named(row.id, row.name) if row else None

    async def under(self, parent: int) -> list[Named]:
        """The assemblies directly under one, by name."""
        a = core_assemblies.c
        query = sa.select(a.id, a.name).join(assembly_parents, assembly_parents.c.assembly == a.id)
        query = query.where(assembly_parents.c.parent == parent).order_by(a.name, a.id)
        return [Named(row.id, row.name) for row in await self.db.here.execute(query)]

    async def put_under(self, assembly: int, parent: int, now: datetime) -> None:
        values = {"assembly": assembly, "parent": parent, "since": now}
        await self.db.here.execute(sa.insert(assembly_parents).values(values))

    async def take_out(self, assembly: int) -> None:
        await self.db.here.execute(sa.delete(assembly_parents).where(assembly_parents.c.assembly == assembly))

    async def is_on_roll(self, member: int, assembly: int) -> bool:
        """Whether who was given a code is still on that roll."""
        row = await self.roll.member_by_id(member)
        return row is not None and row.assembly == assembly

    async def size(self, assembly: int) -> int:
        return await self.roll.size(assembly)

    async def next_number(self, assembly: int) -> int:
        return await self.assemblies.next_number(assembly, NOTICE)

    # Steps

    async def step(self, assembly: int) -> Affiliation | None:
        row = (await self.db.here.execute(_STEPS.where(affiliations.c.assembly == assembly))).one_or_none()
        return _affiliation(row) if row else None

    async def steps(self) -> list[Affiliation]:
        """All that is on its way."""
        return [_affiliation(row) for row in await self.db.here.execute(_STEPS)]

    async def keep(self, affiliation: Affiliation) -> None:
        """Writes the step at which an assembly is, in the place of an earlier one."""
        values = {
            "parent": affiliation.parent,
            "stage": affiliation.stage.value,
            "motion": affiliation.motion,
        }
        insert: Any = dialect.insert(affiliations, self.db.here).values(
            assembly=affiliation.assembly, **values
        )
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["assembly"], set_=values))

    async def drop(self, assembly: int) -> None:
        await self.db.here.execute(sa.delete(affiliations).where(affiliations.c.assembly == assembly))


_STEPS = sa.select(
    affiliations.c.assembly, affiliations.c.parent, affiliations.c.stage, affiliations.c.motion
)


def _affiliation(row: Any) -> Affiliation:
    return Affiliation(row.assembly, row.parent, Stage(row.stage), row.motion)
