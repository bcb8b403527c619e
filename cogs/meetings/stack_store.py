"""Hands on disk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from cogs.meetings.rules.stack import Hand, HandKind
from cogs.meetings.sitting_schema import sittings
from cogs.meetings.stack_schema import hands
from storage.database import Database
from storage.merging import moved


class StackStore:
    """One row a hand, kept for the meeting's totals."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def of(self, sitting: int) -> list[Hand]:
        """All hands of a meeting, in the order in which they were raised."""
        return await self.db.here.run_sync(read_hands, [sitting])

    async def get(self, hand: int) -> Hand | None:
        row = (await self.db.here.execute(sa.select(hands).where(hands.c.id == hand))).first()
        return _hand(row) if row else None

    async def had_floor(self, assembly: int, member: int | None) -> list[int]:
        """The hands by which this member, or anybody, has had the floor."""
        query = sa.select(hands.c.id).join(sittings, sittings.c.id == hands.c.sitting)
        whose = hands.c.member.is_not(None) if member is None else hands.c.member == member
        spoke = sa.and_(sittings.c.assembly == assembly, hands.c.since.is_not(None), whose)
        return list((await self.db.here.execute(query.where(spoke))).scalars())

    async def heard_in(self, assembly: int, member: int | None) -> list[int]:
        """The numbers of the meetings in which this member, or anybody, has had the floor."""
        spoke = hands.c.id.in_(await self.had_floor(assembly, member))
        query = sa.select(sittings.c.number).join(hands, sittings.c.id == hands.c.sitting).distinct()
        return list((await self.db.here.execute(query.where(spoke))).scalars())

    async def rise(self, sitting: int, member: int, kind: HandKind, at: datetime) -> None:
        values = {"sitting": sitting, "member": member, "kind": kind.value, "at": at}
        await self.db.here.execute(sa.insert(hands).values(**values))

    async def end(self, hand: Hand, at: datetime) -> None:
        """Takes a hand down, or the floor from who has it."""
        await self.db.here.execute(sa.update(hands).where(hands.c.id == hand.id).values(until=at))

    async def give_floor(self, hand: Hand, at: datetime) -> None:
        await self.db.here.execute(sa.update(hands).where(hands.c.id == hand.id).values(since=at))

    async def close(self, sitting: int, at: datetime) -> None:
        """Takes every hand down as the meeting ends."""
        open_still = sa.and_(hands.c.sitting == sitting, hands.c.until.is_(None))
        await self.db.here.execute(sa.update(hands).where(open_still).values(until=at))

    async def spoken_before(self, sitting: int, assembly: int, body: int | None) -> frozenset[int]:
        """Who has spoken in another meeting of the same body."""
        query = sa.select(hands.c.member).join(sittings, sittings.c.id == hands.c.sitting)
        here = sa.and_(
            sittings.c.assembly == assembly, sittings.c.body == (body or 0), sittings.c.id != sitting
        )
        found = await self.db.here.execute(query.where(here, hands.c.since.is_not(None)).distinct())
        return frozenset(member for member in found.scalars() if member is not None)

    async def merge(self, kept: int, gone: int) -> None:
        """Has what one raised be the other's; of two hands that wait in one meeting the first stays."""
        await moved(self.db, hands.c.member, kept, gone)
        waits = sa.and_(hands.c.member == kept, hands.c.since.is_(None), hands.c.until.is_(None))
        first = sa.select(sa.func.min(hands.c.id)).where(waits).group_by(hands.c.sitting)
        doubled = sa.and_(waits, hands.c.id.not_in(first))
        await self.db.here.execute(sa.update(hands).where(doubled).values(until=hands.c.at))

    async def forget(self, member: int) -> None:
        """Takes the name off what a member said; that somebody spoke stays in the totals."""
        await self.db.here.execute(sa.update(hands).where(hands.c.member == member).values(member=None))

    async def export(self, assembly: int, member: int) -> list[dict[str, object]]:
        """When a member spoke, for that member."""
        query = sa.select(sittings.c.number, hands.c.since, hands.c.until).join(
            sittings, sittings.c.id == hands.c.sitting
        )
        own = sa.and_(sittings.c.assembly == assembly, hands.c.member == member, hands.c.since.is_not(None))
        return [
            {
                "meeting": row.number,
                "from": row.since.isoformat(),
                "until": row.until.isoformat() if row.until else None,
            }
            for row in await self.db.here.execute(query.where(own).order_by(hands.c.id))
        ]


def read_hands(connection: Connection, some: Collection[int]) -> list[Hand]:
    """The hands of meetings, on the database's thread."""
    query = sa.select(hands).where(hands.c.sitting.in_(some)).order_by(hands.c.id)
    return [_hand(row) for row in connection.execute(query)]


def _hand(row: sa.Row[Any]) -> Hand:
    return Hand(row.id, row.sitting, row.member, HandKind(row.kind), row.at, row.since, row.until)
