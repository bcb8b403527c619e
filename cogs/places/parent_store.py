"""Assemblies under assemblies, on disk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.people import Role
from cogs.places.parents import Affiliation, Named, Stage
from cogs.places.schema import affiliations, assembly_parents
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import present
from storage.members import Roll
from storage.outbox import Outbox
from storage.schema import assemblies as core_assemblies
from storage.schema import members

NOTICE = "affiliation"


class ParentStore:
    """What is under what, and which step two assemblies are at."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll
        self.outbox = Outbox(db)

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

    async def on_the_roll(self, assembly: int) -> frozenset[int]:
        """Who is on the roll of an assembly."""
        query = sa.select(members.c.id).where(members.c.assembly == assembly, members.c.left_at.is_(None))
        return frozenset((await self.db.here.execute(query)).scalars())

    async def accounts(self, some: Collection[int]) -> dict[int, list[int]]:
        """The accounts by which these members can act; none of a lost account."""
        found = await self.roll.accounts_of(some)
        return {member: [row.id for row in rows if row.frozen_at is None] for member, rows in found.items()}

    async def bring(self, some: Collection[int], assembly: int, now: datetime, told: str) -> None:
        """Puts the people behind these members onto another roll too; who was not there is told so."""
        for own in [own for own in (await self.accounts(some)).values() if own]:
            present = await self.roll.member(own[0], assembly)
            member = present or await self.roll.enrol(own[0], assembly, Role.MEMBER, now)
            if present is None:
                await self.outbox.tell(assembly, member.id, told, 0, "", now)

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
FIRST_STEP = (present(affiliations.c.assembly.is_not(None)),)


def _affiliation(row: Any) -> Affiliation:
    return Affiliation(row.assembly, row.parent, Stage(row.stage), row.motion)
