"""Stewards and their terms, on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.people import Account, Member, Role
from cogs.stewards.rules import terms as rules
from cogs.stewards.rules.terms import Term
from cogs.stewards.schema import asked, forgotten, recalled, terms
from storage import dialect
from storage.database import Database
from storage.members import Roll
from storage.schema import assemblies, members, once


class TermStore:
    """A term belongs to whoever has the role; the row of one who has not means nothing any more."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def stewards(self, assembly: int) -> list[Term]:
        """Those who keep an assembly, longest first."""
        return await self._where(members.c.assembly == assembly)

    async def every(self) -> list[Term]:
        """The terms of all stewards there are."""
        return await self._where()

    async def _where(self, *conditions: sa.ColumnElement[bool]) -> list[Term]:
        """Stewards by their role; the founder's term, which nobody has written yet, began as they joined."""
        role = sa.and_(members.c.role == int(Role.STEWARD), members.c.left_at.is_(None))
        columns = (members.c.id, members.c.assembly, members.c.joined_at, *_OWN)
        query = sa.select(*columns).outerjoin(terms, terms.c.member == members.c.id).where(role, *conditions)
        rows = list(await self.db.here.execute(query.order_by(members.c.joined_at, members.c.id)))
        found = [
            rules.begin(row[0], row[1], row[2]) if row.since is None else Term(*row[:2], *row[3:])
            for row in rows
        ]
        return sorted(found, key=lambda term: term.since)

    async def of(self, member: int) -> Term | None:
        row = (await self.db.here.execute(_TERM.where(terms.c.member == member))).one_or_none()
        return Term(*row) if row else None

    async def keep(self, term: Term) -> None:
        """Writes a term, in the place of an earlier one of the same person."""
        insert: Any = dialect.insert(terms, self.db.here).values(**_values(term))
        change = {key: value for key, value in _values(term).items() if key != "member"}
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["member"], set_=change))

    async def begin(self, member: int, assembly: int, now: datetime) -> None:
        """Makes a member a steward, for a term from now on."""
        await self.roll.change_member(member, role=int(Role.STEWARD))
        await self.keep(rules.begin(member, assembly, now))
        await self.db.here.execute(sa.delete(recalled).where(recalled.c.member == member))

    async def end(self, member: int) -> None:
        """Makes a steward a member like the others."""
        await self.roll.change_member(member, role=int(Role.MEMBER))
        await self.db.here.execute(sa.delete(terms).where(terms.c.member == member))

    async def recall(self, member: int, assembly: int, now: datetime) -> None:
        """Ends a steward's time by the assembly's own decision, also if they went before the count."""
        await self.end(member)
        insert: Any = dialect.insert(recalled, self.db.here).values(member=member, assembly=assembly, at=now)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["member"], set_={"at": now}))

    async def forget_recalled(self, assembly: int, now: datetime) -> None:
        """Keeps that a steward who was recalled was forgotten, and not who it was."""
        await self.db.here.execute(sa.insert(forgotten).values(assembly=assembly, at=now))

    async def forgotten_since(self, assembly: int, joined_at: datetime) -> datetime | None:
        """When a recalled steward was last forgotten here, if not after this person had come."""
        query = sa.select(sa.func.max(forgotten.c.at)).where(
            forgotten.c.assembly == assembly, forgotten.c.at <= joined_at
        )
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def tidy(self, before: datetime) -> None:
        """Deletes that somebody was recalled and forgotten, once that is long ago."""
        await self.db.here.execute(sa.delete(forgotten).where(forgotten.c.at <= before))

    async def was_recalled(self, member: int) -> bool:
        query = sa.select(recalled.c.member).where(recalled.c.member == member)
        return (await self.db.here.execute(query)).first() is not None

    async def member(self, member: int) -> Member | None:
        """Somebody who is on the roll now, also under the id of one who turned out to be the same person."""
        row = await self.roll.member_by_id(await self.stands_for(member))
        return Member(row.id, row.assembly, Role(row.role), row.joined_at) if row else None

    async def stands_for(self, member: int) -> int:
        """Who a member is now: an announcement or a vote may name one who was found to be somebody else."""
        query = sa.select(once.c.kept).where(once.c.member == member).limit(1)
        return int((await self.db.here.execute(query)).scalar_one_or_none() or member)

    async def named(self, person: Account, assembly: int) -> Member | None:
        """The person behind an account, where they are on the roll."""
        row = await self.roll.member_at(person.address, assembly)
        return Member(row.id, row.assembly, Role(row.role), row.joined_at) if row else None

    async def size(self, assembly: int) -> int:
        return await self.roll.size(assembly)

    async def voters(self, assembly: int) -> int:
        """How many on the roll can have a say here: they have an account, and were not found to be gone."""
        m = members.c
        there = (m.left_at.is_(None), m.initials.is_(None), m.away_at.is_(None))
        query = sa.select(sa.func.count()).select_from(members).where(m.assembly == assembly, *there)
        return int((await self.db.here.execute(query)).scalar_one())

    async def asked(self, assembly: int) -> tuple[datetime | None, datetime | None]:
        """When the room was last asked for a second steward, and told that none is there."""
        query = sa.select(asked.c.second_at, asked.c.missing_at).where(asked.c.assembly == assembly)
        row = (await self.db.here.execute(query)).one_or_none()
        return (row.second_at, row.missing_at) if row else (None, None)

    async def note_asked(self, assembly: int, **at: datetime) -> None:
        insert: Any = dialect.insert(asked, self.db.here).values(assembly=assembly, **at)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["assembly"], set_=at))

    async def sizes(self) -> list[tuple[int, datetime, int, int]]:
        """Each assembly that has a place: its id, when it was founded, its roll and its stewards."""
        is_steward = sa.func.sum(sa.case((members.c.role == int(Role.STEWARD), 1), else_=0))
        query = (
            sa.select(assemblies.c.id, assemblies.c.founded_at, sa.func.count(), is_steward)
            .join(members, members.c.assembly == assemblies.c.id)
            .where(members.c.left_at.is_(None), assemblies.c.erase_at.is_(None))
            .group_by(assemblies.c.id, assemblies.c.founded_at)
        )
        return [(row[0], row[1], row[2], int(row[3])) for row in await self.db.here.execute(query)]

    async def forget(self, member: int) -> None:
        for table in (terms, recalled):
            await self.db.here.execute(sa.delete(table).where(table.c.member == member))

    async def merge(self, kept: int, gone: int) -> None:
        """Two members turn out to be one: who was a steward is one, and who was recalled stays so."""
        if (term := await self.of(gone)) is not None and await self.of(kept) is None:
            await self.keep(_of(term, kept))
        if await self.was_recalled(gone) and not await self.was_recalled(kept):
            change = sa.update(recalled).where(recalled.c.member == gone).values(member=kept)
            await self.db.here.execute(change)
        await self.forget(gone)


_OWN = (terms.c.since, terms.c.until, terms.c.seen, terms.c.reminded, terms.c.is_caretaker)
_TERM = sa.select(terms.c.member, terms.c.assembly, *_OWN)


def _of(term: Term, member: int) -> Term:
    return Term(member, *(getattr(term, name) for name in Term.__slots__[1:]))


def _values(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in Term.__slots__}
