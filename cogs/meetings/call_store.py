"""Calls and their dates, on disk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.circles import unlisted_number
from bot.api.people import Address
from bot.dates.series import Occurrence
from bot.dates.zones import version
from cogs.meetings.call_rows import Dated, exceptions, read_calls, read_dated, values
from cogs.meetings.call_schema import call_exceptions, calls, occurrences
from cogs.meetings.rules.call import Call
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import present
from storage.members import Roll
from storage.rests import Rests

MEMBER = 1
_NO_DATE = datetime(1, 1, 1)  # noqa: DTZ001 - a wall time
STANDS = sa.and_(calls.c.cancelled_at.is_(None), calls.c.next_at.is_not(None))
"""A call that has a date that goes on or is to come."""
FIRST_TO_REPLAN = (present(STANDS, calls.c.zones != version()),)
"""Whether there are calls whose alarms were set by other time zones than those that are here."""


class CallStore:
    """Numbers count up within an assembly; those of an unlisted bloc are drawn."""

    def __init__(self, db: Database, assemblies: Assemblies, roll: Roll) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll
        self.rests = Rests(db, roll)

    async def new_number(self, assembly: int, unlisted: bool) -> int:
        while unlisted:
            if await self.find(assembly, number := int(unlisted_number())) is None:
                return number
        return await self.assemblies.next_number(assembly, "call")

    async def find(self, assembly: int, number: int) -> Call | None:
        found = await self._calls(sa.and_(calls.c.assembly == assembly, calls.c.number == number))
        return found[0] if found else None

    async def get(self, call: int) -> Call | None:
        found = await self._calls(calls.c.id == call)
        return found[0] if found else None

    async def numbered(self, assembly: int, numbers: Collection[int]) -> list[Call]:
        return await self._calls(sa.and_(calls.c.assembly == assembly, calls.c.number.in_(numbers)))

    async def standing(self, assembly: int) -> list[Call]:
        """The calls that have a date that goes on or is to come."""
        return await self._calls(sa.and_(calls.c.assembly == assembly, STANDS))

    async def cancelled_since(self, assembly: int, at: datetime) -> list[Call]:
        return await self._calls(sa.and_(calls.c.assembly == assembly, calls.c.cancelled_at >= at))

    async def of_caller(self, assembly: int, member: int) -> list[Call]:
        return await self._calls(sa.and_(calls.c.assembly == assembly, calls.c.caller == member))

    async def add(self, call: Call) -> Call:
        row = {**values(call), "zones": ""}
        added = sa.insert(calls).values(row).returning(calls.c.id)
        return replace(call, id=(await self.db.here.execute(added)).scalar_one())

    async def save(self, call: Call) -> None:
        """Writes a call with what is otherwise than its rule says."""
        await self.db.here.execute(sa.update(calls).where(calls.c.id == call.id).values(values(call)))
        await self.db.here.execute(sa.delete(call_exceptions).where(call_exceptions.c.call == call.id))
        if rows := exceptions(call):
            await self.db.here.execute(sa.insert(call_exceptions), rows)

    async def planned(self, call: Call, next_at: datetime | None, zones: str) -> None:
        """Notes when a call's next date begins, and by which time zones its alarms are set."""
        change = sa.update(calls).where(calls.c.id == call.id)
        await self.db.here.execute(change.values(next_at=next_at, zones=zones))

    async def planned_by_others(self, zones: str) -> list[int]:
        """Assemblies with calls whose alarms were set by other time zones than these."""
        query = sa.select(calls.c.assembly).where(STANDS, calls.c.zones != zones).distinct()
        return list((await self.db.here.execute(query.order_by(calls.c.assembly))).scalars())

    async def dated(self, call: Call, one: Occurrence) -> Dated:
        """The date with its id; one that a clock change or a move brought elsewhere is noted as it is now."""
        return await self.db.within(lambda c: date_on(c, call.id, one))

    async def dates_of(self, call: int) -> list[Dated]:
        return await self._dated(occurrences.c.call == call)

    async def date(self, occurrence: int) -> tuple[Call, Dated] | None:
        """A date by its id, with its call."""
        found = await self._dated(occurrences.c.id == occurrence)
        call = await self.get(found[0].call) if found else None
        return (call, found[0]) if call else None

    async def date_at(self, call: Call, key: datetime) -> Dated | None:
        here = sa.and_(occurrences.c.call == call.id, occurrences.c.wall == key.isoformat())
        found = await self._dated(here)
        return found[0] if found else None

    async def note_posted(self, occurrence: int) -> None:
        change = sa.update(occurrences).where(occurrences.c.id == occurrence)
        await self.db.here.execute(change.values(posted=True))

    async def rekey(self, call: int, keys: Mapping[int, datetime]) -> None:
        """Has dates of a call be known by other wall times of the rule, as its series was moved.

        One that is in the way of another, as it is no date any more, gets a key that no rule gives.
        """
        known = {one.key: one.id for one in await self.dates_of(call)}
        freed = {known[key]: key for key in keys.values() if key in known and known[key] not in keys}
        aside = {one: _free(key, {*known, *keys.values()}) for one, key in freed.items()}
        for one in keys:  # first out of each other's way
            await self._rekey(one, _NO_DATE + timedelta(seconds=one))
        for one, key in (aside | dict(keys)).items():
            await self._rekey(one, key)

    async def _rekey(self, occurrence: int, key: datetime) -> None:
        change = sa.update(occurrences).where(occurrences.c.id == occurrence)
        await self.db.here.execute(change.values(wall=key.isoformat()))

    async def on_the_roll(self, assembly: int) -> frozenset[int]:
        """Who may be told of a meeting: everyone on the roll who has not paused and was not found away."""
        everyone = frozenset(await self.roll.in_role(assembly, MEMBER))
        return everyone - await self.rests.paused(assembly) - await self.rests.away(assembly)

    async def stewards(self, assembly: int) -> list[int]:
        return await self.roll.in_role(assembly, 2)

    async def keep(self, assembly: int, settings: dict[str, str]) -> None:
        await self.assemblies.keep(assembly, settings)

    async def move(self, old: Address, new: Address, assembly: int | None) -> list[Call]:
        """Has the calls of a room be announced, and held, in another; those that still stand."""
        moved: set[int] = set()
        for network, room in ((calls.c.network, calls.c.room), (calls.c.held_network, calls.c.held_room)):
            lived = sa.and_(network == old.network, room == old.id)
            if assembly is not None:
                lived = sa.and_(lived, calls.c.assembly == assembly)
            change = sa.update(calls).where(lived).values({network: new.network, room: new.id})
            moved |= set((await self.db.here.execute(change.returning(calls.c.id))).scalars())
        return await self._calls(sa.and_(calls.c.id.in_(moved), STANDS))

    async def named(self, assembly: int, member: int | None) -> list[int]:
        """The dates with a card, of calls by a member, or by anybody at all."""
        whose = calls.c.caller.is_not(None) if member is None else calls.c.caller == member
        query = sa.select(occurrences.c.id).join(calls, calls.c.id == occurrences.c.call)
        found = await self.db.here.execute(
            query.where(calls.c.assembly == assembly, whose, occurrences.c.posted)
        )
        return list(found.scalars())

    async def urgent_since(self, assembly: int, member: int, at: datetime) -> int | None:
        """The number of a meeting to which this member called everyone at once since a time."""
        query = sa.select(calls.c.number).where(
            calls.c.assembly == assembly, calls.c.caller == member, calls.c.urgent, calls.c.called_at > at
        )
        return (await self.db.here.execute(query.order_by(calls.c.id))).scalars().first()

    async def _calls(self, condition: sa.ColumnElement[bool]) -> list[Call]:
        return await self.db.here.run_sync(read_calls, condition)

    async def _dated(self, condition: sa.ColumnElement[bool]) -> list[Dated]:
        return await self.db.here.run_sync(read_dated, condition)


def _free(key: datetime, taken: Collection[datetime]) -> datetime:
    """A wall time that no rule gives, as these are to the minute."""
    while key in taken:
        key += timedelta(seconds=1)
    return key


def date_on(connection: Connection, call: int, one: Occurrence) -> Dated:
    """The date of a call with its id, on the database's thread."""
    c = occurrences.c
    insert: Any = dialect.insert(occurrences, connection)
    row = {"call": call, "wall": one.key.isoformat(), "at": one.at, "posted": False}
    again = insert.values(row).on_conflict_do_update(index_elements=["call", "wall"], set_={"at": one.at})
    found = connection.execute(again.returning(c.id, c.posted)).one()
    return Dated(found.id, call, one.key, one.at, found.posted)
