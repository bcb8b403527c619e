"""Who said that they wrote to the addressee: each once, and only the number is read."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from cogs.campaigns.sign_schema import counts
from cogs.campaigns.tell_schema import sent
from storage import dialect
from storage.database import Database


class Sent:
    """The rows, and the number that a trigger keeps."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def count(self, campaign: int) -> int:
        query = sa.select(counts.c.n).where(
            counts.c.campaign == campaign, counts.c.kind == "sent", counts.c.term == 0
        )
        return int((await self.db.here.execute(query)).scalar_one_or_none() or 0)

    async def note(self, campaign: int, person: int) -> None:
        """Notes it; a second time changes nothing."""
        rows = {"campaign": campaign, "person": person}
        await self.db.here.run_sync(
            lambda c: c.execute(dialect.insert(sent, c).on_conflict_do_nothing(), rows)
        )

    async def of(self, person: int) -> Collection[int]:
        """The campaigns under which this person wrote."""
        query = sa.select(sent.c.campaign).where(sent.c.person == person)
        return list((await self.db.here.execute(query)).scalars())

    async def merge(self, kept: int, gone: int) -> None:
        """Has what one member sent count as another's."""
        for campaign in await self.of(gone):
            await self.note(campaign, kept)
        await self.forget(gone)

    async def forget(self, person: int) -> None:
        await self.db.here.execute(sa.delete(sent).where(sent.c.person == person))
