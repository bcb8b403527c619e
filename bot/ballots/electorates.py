"""Who may vote in which box, of choices and of papers alike."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.schema import boxes, electorates
from storage.database import Database


class Electorates:
    """Fixed when a box is opened; one only changes where two of it turn out to be one person."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._known: dict[int, frozenset[int] | None] = {}
        self._sizes: dict[int, int] = {}
        self._changing: set[int] = set()
        self._edition = 0

    async def fix(self, box: int, members: Collection[int] | None) -> None:
        """Notes who may vote in a new box; None where anyone on the roll who was there before may."""
        self._known.pop(box, None)  # the number may be that of a box that was erased
        self._sizes.pop(box, None)
        if members:
            rows = [{"box": box, "member": member} for member in sorted(members)]
            await self.db.here.execute(sa.insert(electorates), rows)

    def of(self, connection: Connection, box: int) -> frozenset[int] | None:
        """Who may vote, or None for anyone on the roll; remembered until it changes."""
        if box in self._changing:
            return _stored(connection, box)
        if box not in self._known:
            self._known[box] = _stored(connection, box)
        return self._known[box]

    def changed(self, some: Collection[int]) -> None:
        """Has the electorates of these boxes read again, from now on and once the change is on disk."""
        self._changing.update(some)

        def forget() -> None:
            self._edition += 1
            for box in some:
                self._known.pop(box, None)
                self._sizes.pop(box, None)

        def settle() -> None:
            forget()
            self._changing.difference_update(some)

        forget()
        self.db.after_commit(settle)

    async def listed(self, box: int) -> frozenset[int] | None:
        """Who may vote, as it is stored; None where nobody was listed."""
        if not await self.is_listed(box):
            return None
        query = sa.select(electorates.c.member).where(electorates.c.box == box)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def is_listed(self, box: int) -> bool:
        """Whether it was fixed when the box was opened."""
        query = sa.select(boxes.c.listed).where(boxes.c.id == box)
        return bool((await self.db.here.execute(query)).scalar_one())

    async def has(self, box: int, member: int) -> bool:
        """Whether a fixed electorate has this member; True where it is not fixed."""
        if not await self.is_listed(box):
            return True
        query = sa.select(sa.func.count()).where(electorates.c.box == box, electorates.c.member == member)
        return bool((await self.db.here.execute(query)).scalar_one())

    async def size(self, box: int) -> int:
        """How many may vote, 0 where nobody can know it; counted once, until it changes."""
        if box in self._sizes and box not in self._changing:
            return self._sizes[box]
        edition = self._edition
        query = sa.select(sa.func.count()).where(electorates.c.box == box)
        size = int((await self.db.here.execute(query)).scalar_one())
        if self.db.is_current and edition == self._edition:
            self._sizes[box] = size
        return size


def _stored(connection: Connection, box: int) -> frozenset[int] | None:
    if not connection.execute(sa.select(boxes.c.listed).where(boxes.c.id == box)).scalar_one():
        return None
    query = sa.select(electorates.c.member).where(electorates.c.box == box)
    return frozenset(connection.execute(query).scalars())
