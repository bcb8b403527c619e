"""Who disputes a result, and why."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cogs.motions.rules.dispute import Objection
from cogs.motions.schema import disputes, motions
from storage.database import Database


class DisputeStore:
    """One dispute a member and motion."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def of(self, motion: int) -> dict[int, Objection]:
        """The objections to a result by member, in the order in which they came."""
        query = sa.select(disputes).where(disputes.c.motion == motion).order_by(disputes.c.at)
        rows = await self.db.here.execute(query)
        return {row.member: Objection(row.why, row.member) for row in rows}

    async def add(self, motion: int, member: int, why: str, at: datetime) -> None:
        await self.db.here.execute(sa.insert(disputes).values(motion=motion, member=member, why=why, at=at))

    async def numbers_of(self, assembly: int, member: int) -> list[int]:
        """The motions whose results a member disputes."""
        query = sa.select(motions.c.number).join(disputes, disputes.c.motion == motions.c.id)
        mine = query.where(motions.c.assembly == assembly, disputes.c.member == member)
        return list((await self.db.here.execute(mine)).scalars())

    async def forget(self, member: int) -> None:
        """Erases what a member said; a mark that is there stays, as others made it too."""
        await self.db.here.execute(sa.delete(disputes).where(disputes.c.member == member))
