"""Meetings that are held, on disk: who is here, who has which role, shows of hands, what happened."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.api.circles import unlisted_number
from bot.api.number import Numbered
from bot.api.people import Address
from cogs.meetings.rules.sitting import FORGOTTEN, Held, Seat, StackRule
from cogs.meetings.sitting_schema import (
    attendance,
    seats,
    sittings,
)
from storage import dialect
from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import earliest
from storage.schema import members

_PLAIN = (
    "assembly",
    "title",
    "starter",
    "quorum",
    "started_at",
    "unlisted",
    "call",
    "wall",
    "ended_at",
    "minutes",
    "approval",
    "approved_at",
    "forgotten",
)

FIRST_FORGOTTEN = (earliest(sittings.c.started_at, sittings.c.ended_at.is_(None), after=FORGOTTEN),)


class SittingStore:
    """One row a meeting; numbers count up within an assembly, those of an unlisted bloc's are drawn."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def new_number(self, assembly: int, unlisted: bool) -> Numbered:
        while unlisted:
            if await self.find(assembly, drawn := unlisted_number()) is None:
                return drawn
        return Numbered(await self.assemblies.next_number(assembly, "meeting"))

    async def add(self, held: Held) -> Held:
        insert = sa.insert(sittings).values(**_row(held)).returning(sittings.c.id)
        return replace(held, id=(await self.db.here.execute(insert)).scalar_one())

    async def save(self, held: Held) -> None:
        """Writes the meeting itself; roles and attendance have their own ways."""
        await self.db.here.execute(sa.update(sittings).where(sittings.c.id == held.id).values(**_row(held)))

    async def find(self, assembly: int, number: int) -> Held | None:
        here = sa.and_(sittings.c.assembly == assembly, sittings.c.number == int(number))
        return await self._one(here)

    async def get(self, sitting: int) -> Held | None:
        return await self._one(sittings.c.id == sitting)

    async def going_on(self, assembly: int) -> list[Held]:
        """The meetings that go on, the assembly's own first."""
        here = sa.and_(sittings.c.assembly == assembly, sittings.c.ended_at.is_(None))
        return await self.db.here.run_sync(read_held, here)

    async def oldest(self) -> Held | None:
        """The meeting that has gone on for longest, in any assembly."""
        open_now = sa.select(sittings.c.id).where(sittings.c.ended_at.is_(None))
        return await self._one(sittings.c.id.in_(open_now.order_by(sittings.c.started_at).limit(1)))

    async def of_body(self, assembly: int, body: int | None) -> Held | None:
        """The meeting of the assembly or a bloc that goes on."""
        return next((held for held in await self.going_on(assembly) if held.body == body), None)

    async def in_room(self, room: Address) -> Held | None:
        """The meeting that goes on in a room."""
        here = sa.and_(sittings.c.network == room.network, sittings.c.room == room.id)
        return await self._one(sa.and_(here, sittings.c.ended_at.is_(None)))

    async def last_of(self, assembly: int, body: int | None) -> Held | None:
        """The meeting of a body that ended last."""
        here = sa.and_(sittings.c.assembly == assembly, sittings.c.body == (body or 0))
        ended = sa.select(sittings.c.id).where(here, sittings.c.ended_at.is_not(None))
        newest = ended.order_by(sittings.c.ended_at.desc()).limit(1)
        return await self._one(sittings.c.id.in_(newest))

    async def bodies(self, assembly: int) -> list[int | None]:
        """The blocs that have held a meeting; None is the assembly itself."""
        query = sa.select(sittings.c.body).where(sittings.c.assembly == assembly).distinct()
        return [body or None for body in (await self.db.here.execute(query)).scalars()]

    async def held(self, assembly: int, bodies: Collection[int | None], limit: int = 25) -> list[Held]:
        """The meetings that were held by some bodies, the newest first."""
        here = sa.and_(sittings.c.assembly == assembly, sittings.c.body.in_([body or 0 for body in bodies]))
        here = sa.and_(here, sittings.c.ended_at.is_not(None))
        newest = sa.select(sittings.c.id).where(here).order_by(sittings.c.started_at.desc()).limit(limit)
        some = list((await self.db.here.execute(newest)).scalars())
        found = await self.db.here.run_sync(read_held, sittings.c.id.in_(some))
        return sorted(found, key=lambda held: held.started_at, reverse=True)

    async def of_call(self, call: int, wall: str) -> Held | None:
        """The meeting that was held for a date."""
        return await self._one(sa.and_(sittings.c.call == call, sittings.c.wall == wall))

    async def started(self, dates: Collection[tuple[int, str]]) -> frozenset[tuple[int, str]]:
        """Those of these dates (call, wall time) for which a meeting was started."""
        some, walls = {call for call, _ in dates}, {wall for _, wall in dates}
        here = sa.and_(sittings.c.call.in_(some), sittings.c.wall.in_(walls))
        query = sa.select(sittings.c.call, sittings.c.wall).where(here)
        return frozenset((row.call, row.wall) for row in await self.db.here.execute(query))

    async def come(self, sitting: int, member: int, at: datetime) -> None:
        def coming(connection: Connection) -> None:
            come(connection, sitting, [member], at)
            note_most(connection, [sitting])

        await self.db.within(coming)

    async def attended(self, sitting: int) -> list[tuple[int, datetime, datetime | None]]:
        """Who was here (member, since when, until when), those who came first first."""
        c = attendance.c
        query = sa.select(c.member, c.came_at, c.left_at).where(c.sitting == sitting)
        rows = await self.db.here.execute(query.order_by(c.came_at, c.member))
        return [(row.member, row.came_at, row.left_at) for row in rows]

    async def seat(self, sitting: int, seat: Seat, member: int, at: datetime) -> None:
        """Gives a member a role; whoever had it has it no longer."""
        await self.unseat(sitting, seat, at)
        await self.db.here.execute(
            sa.insert(seats).values(sitting=sitting, seat=seat.value, member=member, since=at)
        )

    async def unseat(self, sitting: int, seat: Seat, at: datetime) -> None:
        own = sa.and_(seats.c.sitting == sitting, seats.c.seat == seat.value, seats.c.until.is_(None))
        await self.db.here.execute(sa.update(seats).where(own).values(until=at))

    async def all_seats(self, sitting: int) -> list[tuple[Seat, int | None, datetime]]:
        """Every role that was held, in order."""
        query = sa.select(seats.c.seat, seats.c.member, seats.c.since).where(seats.c.sitting == sitting)
        rows = await self.db.here.execute(query.order_by(seats.c.id))
        return [(Seat(row.seat), row.member, row.since) for row in rows]

    async def times(self, assembly: int, body: int | None, seat: Seat) -> dict[int, int]:
        """How often each member has had a role in meetings of a body."""
        count = sa.func.count(sa.distinct(seats.c.sitting))
        query = (
            sa.select(seats.c.member, count)
            .join(sittings, sittings.c.id == seats.c.sitting)
            .where(sittings.c.assembly == assembly, sittings.c.body == (body or 0))
            .where(seats.c.seat == seat.value, seats.c.member.is_not(None))
            .group_by(seats.c.member)
        )
        return {row[0]: row[1] for row in await self.db.here.execute(query)}

    async def move(self, old: Address, new: Address, assembly: int | None) -> list[Held]:
        """Has the meetings that go on in a room go on in another."""
        lived = [sittings.c.network == old.network, sittings.c.room == old.id, sittings.c.ended_at.is_(None)]
        if assembly is not None:
            lived.append(sittings.c.assembly == assembly)
        change = sa.update(sittings).where(*lived).values(network=new.network, room=new.id)
        found = list((await self.db.here.execute(change.returning(sittings.c.id))).scalars())
        return await self.db.here.run_sync(read_held, sittings.c.id.in_(found))

    async def _one(self, condition: sa.ColumnElement[bool]) -> Held | None:
        found = await self.db.here.run_sync(read_held, condition)
        return found[0] if found else None


