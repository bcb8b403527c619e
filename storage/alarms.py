"""Alarms: what is due at a time, a row each, taken off in the transaction that orders what it has said."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Database
from storage.schema import alarms


@dataclass(frozen=True, slots=True)
class Alarm:
    """What rings: the kind that a cog gave a ringer for, and what it means by subject and detail.

    member is the person whose own it is, None for one that concerns more than one.
    """

    assembly: int
    kind: str
    subject: int
    due_at: datetime
    detail: str = ""
    member: int | None = None


_FIELDS = ("assembly", "kind", "subject", "due_at", "detail", "member")
_COLUMNS = [alarms.c[name] for name in _FIELDS]


class Alarms:
    """Sets, cancels and takes off what is due."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def set(self, *some: Alarm) -> None:
        """Adds alarms, however many, in one statement."""
        if some:
            rows = [{name: getattr(one, name) for name in _FIELDS} for one in some]
            await self.db.here.execute(sa.insert(alarms), rows)

    async def cancel(self, assembly: int, kind: str, subject: int, detail: str | None = None) -> None:
        """Takes off every alarm of this subject, or that with this detail alone."""
        chosen = _of(assembly, kind, subject)
        if detail is not None:
            chosen = sa.and_(chosen, alarms.c.detail == detail)
        await self.db.here.execute(sa.delete(alarms).where(chosen))

    async def of(self, assembly: int, kind: str, subject: int) -> list[Alarm]:
        """The alarms of a subject, the soonest first."""
        query = sa.select(*_COLUMNS).where(_of(assembly, kind, subject))
        return [Alarm(*row) for row in await self.db.here.execute(query.order_by(alarms.c.due_at))]

    async def due(self, kinds: Collection[str], now: datetime) -> list[tuple[int, str]]:
        """In which assemblies alarms of which of these kinds are due."""
        which = sa.select(alarms.c.assembly, alarms.c.kind).where(alarms.c.due_at <= now)
        query = which.where(alarms.c.kind.in_(kinds)).distinct().order_by(alarms.c.assembly, alarms.c.kind)
        return [(assembly, kind) for assembly, kind in await self.db.here.execute(query)]

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next one is due that is not due yet."""
        query = sa.select(sa.func.min(alarms.c.due_at)).where(alarms.c.due_at > now)
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def claim(self, assembly: int, kind: str, now: datetime, limit: int) -> list[Alarm]:
        """Takes off what is due of a kind in an assembly, the longest overdue first, limit at most."""
        mine = sa.and_(alarms.c.assembly == assembly, alarms.c.kind == kind, alarms.c.due_at <= now)
        chosen = sa.select(alarms.c.id).where(mine).order_by(alarms.c.due_at, alarms.c.id).limit(limit)
        gone = sa.delete(alarms).where(alarms.c.id.in_(chosen)).returning(alarms.c.id, *_COLUMNS)
        rows = await self.db.within(lambda connection: connection.execute(gone).all())
        return [Alarm(*row[1:]) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]

    async def forget(self, member: int) -> None:
        """Takes off what was a member's own."""
        await self.db.here.execute(sa.delete(alarms).where(alarms.c.member == member))


def _of(assembly: int, kind: str, subject: int) -> sa.ColumnElement[bool]:
    return sa.and_(alarms.c.assembly == assembly, alarms.c.kind == kind, alarms.c.subject == subject)
