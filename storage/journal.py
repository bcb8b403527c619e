"""The append-only record: one hash chain an assembly, one link a commit.

A person stands in it as a commitment, the hash of their member id with a salt that forget deletes; the
chain still verifies afterwards.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.schema import journal

START = "0" * 64
_ADD = "INSERT INTO journal (assembly, link, at, body, hash) VALUES (?, ?, ?, ?, ?)"
_LAST = "SELECT link, hash FROM journal WHERE assembly = ? ORDER BY link DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as it is to be chained; person is a commitment already."""

    kind: str
    subject: int = 0
    person: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> list[Any]:
        return [self.kind, self.subject, self.person, dict(self.facts)]


def commitment(member: int, salt: bytes) -> str:
    """What stands in the journal for a person."""
    return hmac.new(salt, str(member).encode(), hashlib.sha256).hexdigest()


def chained(before: str, at: int, body: str) -> str:
    """The hash of a link: over the one before it, its time and its entries."""
    return hashlib.sha256(f"{before}\n{at}\n{body}".encode()).hexdigest()


class Journal:
    """Chain heads are remembered only once they are on disk."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._heads: dict[int, tuple[int, str]] = {}

    def write(
        self, connection: Connection, assembly: int, entries: Sequence[Written], at: datetime
    ) -> tuple[int, str]:
        """Chains one link; the new head, to be given to moved_on after the commit."""
        link, before = self._heads.get(assembly) or self._last(connection, assembly)
        body = json.dumps([e.plain() for e in entries], sort_keys=True, separators=(",", ":"))
        when = dialect.micros(at)
        head = (link + 1, chained(before, when, body))
        dialect.bare(connection, _ADD, (assembly, head[0], when, body, head[1]))
        return head

    def moved_on(self, assembly: int, head: tuple[int, str]) -> None:
        self._heads[assembly] = head

    @staticmethod
    def _last(connection: Connection, assembly: int) -> tuple[int, str]:
        found = dialect.fixed_one(connection, _LAST, (assembly,)).one_or_none()
        return (0, START) if found is None else (int(found.link), str(found.hash))

    async def last(self, assembly: int) -> str:
        """The hash of the last link that stands, which nobody could choose."""
        query = (
            sa.select(journal.c.hash).where(journal.c.assembly == assembly).order_by(journal.c.link.desc())
        )
        return (await self.db.here.execute(query.limit(1))).scalar_one_or_none() or START

    async def verify(self, assembly: int) -> int | None:
        """The first link that does not follow from the one before it; None where all do."""
        query = sa.select(journal).where(journal.c.assembly == assembly).order_by(journal.c.link)
        before, expected = START, 1
        for row in await self.db.here.execute(query):
            right = chained(before, dialect.micros(row.at), row.body)
            if row.link != expected or row.hash != right:
                return expected
            before, expected = row.hash, expected + 1
        return None
