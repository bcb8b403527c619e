"""Signatures on paper: how many, and where they can be looked at."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cogs.campaigns.rules.paper import Batch
from cogs.campaigns.schema import campaigns
from cogs.campaigns.trust_schema import batches
from storage.database import Database


class PaperStore:
    """One row a batch; no name on paper comes here."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def of(self, campaign: int) -> list[Batch]:
        """The batches of a campaign, the first one first."""
        c = batches.c
        query = sa.select(c.number, c.n, c.proof, c.at).where(c.campaign == campaign).order_by(c.number)
        return [Batch(*row) for row in await self.db.here.execute(query)]

    async def add(self, campaign: int, n: int, proof: str, member: int, at: datetime) -> Batch:
        last = sa.select(sa.func.coalesce(sa.func.max(batches.c.number), 0))
        number: int = (
            await self.db.here.execute(last.where(batches.c.campaign == campaign))
        ).scalar_one() + 1
        values = {"number": number, "n": n, "proof": proof, "member": member, "at": at}
        await self.db.here.execute(sa.insert(batches).values(campaign=campaign, **values))
        return Batch(number, n, proof, at)

    async def remove(self, campaign: int, number: int) -> bool:
        """Takes a batch out again; False where there is none of this number."""
        own = sa.and_(batches.c.campaign == campaign, batches.c.number == number)
        return bool((await self.db.here.execute(sa.delete(batches).where(own))).rowcount)

    async def forget(self, member: int) -> None:
        """Takes a member's number off what they handed in."""
        own = sa.update(batches).where(batches.c.member == member)
        await self.db.here.execute(own.values(member=None))

    async def merge_members(self, kept: int, gone: int) -> None:
        """Has what one member handed in be another's, as the two are one person."""
        own = sa.update(batches).where(batches.c.member == gone)
        await self.db.here.execute(own.values(member=kept))

    async def by(self, assembly: int, member: int) -> list[Batch]:
        """What a member handed in, in all campaigns of an assembly."""
        c = batches.c
        query = sa.select(c.number, c.n, c.proof, c.at).join(campaigns, campaigns.c.id == c.campaign)
        own = query.where(campaigns.c.assembly == assembly, c.member == member).order_by(c.at)
        return [Batch(*row) for row in await self.db.here.execute(own)]
