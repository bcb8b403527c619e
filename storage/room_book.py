"""Rooms of our own on disk: which are wanted, which stand where, and which may not be as they are to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import dialect
from storage.database import Database
from storage.outbox import key_of
from storage.schema import rooms

REASON = "="
"""What stands before a reason for a refusal that nothing has to be granted for."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One room on one network; address is its id there once it stands, place that of the assembly's place.

    state is opening, there, refused, closing or closed. lacks names what the network would have to allow, or
    after REASON why it refused. drift holds the keys of differences that another hand made and nobody said
    a word about, adopted those that stewards let stand, one a line. people holds the accounts that were let
    in, one a line. orders counts how often it was ordered, so that an order which comes while another is
    carried out is not lost.
    """

    id: int
    key: str
    assembly: int
    kind: str
    subject: int
    network: str
    place: str
    address: str | None
    state: str
    stale: bool
    lacks: str
    adopted: str
    drift: str
    people: str
    orders: int
    tries: int
    due_at: datetime | None
    ordered_at: datetime
    tried_at: datetime | None

    @property
    def left_alone(self) -> frozenset[str]:
        """The keys of differences that are not to be touched."""
        return frozenset(key for key in (*self.adopted.split("\n"), *self.drift.split("\n")) if key)


_ROOM = sa.select(*(rooms.c[name] for name in RoomRow.__slots__))


class RoomBook:
    """What each row is to be is not written here: its cog says so when it is carried out."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def order(
        self, assembly: int, place: tuple[str, str], kind: str, subject: int, at: datetime
    ) -> None:
        """Has a room looked at on one network: it is opened where it is new, and compared where it stands."""
        network, address = place
        insert: Any = dialect.insert(rooms, self.db.here).values(
            key=key_of("room", assembly, network, kind, subject),
            assembly=assembly,
            kind=kind,
            subject=subject,
            network=network,
            place=address,
            state="opening",
            stale=True,
            due_at=at,
            ordered_at=at,
        )
        is_nowhere = sa.and_(rooms.c.address.is_(None), rooms.c.tried_at.is_(None))
        moves = {"place": sa.case((is_nowhere, address), else_=rooms.c.place)}
        await self.db.here.execute(
            insert.on_conflict_do_update(
                index_elements=["assembly", "kind", "subject", "network"], set_=_anew(at) | moves
            )
        )

    async def of(self, assembly: int, kind: str, subject: int) -> list[RoomRow]:
        """A room on each network, whatever became of it."""
        c = rooms.c
        return await self._found(c.assembly == assembly, c.kind == kind, c.subject == subject)

    async def at(self, address: tuple[str, str]) -> RoomRow | None:
        """The room of ours that stands at an address."""
        c = rooms.c
        found = await self._found(c.network == address[0], c.address == address[1], c.state == "there")
        return found[0] if found else None

    async def due(self, network: str, now: datetime, limit: int = 50) -> list[RoomRow]:
        """Rooms of a network that have to be looked at now, in the order in which they were first ordered."""
        c = rooms.c
        return (await self._found(c.network == network, c.stale, c.due_at <= now))[:limit]

    async def next_due(self, network: str) -> datetime | None:
        query = sa.select(sa.func.min(rooms.c.due_at)).where(rooms.c.network == network, rooms.c.stale)
        found: datetime | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def hasten(self, network: str, now: datetime) -> None:
        """Has what failed on a network be tried now, and not when its next try would have come."""
        c = rooms.c
        failed = sa.and_(c.network == network, c.stale, c.tries > 0, c.due_at > now)
        await self.db.here.execute(sa.update(rooms).where(failed).values(due_at=now, tries=0))

    async def mend(self, room: RoomRow, at: datetime) -> None:
        """Has what another hand changed be made as planned again; a room that is gone is opened anew."""
        await self.change(room.id, drift="", lacks="", **_anew(at))

    async def done(self, room: RoomRow) -> None:
        """Says that a room is as it is to be, unless it was ordered again since it was read."""
        same = sa.and_(rooms.c.id == room.id, rooms.c.orders == room.orders)
        await self.db.here.execute(sa.update(rooms).where(same).values(stale=False, due_at=None))

    async def look_again(self, assembly: int, network: str, at: datetime) -> None:
        """Has all rooms of an assembly on a network looked at: where it meets has changed."""
        c = rooms.c
        own = sa.and_(c.assembly == assembly, c.network == network, c.state != "closed")
        await self.db.here.execute(sa.update(rooms).where(own).values(_anew(at)))

    async def look(self, room: RoomRow, at: datetime) -> None:
        """Has a room compared with its plan."""
        await self.change(room.id, **_anew(at))

    async def adopt(self, room: RoomRow) -> None:
        """Lets stand what another hand changed."""
        both = dict.fromkeys([*room.adopted.split("\n"), *room.drift.split("\n")])
        await self.change(room.id, drift="", adopted="\n".join(key for key in both if key))

    async def get(self, room: int) -> RoomRow | None:
        found = await self._found(rooms.c.id == room)
        return found[0] if found else None

    async def change(self, room: int, **values: Any) -> None:
        await self.db.here.execute(sa.update(rooms).where(rooms.c.id == room).values(**values))

    async def _found(self, *conditions: sa.ColumnElement[bool]) -> list[RoomRow]:
        query = _ROOM.where(*conditions).order_by(rooms.c.id)
        return [RoomRow(*row) for row in await self.db.here.execute(query)]


def _anew(at: datetime) -> dict[str, Any]:
    """What has a room looked at, also where it is being looked at right now."""
    return {"stale": True, "tries": 0, "due_at": at, "orders": rooms.c.orders + 1}
