"""Reminders on disk; what rings is written in bulk on the database's own thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.people import Address
from bot.dates.zones import version
from cogs.reminders.rows import COLUMNS, INSTANTS, read, written
from cogs.reminders.rules.reminder import KEPT, For, Reminder
from cogs.reminders.schema import reminders
from storage import dialect
from storage.alarms import Alarm, Alarms, set_alarms
from storage.assemblies import Assemblies
from storage.database import Database
from storage.dialect import micros
from storage.due import Soonest, earliest, present
from storage.merging import moved
from storage.schema import members

DUE, AGAIN, SNOOZED, MISSED = "reminder", "reminder.again", "reminder.snoozed", "reminder.missed"
KINDS = (DUE, AGAIN, SNOOZED, MISSED)
_ADD = f"INSERT INTO reminders ({', '.join((*COLUMNS, 'edition'))})"
_LATER = (*(name for name in INSTANTS if name != "made_at"), "again", "missed")
_SOME = f"SELECT {', '.join(COLUMNS)} FROM reminders WHERE assembly = ? AND number IN "  # noqa: S608
_WAITS = sa.or_(reminders.c.due_at.is_not(None), reminders.c.snoozed_for.is_not(None))
_BY_TIME = sa.func.coalesce(reminders.c.snoozed_for, reminders.c.due_at)
_PLAIN = [
    sa.type_coerce(reminders.c[name], sa.BigInteger) if name in INSTANTS else reminders.c[name]
    for name in COLUMNS
]


@dataclass(slots=True)
class Rewritten:
    """What becomes of a batch of reminders that ring."""

    changed: list[Reminder] = field(default_factory=list)
    gone: list[Reminder] = field(default_factory=list)


R = TypeVar("R", bound=Rewritten)


class ReminderStore:
    """One row a reminder, and an alarm for its next time."""

    def __init__(self, db: Database, assemblies: Assemblies, alarms: Alarms) -> None:
        self.db = db
        self.assemblies = assemblies
        self.alarms = alarms

    async def numbers(self, assembly: int, count: int = 1) -> range:
        """The next numbers that people can type."""
        first = await self.assemblies.next_number(assembly, "reminder", count)
        return range(first, first + count)

    async def add(self, *some: Reminder) -> None:
        """Keeps reminders and has them ring at their times, however many, in one go."""

        def write(connection: Connection) -> None:
            dialect.add(connection, _ADD, [written(one) for one in some])
            set_alarms(connection, [alarm(DUE, one, one.due_at) for one in some if one.due_at is not None])

        if some:
            await self.db.within(write)

    async def save(self, *some: Reminder) -> None:
        await self.db.within(lambda connection: _save_on(connection, some))

    async def rewrite(
        self,
        assembly: int,
        numbers: Collection[int],
        work: Callable[[dict[int, Reminder], set[int]], R],
    ) -> R:
        """Reads reminders, has work say what becomes of them, and writes that: all in one go.

        work gets them by number, and which of their owners are not on the roll any more.
        """

        def whole(connection: Connection) -> R:
            found = _some_on(connection, assembly, numbers)
            written = work(found, _left_on(connection, {one.member for one in found.values()}))
            _save_on(connection, written.changed)
            _delete_on(connection, written.gone)
            return written

        return await self.db.within(whole)

    async def note_missed(self, assembly: int, numbers: Collection[int], now: datetime) -> list[Reminder]:
        """Notes what was missed as told; one of each person's, room's and bloc's, who are told together.

        Whoever is told of one is told of all that they missed, so that nothing is left for another message.
        """

        def note(connection: Connection) -> list[Reminder]:
            firsts: dict[tuple[object, ...], Reminder] = {}
            for _, one in sorted(_some_on(connection, assembly, numbers).items()):
                if one.missed_for is not None and one.missed_at is None:
                    firsts.setdefault(_whose(one), one)
            for one in firsts.values():
                untold = (reminders.c.missed_for.is_not(None), reminders.c.missed_at.is_(None))
                told = sa.update(reminders).where(*_together(one), *untold)
                connection.execute(told.values(missed_at=now))
            return [replace(one, missed_at=now) for one in firsts.values()]

        return await self.db.within(note)

    async def find(self, assembly: int, number: int) -> Reminder | None:
        found = await self._read(reminders.c.assembly == assembly, reminders.c.number == number)
        return found[0] if found else None

    async def of_member(self, assembly: int, member: int) -> list[Reminder]:
        """What waits of all that a member has set, the soonest first."""
        return await self._read(reminders.c.assembly == assembly, reminders.c.member == member, _WAITS)

    async def of_room(self, assembly: int, room: Address) -> list[Reminder]:
        """What waits to be posted in a room."""
        return await self._read(reminders.c.assembly == assembly, _in_room(room), _WAITS)

    async def of_bloc(self, assembly: int, bloc: int) -> list[Reminder]:
        """What waits to be posted in the rooms of a bloc."""
        return await self._read(reminders.c.assembly == assembly, reminders.c.bloc == bloc, _WAITS)

    async def open(self, assembly: int, member: int) -> list[Reminder]:
        """What has rung for a member alone, and nobody has said that it is done."""
        own = (reminders.c.member == member, reminders.c.whose == For.ME.value)
        return await self._read(reminders.c.assembly == assembly, *own, reminders.c.rung_for.is_not(None))

    async def missed_with(self, one: Reminder) -> list[Reminder]:
        """Those that were missed and told of together with this one."""
        return await self._read(*_together(one), reminders.c.missed_at == one.missed_at)

    async def delete(self, one: Reminder) -> None:
        """Erases a reminder with its text, and takes off what would ring."""
        await self.silence(one, *KINDS)
        own = sa.and_(reminders.c.assembly == one.assembly, reminders.c.number == one.number)
        await self.db.here.execute(sa.delete(reminders).where(own))

    async def silence(self, one: Reminder, *kinds: str) -> None:
        """Takes off what would ring for a reminder."""
        for kind in kinds:
            await self.alarms.cancel(one.assembly, kind, one.number)

    async def over(self, now: datetime) -> tuple[list[int], datetime | None]:
        """Where some rang for the last time so long ago that they go, and when the next one does."""
        gone = sa.select(reminders.c.assembly).where(reminders.c.over_at <= now - KEPT).distinct()
        rows = (await self.db.here.execute(gone)).scalars()
        later = sa.select(sa.func.min(reminders.c.over_at)).where(reminders.c.over_at > now - KEPT)
        soonest: datetime | None = (await self.db.here.execute(later)).scalar_one_or_none()
        return list(rows), soonest + KEPT if soonest else None

    async def tidy(self, assembly: int, now: datetime) -> None:
        """Erases those that rang for the last time so long ago."""
        old = sa.and_(reminders.c.assembly == assembly, reminders.c.over_at <= now - KEPT)
        await self.db.here.execute(sa.delete(reminders).where(old))

    async def outdated(self) -> list[int]:
        """Assemblies with reminders whose times were worked out by another edition of the zones' rules."""
        found = [sa.select(reminders.c.assembly).where(other).distinct() for other in _other_editions()]
        return sorted(set((await self.db.here.execute(sa.union(*found))).scalars()))

    async def outdated_in(self, assembly: int, limit: int) -> list[Reminder]:
        query = (reminders.c.assembly == assembly, sa.or_(*_other_editions()))
        return await self._read(*query, limit=limit)

    async def is_up_to_date(self, some: Sequence[Reminder]) -> None:
        """Notes that these were worked out by the present edition."""
        for one in some:
            own = (reminders.c.assembly == one.assembly, reminders.c.number == one.number)
            await self.db.here.execute(sa.update(reminders).where(*own).values(edition=version()))

    async def forget(self, member: int) -> None:
        """Erases all that a member has set; what would ring finds nothing then."""
        await self.db.here.execute(sa.delete(reminders).where(reminders.c.member == member))

    async def merge(self, kept: int, gone: int) -> None:
        await moved(self.db, reminders.c.member, kept, gone)

    async def move_room(self, old: Address, new: Address, assembly: int | None) -> None:
        """Has what belongs in one room be said in another."""
        where = [reminders.c.network == old.network, reminders.c.room == old.id]
        if assembly is not None:
            where.append(reminders.c.assembly == assembly)
        await self.db.here.execute(
            sa.update(reminders).where(*where).values(network=new.network, room=new.id)
        )

    async def shown_of(self, assembly: int, member: int | None) -> list[int]:
        """The numbers of those that stand in rooms and name this member, or anybody."""
        query = sa.select(reminders.c.number).where(
            reminders.c.assembly == assembly,
            reminders.c.whose != For.ME.value,
            reminders.c.rung_at.is_not(None),
        )
        if member is not None:
            query = query.where(reminders.c.member == member)
        return list((await self.db.here.execute(query)).scalars())

    async def active_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who has set a reminder since a day."""
        query = sa.select(reminders.c.member).where(
            reminders.c.assembly == assembly, reminders.c.made_at >= day
        )
        return frozenset((await self.db.here.execute(query)).scalars())

    async def of_person(self, assembly: int, member: int) -> list[Reminder]:
        """All that is kept of what a member has set."""
        return await self._read(reminders.c.assembly == assembly, reminders.c.member == member)

    async def _read(self, *conditions: sa.ColumnElement[bool], limit: int = 1000) -> list[Reminder]:
        query = sa.select(*_PLAIN).where(*conditions).order_by(_BY_TIME, reminders.c.number).limit(limit)
        return [read(row) for row in await self.db.here.execute(query)]


def first_due() -> tuple[Soonest, ...]:
    """When some may have to go, or have to be worked out anew, at the soonest."""
    return earliest(reminders.c.over_at, after=KEPT), *(present(other) for other in _other_editions())


def _other_editions() -> tuple[sa.ColumnElement[bool], ...]:
    """Each of the two is one range of an index, which is empty but after a change of the zones' rules."""
    return reminders.c.edition < version(), reminders.c.edition > version()


