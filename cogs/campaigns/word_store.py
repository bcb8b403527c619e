"""Words that stewards have made one, with the log of it."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cogs.campaigns.rules.term import Merge, Term, TermKind, key
from cogs.campaigns.sign_schema import terms
from cogs.campaigns.term_store import heads, term_ids, term_of
from cogs.campaigns.trust_schema import merges
from storage.assemblies import Assemblies
from storage.database import Database


class WordStore:
    """A merge says what a word counts as; no signature is touched by it."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def find(self, assembly: int, kind: TermKind, word: str) -> Term | None:
        """The word as what it counts as."""
        c, folded = terms.c, key(kind.value, word)
        query = sa.select(c.id).where(c.assembly == assembly, c.kind == kind.value, c.folded == folded)
        found: int | None = (await self.db.here.execute(query)).scalar_one_or_none()
        if found is None:
            return None
        end = (await self.db.here.run_sync(heads, [found]))[found]
        row = (await self.db.here.execute(sa.select(terms).where(c.id == end))).one()
        return term_of(row)

    async def add(self, assembly: int, kind: TermKind, word: str) -> Term:
        """The word, made where nobody has stated it yet."""
        await self.db.within(lambda c: term_ids(c, assembly, [(kind.value, word)]))
        found = await self.find(assembly, kind, word)
        if found is None:
            raise LookupError("a word was not written")
        return found

    async def words(self, assembly: int, kind: TermKind, limit: int) -> list[str]:
        """What has been stated, in the order of the alphabet; what was merged stands under the other word."""
        c = terms.c
        own = sa.and_(c.assembly == assembly, c.kind == kind.value, c.merged_into.is_(None))
        query = sa.select(c.said).where(own).order_by(c.folded).limit(limit)
        return list((await self.db.here.execute(query)).scalars())

    async def merge(self, assembly: int, gone: Term, into: Term, steward: int, at: datetime) -> int:
        """Has one word count as another from now on; the number of it in the log."""
        change = sa.update(terms).where(terms.c.id == gone.id)
        await self.db.here.execute(change.values(merged_into=into.id))
        number = await self.assemblies.next_number(assembly, "merge")
        values = {"gone": gone.id, "into": into.id, "steward": steward, "at": at}
        await self.db.here.execute(sa.insert(merges).values(assembly=assembly, number=number, **values))
        return number

    async def undo(self, assembly: int, number: int, at: datetime) -> Merge | None:
        """Has a word count as itself again; None where nothing under this number is to be undone."""
        found = next((one for one in await self._log(assembly, merges.c.number == number)), None)
        if found is None or found.undone_at is not None:
            return None
        own = sa.and_(merges.c.assembly == assembly, merges.c.number == number)
        pair = (await self.db.here.execute(sa.select(merges.c.gone, merges.c.into).where(own))).one()
        back = sa.update(terms).where(terms.c.id == pair.gone, terms.c.merged_into == pair.into)
        await self.db.here.execute(back.values(merged_into=None))
        await self.db.here.execute(sa.update(merges).where(own).values(undone_at=at))
        return found

    async def log(self, assembly: int, limit: int) -> list[Merge]:
        """What stewards have merged, the latest first."""
        return (await self._log(assembly))[:limit]

    async def _log(self, assembly: int, *conditions: sa.ColumnElement[bool]) -> list[Merge]:
        gone, into, m = terms.alias(), terms.alias(), merges.c
        columns = (m.number, gone.c.kind, gone.c.said, into.c.said, m.steward, m.at, m.undone_at)
        query = (
            sa.select(*columns)
            .join_from(merges, gone, gone.c.id == m.gone)
            .join(into, into.c.id == m.into)
            .where(m.assembly == assembly, *conditions)
        )
        return [Merge(*row) for row in await self.db.here.execute(query.order_by(m.number.desc()))]

    async def forget(self, member: int) -> None:
        """Takes a member's number off what they merged."""
        own = sa.update(merges).where(merges.c.steward == member)
        await self.db.here.execute(own.values(steward=None))

    async def merge_members(self, kept: int, gone: int) -> None:
        """Has what one member merged be another's, as the two are one person."""
        own = sa.update(merges).where(merges.c.steward == gone)
        await self.db.here.execute(own.values(steward=kept))

    async def by(self, assembly: int, member: int) -> list[int]:
        """The numbers in the log of what a member merged."""
        own = sa.and_(merges.c.assembly == assembly, merges.c.steward == member)
        query = sa.select(merges.c.number).where(own).order_by(merges.c.number)
        return list((await self.db.here.execute(query)).scalars())
