"""Which rooms lie in which place of an assembly, and which place takes over where one is lost."""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from storage import dialect
from storage.assemblies import Assemblies, AssemblyRow
from storage.database import Database
from storage.schema import place_rooms, posts

Room = tuple[str, str]


class PlaceSeat(NamedTuple):
    """One place of an assembly; cards is the room in it that cards go to, None where that is the home."""

    network: str
    address: str
    cards: str | None

    def room(self, home: Room) -> Room:
        return home if self.cards is None else (self.network, self.cards)


class PlaceBook:
    """What is not known of a room is taken to be so: it lies in the first place of its network."""

    def __init__(self, db: Database, assemblies: Assemblies) -> None:
        self.db = db
        self.assemblies = assemblies

    async def seat_of(self, row: AssemblyRow, room: Room) -> PlaceSeat | None:
        """The place that a room lies in."""
        seats = [PlaceSeat(*place) for place in row.places if place[0] == room[0]]
        exact = (s for s in seats if room == (s.network, s.address) or room == s.room(row.home))
        known = await self.place_of(room)
        noted = (s for s in seats if s.address == known)
        return next(exact, None) or next(noted, None) or next(iter(seats), None)

    async def note_room(self, room: tuple[str, str], place: str) -> None:
        """Remembers in which place of its network a room lies."""
        insert: Any = dialect.insert(place_rooms, self.db.here).values(
            network=room[0], room=room[1], place=place
        )
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["network", "room"], set_={"place": place})
        )

    async def place_of(self, room: tuple[str, str]) -> str | None:
        """In which place of its network a room lies, where that is known."""
        c = place_rooms.c
        query = sa.select(c.place).where(c.network == room[0], c.room == room[1])
        found: str | None = (await self.db.here.execute(query)).scalar_one_or_none()
        return found

    async def rooms_in(self, row: AssemblyRow, seat: PlaceSeat) -> list[Room]:
        """The rooms in a place in which posts of the assembly stand or are about to."""
        query = sa.select(posts.c.room).where(
            posts.c.assembly == row.id,
            posts.c.network == seat.network,
            posts.c.state.in_(("waiting", "there")),
        )
        found = [(seat.network, room) for room in (await self.db.here.execute(query.distinct())).scalars()]
        return [room for room in sorted(found) if await self.seat_of(row, room) == seat]

    async def bequeath(self, row: AssemblyRow, seat: PlaceSeat) -> Room | None:
        """Has the first other place take over from one; the room that cards go to instead, None without one.

        Where the home lies in the place that is lost, it moves.
        """
        others = [PlaceSeat(*p) for p in row.places if PlaceSeat(*p)[:2] != seat[:2]]
        if not others:
            return None
        heir = others[0]
        new = heir.room(row.home)
        if seat.cards is None and heir.cards is not None:
            await self.assemblies.send_cards(row.id, heir[:2], None)
            await self.assemblies.send_cards(row.id, seat[:2], row.home[1] if seat[0] == row.home[0] else "")
            await self.assemblies.change(row.id, home_network=new[0], home_room=new[1])
        return new
