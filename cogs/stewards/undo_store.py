"""What a steward can still take back, and the posts that wait for it, on disk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.api.card import Post, Tell
from bot.api.deeds import Deed
from cogs.stewards.schema import undoable
from storage.database import Database
from storage.due import earliest
from storage.schema import posts, tells

Said = tuple[str, str, int, str]
"""A post ("post") or message ("tell") by its kind, subject and detail."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """A steward's act with what takes its change back, if it changed anything, and what it says to others."""

    id: int
    assembly: int
    deed: Deed | None
    says: tuple[Said, ...]


class UndoStore:
    """Acts that wait their minute."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def add(
        self,
        assembly: int,
        member: int,
        deed: Deed | None,
        said: Sequence[Post],
        told: Sequence[Tell],
        now: datetime,
        until: datetime,
    ) -> int:
        """Keeps an act until its time is over; its id."""
        await self.tidy(now)
        says = [("post", p.kind, int(p.subject), p.detail) for p in said]
        says += [("tell", t.kind, int(t.subject), t.detail) for t in told]
        row = {"assembly": assembly, "member": member, "until": until, "says": json.dumps(says)}
        added = sa.insert(undoable).values(**row, deed=deed.written() if deed else None)
        return int((await self.db.here.execute(added.returning(undoable.c.id))).scalar_one())

    async def take(self, assembly: int, member: int, number: int, now: datetime) -> Undoable | None:
        """The steward's own act of this id, or the last one where it is 0, if its minute is not over."""
        own = sa.and_(undoable.c.assembly == assembly, undoable.c.member == member, undoable.c.until > now)
        query = sa.select(undoable).where(own).order_by(undoable.c.id.desc()).limit(1)
        row = (await self.db.here.execute(query.where(undoable.c.id == number) if number else query)).first()
        if row is None:
            return None
        await self.db.here.execute(sa.delete(undoable).where(undoable.c.id == row.id))
        says = tuple((kind, name, subject, detail) for kind, name, subject, detail in json.loads(row.says))
        return Undoable(row.id, assembly, Deed.read(row.deed) if row.deed else None, says)

    async def unsay(self, act: Undoable) -> None:
        """Takes away what was to be posted and told, so that the same could be said later."""
        for what, kind, subject, detail in act.says:
            table = posts if what == "post" else tells
            waits = sa.and_(table.c.assembly == act.assembly, table.c.state == "waiting")
            this = sa.and_(table.c.kind == kind, table.c.subject == subject, table.c.detail == detail)
            await self.db.here.execute(sa.delete(table).where(waits, this))

    async def oldest(self) -> tuple[int, datetime] | None:
        """Where the first one is, and when its minute is over."""
        query = sa.select(undoable.c.assembly, undoable.c.until).order_by(undoable.c.until).limit(1)
        row = (await self.db.here.execute(query)).first()
        return (row.assembly, row.until) if row else None

    async def tidy(self, now: datetime) -> None:
        """Deletes what can be taken back no longer."""
        await self.db.here.execute(sa.delete(undoable).where(undoable.c.until <= now))

    async def forget(self, member: int) -> None:
        await self.db.here.execute(sa.delete(undoable).where(undoable.c.member == member))


FIRST_OLD_ACT = earliest(undoable.c.until)