def read_held(connection: Connection, condition: sa.ColumnElement[bool]) -> list[Held]:
    """Meetings with who is here and who has which role, on the database's thread.

    Whoever has gone, from the meeting or from the roll, is neither here nor in a role until they are back.
    """
    rows = connection.execute(
        sa.select(sittings).where(condition).order_by(sittings.c.body, sittings.c.id)
    ).all()
    if not rows:
        return []
    some = [row.id for row in rows]
    here = sa.and_(attendance.c.sitting.in_(some), attendance.c.left_at.is_(None))
    on_roll = sa.and_(members.c.id == attendance.c.member, members.c.left_at.is_(None))
    there = sa.select(attendance.c.sitting, attendance.c.member).join(members, on_roll)
    present = {(row.sitting, row.member) for row in connection.execute(there.where(here))}
    held = sa.and_(seats.c.sitting.in_(some), seats.c.until.is_(None), seats.c.member.is_not(None))
    roles = connection.execute(sa.select(seats.c.sitting, seats.c.seat, seats.c.member).where(held)).all()
    return [
        Held(
            id=row.id,
            number=Numbered(row.number),
            body=row.body or None,
            room=Address(row.network, row.room),
            rule=StackRule(row.rule),
            seats=tuple(
                (Seat(seat), member)
                for sitting, seat, member in roles
                if sitting == row.id and ((sitting, member) in present or row.ended_at is not None)
            ),
            present=frozenset(member for sitting, member in present if sitting == row.id),
            most=row.most,
            **{name: getattr(row, name) for name in _PLAIN},
        )
        for row in rows
    ]


def come(connection: Connection, sitting: int, some: Collection[int], at: datetime) -> None:
    """Notes that members are here; who had gone is back, and came when they first came."""
    insert: Any = dialect.insert(attendance, connection)
    rows = [{"sitting": sitting, "member": member, "came_at": at, "left_at": None} for member in some]
    again = insert.on_conflict_do_update(index_elements=["sitting", "member"], set_={"left_at": None})
    connection.execute(again, rows)


def note_most(connection: Connection, some: Collection[int]) -> None:
    """Notes how many are at meetings now, where there were never as many: quorums go by it."""
    on_roll = sa.and_(members.c.id == attendance.c.member, members.c.left_at.is_(None))
    there = sa.select(sa.func.count()).select_from(attendance.join(members, on_roll))
    now = there.where(attendance.c.sitting == sittings.c.id, attendance.c.left_at.is_(None)).scalar_subquery()
    more = sa.update(sittings).where(sittings.c.id.in_(some), sittings.c.most < now)
    connection.execute(more.values(most=now))


def _row(held: Held) -> dict[str, Any]:
    return {
        **{name: getattr(held, name) for name in _PLAIN},
        "number": int(held.number),
        "body": held.body or 0,
        "rule": held.rule.value,
        "network": held.room.network,
        "room": held.room.id,
    }
