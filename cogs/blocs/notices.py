"""Announcements, and which steps of growth were offered; on disk."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cogs.blocs.rules.entry import LARGEST
from cogs.blocs.rules.growth import Step
from cogs.blocs.schema import bloc_announcements, bloc_offers, blocs
from storage import dialect
from storage.database import Database
from storage.due import earliest
from storage.merging import moved
from storage.schema import assemblies, members

KEPT_FOR = timedelta(days=30)
FIRST_TOO_OLD = earliest(bloc_announcements.c.at, after=KEPT_FOR)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What was said to the members of a bloc; member is None once they were forgotten."""

    number: int
    bloc: int
    member: int | None
    text: str = field(repr=False)
    at: datetime


class Notices:
    """What was said to many at once."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def add(self, bloc: int, member: int, text: str, at: datetime) -> int:
        number = 1 + secrets.randbelow(LARGEST)
        row = {"number": number, "bloc": bloc, "member": member, "text": text, "at": at}
        await self.db.here.execute(sa.insert(bloc_announcements).values(**row))
        return number

    async def get(self, number: int) -> Announcement | None:
        c = bloc_announcements.c
        query = sa.select(c.number, c.bloc, c.member, c.text, c.at).where(c.number == number)
        found = (await self.db.here.execute(query)).one_or_none()
        return Announcement(*found) if found else None

    async def take_back(self, number: int) -> bool:
        """Deletes an announcement; False where it is there no more."""
        gone = sa.delete(bloc_announcements).where(bloc_announcements.c.number == number)
        done = await self.db.here.execute(gone.returning(bloc_announcements.c.bloc))
        return done.scalar_one_or_none() is not None

    async def by(self, member: int) -> list[Announcement]:
        c = bloc_announcements.c
        query = sa.select(c.number, c.bloc, c.member, c.text, c.at).where(c.member == member)
        return [Announcement(*row) for row in await self.db.here.execute(query.order_by(c.at))]

    async def of_assembly(self, assembly: int, member: int | None) -> list[int]:
        """The announcements in an assembly that name a member, or anybody."""
        c = bloc_announcements.c
        query = sa.select(c.number).join(blocs, blocs.c.id == c.bloc).where(blocs.c.assembly == assembly)
        who = c.member.is_not(None) if member is None else c.member == member
        return list((await self.db.here.execute(query.where(who))).scalars())

    async def forget(self, member: int) -> None:
        """Takes a member's name off what they said."""
        own = sa.update(bloc_announcements).where(bloc_announcements.c.member == member)
        await self.db.here.execute(own.values(member=None))

    async def merge(self, kept: int, gone: int) -> None:
        await moved(self.db, bloc_announcements.c.member, kept, gone)

    async def tidy(self, now: datetime) -> None:
        old = sa.delete(bloc_announcements).where(bloc_announcements.c.at <= now - KEPT_FOR)
        await self.db.here.execute(old)

    async def next_expiry(self) -> datetime | None:
        query = sa.select(sa.func.min(bloc_announcements.c.at))
        oldest: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return oldest + KEPT_FOR if oldest is not None else None

    async def sizes(self, least: int = 0) -> dict[int, int]:
        """How many are on the roll of each assembly that has so many at least."""
        query = sa.select(members.c.assembly, sa.func.count()).where(members.c.left_at.is_(None))
        known = query.where(members.c.assembly.in_(sa.select(assemblies.c.id)))
        large = known.group_by(members.c.assembly).having(sa.func.count() >= least)
        rows = await self.db.here.execute(large)
        return {row[0]: row[1] for row in rows}

    async def offered(self, some: Collection[int]) -> dict[int, set[Step]]:
        """The steps that were offered to each of these assemblies."""
        c = bloc_offers.c
        query = sa.select(c.assembly, c.step).where(c.assembly.in_(some))
        found: dict[int, set[Step]] = {assembly: set() for assembly in some}
        for assembly, step in await self.db.here.execute(query):
            found[assembly].add(Step(step))
        return found

    async def offer(self, assembly: int, steps: Collection[Step], at: datetime) -> None:
        """Notes that steps are offered no more."""
        for step in steps:
            insert: Any = dialect.insert(bloc_offers, self.db.here).values(
                assembly=assembly, step=step.value, at=at
            )
            await self.db.here.execute(insert.on_conflict_do_nothing(index_elements=["assembly", "step"]))
