"""Alarms: what is due at a time, a row each, taken off in the transaction that orders what it has said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.dialect import micros
from storage.due import earliest
from storage.schema import alarms

_ADD = "INSERT INTO alarms (assembly, kind, subject, due_at, detail, member, rings_at)"


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


@dataclass(frozen=True, slots=True)
class DueAlarms:
    """How many alarms of a kind are due in an assembly, of those whose ringing has failed so often."""

    assembly: int
    kind: str
    tries: int
    count: int


_FIELDS = ("assembly", "kind", "subject", "due_at", "detail", "member")
_COLUMNS = [alarms.c[name] for name in _FIELDS]
_WHICH = (alarms.c.assembly, alarms.c.kind, alarms.c.tries)


class Alarms:
    """Sets, cancels and takes off what is due."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def set(self, *some: Alarm) -> None:
        """Adds alarms, however many, in one go."""
        if some:
            await self.db.within(lambda connection: set_alarms(connection, some))

    @staticmethod
    def set_once(connection: Connection, some: Sequence[Alarm]) -> None:
        """Adds those alarms of whose kind and subject none is set yet, on the database's own thread."""
        for one in some:
            there = sa.select(alarms.c.id).where(_of(one.assembly, one.kind, one.subject)).limit(1)
            if connection.execute(there).first() is None:
                set_alarms(connection, [one])

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

    async def due(self, kinds: Collection[str], now: datetime) -> list[DueAlarms]:
        """Where alarms of which of these kinds are to ring, and how many: the longest overdue first."""
        ringing = sa.and_(alarms.c.rings_at <= now, alarms.c.kind.in_(kinds))
        query = sa.select(*_WHICH, sa.func.count()).where(ringing).group_by(*_WHICH)
        rows = await self.db.here.execute(query.order_by(sa.func.min(alarms.c.due_at), *_WHICH))
        return [DueAlarms(*row) for row in rows]

    async def next_due(self, kinds: Collection[str], now: datetime) -> datetime | None:
        """When the next one of these kinds is to ring that is not to ring yet."""
        coming = sa.and_(alarms.c.rings_at > now, alarms.c.kind.in_(kinds))
        query = sa.select(alarms.c.rings_at).where(coming).order_by(alarms.c.rings_at).limit(1)
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def claim(self, some: DueAlarms, now: datetime, limit: int) -> list[Alarm]:
        """Takes off what is to ring, the longest overdue first, limit at most."""
        gone = sa.delete(alarms).where(alarms.c.id.in_(_first(some, now, limit)))
        with_ids = gone.returning(alarms.c.id, *_COLUMNS)
        rows = await self.db.within(lambda connection: connection.execute(with_ids).all())
        return [Alarm(*row[1:]) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]

    async def put_off(self, some: DueAlarms, now: datetime, limit: int, until: datetime) -> None:
        """Has those that claim would take ring later, and notes that their ringing has failed once more."""
        later = {"rings_at": until, "tries": some.tries + 1}
        chosen = alarms.c.id.in_(_first(some, now, limit))
        await self.db.here.execute(sa.update(alarms).where(chosen).values(**later))

    async def move(self, kept: int, gone: int) -> None:
        """Has a member's own be another's, as the two are one person."""
        own = sa.update(alarms).where(alarms.c.member == gone)
        await self.db.here.execute(own.values(member=kept))

    async def forget(self, member: int) -> None:
        """Takes off what was a member's own."""
        await self.db.here.execute(sa.delete(alarms).where(alarms.c.member == member))


def set_alarms(connection: Connection, some: Sequence[Alarm]) -> None:
    """Adds alarms on the database's own thread, for those who have more to write there."""
    rows = []
    for one in some:
        at = micros(one.due_at)
        rows.append((one.assembly, one.kind, one.subject, at, one.detail, one.member, at))
    dialect.add(connection, _ADD, rows)


def _of(assembly: int, kind: str, subject: int) -> sa.ColumnElement[bool]:
    return sa.and_(alarms.c.assembly == assembly, alarms.c.kind == kind, alarms.c.subject == subject)


def _first(some: DueAlarms, now: datetime, limit: int) -> sa.Select[tuple[int]]:
    own = sa.and_(
        alarms.c.rings_at <= now,
        alarms.c.assembly == some.assembly,
        alarms.c.kind == some.kind,
        alarms.c.tries == some.tries,
    )
    return sa.select(alarms.c.id).where(own).order_by(alarms.c.due_at, alarms.c.id).limit(limit)


FIRST_ALARM = (earliest(alarms.c.rings_at),)