def alarm(kind: str, one: Reminder, at: datetime, detail: str = "") -> Alarm:
    """What rings for a reminder; one of a person's own is theirs alone."""
    return Alarm(one.assembly, kind, one.number, at, detail, one.member if one.whose is For.ME else None)


def _some_on(connection: Connection, assembly: int, numbers: Collection[int]) -> dict[int, Reminder]:
    """Reminders by number, on the database's own thread."""
    wanted = sorted(set(numbers))
    sql = f"{_SOME} ({', '.join('?' * len(wanted))})"
    found = [read(row) for row in dialect.found(connection, sql, (assembly, *wanted))]
    return {one.number: one for one in found}


def _left_on(connection: Connection, some: Collection[int]) -> set[int]:
    """Which of these members are not on the roll any more."""
    query = sa.select(members.c.id).where(members.c.id.in_(some), members.c.left_at.is_not(None))
    return set(connection.execute(query).scalars())


def _save_on(connection: Connection, some: Sequence[Reminder]) -> None:
    """Writes what changes when reminders ring."""
    if some:
        rows = [(one.assembly, one.number, *map(_plain, _values(one))) for one in some]
        dialect.change(connection, "reminders", ("assembly", "number"), _LATER, rows)


def _delete_on(connection: Connection, some: Sequence[Reminder]) -> None:
    if some:
        sql = "DELETE FROM reminders WHERE assembly = ? AND number = ?"
        dialect.fixed(connection, sql, [(one.assembly, one.number) for one in some])


def _values(one: Reminder) -> list[Any]:
    return [getattr(one, name) for name in _LATER]


def _plain(value: Any) -> Any:
    return micros(value) if isinstance(value, datetime) else value


def _whose(one: Reminder) -> tuple[object, ...]:
    """Who is told together: a person, a room, a bloc."""
    own = {For.ME: one.member, For.HERE: one.room, For.BLOC: one.bloc}
    return one.whose, own[one.whose]


def _together(one: Reminder) -> list[sa.ColumnElement[bool]]:
    """The reminders of those who are told together with this one."""
    own = {
        For.ME: reminders.c.member == one.member,
        For.HERE: _in_room(one.room),
        For.BLOC: reminders.c.bloc == one.bloc,
    }
    same = sa.and_(reminders.c.assembly == one.assembly, reminders.c.whose == one.whose.value)
    return [same, own[one.whose]]


def _in_room(room: Address) -> sa.ColumnElement[bool]:
    whose = reminders.c.whose == For.HERE.value
    return sa.and_(reminders.c.network == room.network, reminders.c.room == room.id, whose)
