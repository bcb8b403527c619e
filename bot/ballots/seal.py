"""The links of an assembly's journal that hold what is noted at a count."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from bot.ballots.record import Link
from storage import dialect
from storage.database import Database
from storage.journal import START
from storage.schema import journal

SALT, UNNOTED = 16, 0
"""How long a salt is, and what is stored where the journal holds nothing of a count."""


class Seals:
    """A seal is made once, in the transaction that decides or counts; each cog keeps its own."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @staticmethod
    def salt() -> bytes:
        """What the marks of one count are made with."""
        return secrets.token_bytes(SALT)

    async def next_link(self, assembly: int) -> int:
        """The number of the journal's next link: one transaction writes one for an assembly."""
        query = sa.select(sa.func.max(journal.c.link)).where(journal.c.assembly == assembly)
        return ((await self.db.here.execute(query)).scalar_one() or 0) + 1

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
