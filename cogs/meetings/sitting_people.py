"""What meetings keep of one person: made another's, erased, counted, handed over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.meetings.sitting_schema import (
    agenda_items,
    attendance,
    minute_lines,
    seat_requests,
    seats,
    shown_hands,
    sittings,
)
from storage.database import Database
from storage.merging import moved

_ON_AGENDAS = (agenda_items.c.proposer, agenda_items.c.presenter)


class SittingPeople:
    """Goes through every table that names members."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def merge(self, kept: int, gone: int) -> None:
        """Has what is gone's in meetings be kept's, once each; who is there by either is there."""
        there = sa.select(attendance.c.sitting).where(
            attendance.c.member == gone, attendance.c.left_at.is_(None)
        )
        both = sa.select(attendance.c.sitting).where(attendance.c.member.in_((kept, gone)))
        twice = both.group_by(attendance.c.sitting).having(sa.func.count() > 1)
        fewer = sa.update(sittings).where(sittings.c.id.in_(twice), sittings.c.most > 0)
        await self.db.here.execute(fewer.values(most=sittings.c.most - 1))
        own = sa.and_(attendance.c.member == kept, attendance.c.sitting.in_(there))
        await self.db.here.execute(sa.update(attendance).where(own).values(left_at=None))
        for column in (attendance.c.member, shown_hands.c.member, seat_requests.c.member, seats.c.member):
            await moved(self.db, column, kept, gone)
        for named in (minute_lines.c.member, sittings.c.starter, *_ON_AGENDAS):
            await moved(self.db, named, kept, gone)

    async def forget(self, member: int) -> None:
        """Takes a member out of meetings; that somebody was there, and what was decided, stays."""
        there = sa.select(attendance.c.sitting).where(attendance.c.member == member)
        counted = sa.update(sittings).where(sittings.c.id.in_(there))
        await self.db.here.execute(counted.values(forgotten=sittings.c.forgotten + 1))
        for table in (shown_hands, seat_requests, attendance):
            await self.db.here.execute(sa.delete(table).where(table.c.member == member))
        for column in (seats.c.member, minute_lines.c.member, sittings.c.starter, *_ON_AGENDAS):
            change = sa.update(column.table).where(column == member)
            await self.db.here.execute(change.values({column.name: None}))

    async def named_in(self, assembly: int, member: int | None) -> list[int]:
        """The numbers of meetings in which this member, or anybody, has or had a role."""
        query = sa.select(sittings.c.number).join(seats, seats.c.sitting == sittings.c.id).distinct()
        whose = seats.c.member.is_not(None) if member is None else seats.c.member == member
        return list(
            (await self.db.here.execute(query.where(sittings.c.assembly == assembly, whose))).scalars()
        )

    async def presenting(self, assembly: int, member: int | None) -> list[int]:
        """The items on agendas that this member, or anybody, presents."""
        c = agenda_items.c
        whose = c.presenter.is_not(None) if member is None else c.presenter == member
        return list(
            (await self.db.here.execute(sa.select(c.id).where(c.assembly == assembly, whose))).scalars()
        )

    async def active_since(self, assembly: int, day: datetime) -> frozenset[int]:
        """Who was at a meeting since a day; not of unlisted blocs, as no count may tell of one."""
        query = sa.select(attendance.c.member).join(sittings, sittings.c.id == attendance.c.sitting)
        listed = sa.and_(sittings.c.assembly == assembly, sa.not_(sittings.c.unlisted))
        found = query.where(listed, attendance.c.came_at >= day)
        return frozenset((await self.db.here.execute(found)).scalars())

    async def export(self, assembly: int, member: int) -> dict[str, object]:
        """What is kept of a person, for that person."""
        c, own = attendance.c, sittings.c.assembly == assembly
        there = sa.select(sittings.c.number, c.came_at, c.left_at).join(sittings, sittings.c.id == c.sitting)
        roles = sa.select(sittings.c.number, seats.c.seat, seats.c.since).join(
            sittings, sittings.c.id == seats.c.sitting
        )
        said = sa.select(sittings.c.number, minute_lines.c.kind, minute_lines.c.text, minute_lines.c.at).join(
            sittings, sittings.c.id == minute_lines.c.sitting
        )
        return {
            "was there": await self._rows(there.where(own, c.member == member)),
            "roles": await self._rows(roles.where(own, seats.c.member == member)),
            "in the minutes": await self._rows(said.where(own, minute_lines.c.member == member)),
        }

    async def _rows(self, query: sa.Select[Any]) -> list[dict[str, object]]:
        return [
            {key: v.isoformat() if isinstance(v, datetime) else v for key, v in row._mapping.items()}
            for row in await self.db.here.execute(query)
        ]
