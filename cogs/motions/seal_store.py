"""What is noted at a count so that the result can be checked later, and the journal's link that holds it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection

import sqlalchemy as sa

from bot.ballots.record import Link
from cogs.motions.rules.export import Seal
from cogs.motions.schema import seals
from storage import dialect
from storage.database import Database
from storage.journal import START
from storage.schema import journal

SALT = 16


class SealStore:
    """A seal is made once, in the transaction that decides a motion."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def make(self, assembly: int, motion: int, removed: Collection[int]) -> Seal:
        """The seal of a motion that is decided now; its entry will be in the next link of the journal."""
        seal = Seal(secrets.token_bytes(SALT), frozenset(removed), await self._next_link(assembly))
        values = {"salt": seal.salt, "removed": json.dumps(sorted(removed)), "link": seal.link}
        await self.db.here.execute(sa.insert(seals).values(motion=motion, **values))
        return seal

    async def note_dispute(self, assembly: int, motion: int) -> None:
        """Notes that the next link of the journal will hold the dispute."""
        change = sa.update(seals).where(seals.c.motion == motion)
        await self.db.here.execute(change.values(dispute_link=await self._next_link(assembly)))

    async def of(self, motion: int) -> Seal | None:
        """The seal of a motion; None where it was decided before there were any."""
        query = sa.select(seals).where(seals.c.motion == motion)
        row = (await self.db.here.execute(query)).one_or_none()
        if row is None:
            return None
        return Seal(row.salt, frozenset(json.loads(row.removed)), row.link, row.dispute_link)

    async def link(self, assembly: int, number: int | None) -> Link | None:
        """A link of an assembly's journal, whole, with the hash of the one before it."""
        if number is None:
            return None
        query = sa.select(journal).where(
            journal.c.assembly == assembly, journal.c.link.in_((number - 1, number))
        )
        rows = {row.link: row for row in await self.db.here.execute(query)}
        if number not in rows:
            return None
        found = rows[number]
        before = rows[number - 1].hash if number - 1 in rows else START
        at = dialect.micros(found.at)
        return Link(number=number, before=before, at=at, body=found.body, hash=found.hash)

    async def _next_link(self, assembly: int) -> int:
        """One transaction writes one link for an assembly, whatever is done in it."""
        query = sa.select(sa.func.max(journal.c.link)).where(journal.c.assembly == assembly)
        return ((await self.db.here.execute(query)).scalar_one() or 0) + 1
