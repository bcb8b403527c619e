"""Who can translate into which language, on disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.api import language as languages
from bot.api.card import View
from cogs.translations.schema import volunteers
from storage.database import Database
from storage.merging import moved


class Volunteers:
    """One row a member and language."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def add(self, assembly: int, member: int, language: str) -> bool:
        """Notes that a member can translate into a language; False where that was known."""
        if language in await self.of(assembly, member):
            return False
        row = sa.insert(volunteers).values(assembly=assembly, member=member, language=language)
        await self.db.here.execute(row)
        return True

    async def take(self, assembly: int, member: int, language: str) -> bool:
        """Takes that back; False where it was not so."""
        c = volunteers.c
        own = sa.and_(c.assembly == assembly, c.member == member, c.language == language)
        gone = sa.delete(volunteers).where(own).returning(c.language)
        return (await self.db.here.execute(gone)).first() is not None

    async def of(self, assembly: int, member: int) -> list[str]:
        """The languages that a member can translate into."""
        c = volunteers.c
        query = sa.select(c.language).where(c.assembly == assembly, c.member == member)
        return sorted((await self.db.here.execute(query)).scalars())

    async def willing(self, assembly: int, language: str, but: int | None = None) -> list[int]:
        """Who can translate into a language, whatever country's."""
        c = volunteers.c
        query = sa.select(c.member, c.language).where(c.assembly == assembly).order_by(c.member)
        rows = await self.db.here.execute(query)
        some = [member for member, tag in rows if languages.is_same(tag, language) and member != but]
        return list(dict.fromkeys(some))

    async def counts(self, assembly: int) -> dict[str, int]:
        """How many can translate into each language."""
        c = volunteers.c
        query = sa.select(c.language, sa.func.count().label("n")).where(c.assembly == assembly)
        rows = await self.db.here.execute(query.group_by(c.language).order_by(c.language))
        return {row.language: row.n for row in rows}

    async def forget(self, assembly: int, member: int) -> None:
        c = volunteers.c
        await self.db.here.execute(sa.delete(volunteers).where(c.assembly == assembly, c.member == member))

    async def merge(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what either can the one's."""
        await moved(self.db, volunteers.c.member, kept, gone, volunteers.c.assembly == assembly)
        return ()
