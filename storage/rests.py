"""Who on a roll rests: members who have paused, and those who were found in no place of the assembly."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from storage.database import Database
from storage.members import Roll
from storage.schema import members


class Rests:
    """Marks on the roll; who is on it stays on it."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def paused(self, assembly: int) -> frozenset[int]:
        """Those on the roll who have paused: they may vote, and weigh on no quorum."""
        return await self._marked(assembly, members.c.paused_at)

    async def away(self, assembly: int) -> frozenset[int]:
        """Those on the roll who are in no place of the assembly any more, as far as is known."""
        return await self._marked(assembly, members.c.away_at)

    async def pause(self, member: int, at: datetime) -> None:
        await self.roll.change_member(member, paused_at=at)

    async def note_away(self, some: Collection[int], at: datetime | None) -> None:
        """Marks members as being in no place, or as being there after all where at is None."""
        for member in some:
            await self.roll.change_member(member, away_at=at)

    async def end(self, member: int) -> bool:
        """Ends a rest, as the member takes part; whether they had paused."""
        query = sa.select(members.c.paused_at).where(members.c.id == member)
        paused = (await self.db.here.execute(query)).scalar_one_or_none()
        await self.roll.change_member(member, paused_at=None, away_at=None)
        return paused is not None

    async def joined_since(self, assembly: int, at: datetime, most: int) -> int:
        """How many came onto the roll after an instant; no more than most are counted."""
        some = sa.select(members.c.id).where(
            members.c.assembly == assembly, members.c.joined_at > at, members.c.left_at.is_(None)
        )
        counted = sa.select(sa.func.count()).select_from(some.limit(most).subquery())
        return int((await self.db.here.execute(counted)).scalar_one())

    async def _marked(self, assembly: int, mark: sa.ColumnElement[datetime | None]) -> frozenset[int]:
        query = sa.select(members.c.id).where(
            members.c.assembly == assembly, members.c.left_at.is_(None), mark.is_not(None)
        )
        return frozenset((await self.db.here.execute(query)).scalars())
