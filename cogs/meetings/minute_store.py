"""What minutes are made of, on disk; and by which name a member wants to stand in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.meetings.call_schema import occurrences, rsvps
from cogs.meetings.rules.minute import APPROVED, DRAFT, GONE, Line, token
from cogs.meetings.sitting_schema import attendance, minute_lines, minute_names, sittings
from storage import dialect
from storage.database import Database
from storage.merging import moved

_C = minute_lines.c


class MinuteStore:
    """One row a line; names of members stand in them as ids alone."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def add(
        self,
        sitting: int,
        at: datetime,
        kind: str,
        subject: int = 0,
        member: int | None = None,
        text: str = "",
    ) -> int:
        """Adds a line; its id."""
        values = {"sitting": sitting, "at": at, "kind": kind, "subject": subject}
        insert = sa.insert(minute_lines).values(**values, member=member, text=text).returning(_C.id)
        return int((await self.db.here.execute(insert)).scalar_one())

    async def of(self, sitting: int) -> list[Line]:
        """What happened, in order."""
        columns = [_C[name] for name in Line.__slots__]
        query = sa.select(*columns).where(_C.sitting == sitting).order_by(_C.id)
        return [Line(*row) for row in await self.db.here.execute(query)]

    async def drafted(self, assembly: int, kind: str, subject: int) -> list[int]:
        """The lines (ids) that say what became of something, in minutes that can still change."""
        is_theirs = sa.and_(_C.kind == kind, _C.subject == int(subject))
        query = sa.select(_C.id).join(sittings, sittings.c.id == _C.sitting)
        query = query.where(sittings.c.assembly == assembly, sittings.c.minutes == DRAFT, is_theirs)
        return list((await self.db.here.execute(query.order_by(_C.id))).scalars())

    async def count(self, sitting: int) -> int:
        query = sa.select(sa.func.count()).where(_C.sitting == sitting)
        return int((await self.db.here.execute(query)).scalar_one())

    async def write(self, line: int, text: str) -> None:
        await self.db.here.execute(sa.update(minute_lines).where(_C.id == line).values(text=text))

    async def take_out(self, line: int) -> None:
        """Erases what a line of a draft says; its number stays, as others may be about to mend theirs."""
        values = {"kind": GONE, "text": "", "member": None}
        await self.db.here.execute(sa.update(minute_lines).where(_C.id == line).values(**values))

    async def remove(self, line: int) -> None:
        await self.db.here.execute(sa.delete(minute_lines).where(_C.id == line))

    async def names(self, assembly: int) -> dict[int, str]:
        """By which names members want to stand in minutes."""
        c = minute_names.c
        found = await self.db.here.execute(sa.select(c.member, c.name).where(c.assembly == assembly))
        return {row.member: row.name for row in found}

    async def name(self, assembly: int, member: int, name: str) -> None:
        """Keeps a name, or erases it where it is empty."""
        c = minute_names.c
        if not name:
            own = sa.and_(c.assembly == assembly, c.member == member)
            await self.db.here.execute(sa.delete(minute_names).where(own))
            return
        insert: Any = dialect.insert(minute_names, self.db.here)
        insert = insert.values(assembly=assembly, member=member, name=name)
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["assembly", "member"], set_={"name": name})
        )

    async def naming(self, assembly: int, member: int | None) -> list[int]:
        """The numbers of approved minutes that name this member, or may name anybody."""
        query = sa.select(sittings.c.number).where(
            sittings.c.assembly == assembly, sittings.c.minutes == APPROVED
        )
        if member is not None:
            there = sa.select(attendance.c.sitting).where(attendance.c.member == member)
            told = sa.or_(_C.member == member, _C.text.contains(token(member)))
            lines = sa.select(_C.sitting).where(told)
            sorry = sa.and_(occurrences.c.call == sittings.c.call, occurrences.c.wall == sittings.c.wall)
            answered = sa.select(rsvps.c.member).join(occurrences, occurrences.c.id == rsvps.c.occurrence)
            away = answered.where(sorry, rsvps.c.member == member).exists()
            query = query.where(sa.or_(sittings.c.id.in_(there), sittings.c.id.in_(lines), away))
        return list((await self.db.here.execute(query)).scalars())

    async def merge(self, kept: int, gone: int) -> None:
        await moved(self.db, minute_names.c.member, kept, gone)
        await self._instead(gone, token(kept))

    async def forget(self, member: int) -> None:
        """Takes a member's name out of every line."""
        await self.db.here.execute(sa.delete(minute_names).where(minute_names.c.member == member))
        await self._instead(member, token(0))

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """By which name a member stands in minutes, and what they noted."""
        query = sa.select(sittings.c.number, _C.text, _C.at).join(sittings, sittings.c.id == _C.sitting)
        own = query.where(sittings.c.assembly == assembly, _C.member == member, _C.text != "")
        return {
            "name": (await self.names(assembly)).get(member),
            "noted": [
                {"meeting": row.number, "text": row.text, "at": row.at.isoformat()}
                for row in await self.db.here.execute(own.order_by(_C.id))
            ],
        }

    async def _instead(self, member: int, other: str) -> None:
        words = sa.func.replace(_C.text, token(member), other)
        change = sa.update(minute_lines).where(_C.text.contains(token(member)))
        await self.db.here.execute(change.values(text=words))
