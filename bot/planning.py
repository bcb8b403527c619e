"""What a room of our own is to be on one network, asked of its cog each time."""

from __future__ import annotations

from dataclasses import replace

from bot.api.people import Address, Assembly
from bot.api.rooms import RoomPlan, RoomSource
from bot.loader import House
from bot.people import People
from storage.database import Database
from storage.room_book import RoomBook, RoomRow


def let_in(room: RoomRow) -> frozenset[Address]:
    """Those whom earlier plans have let in."""
    return frozenset(Address(room.network, person) for person in room.people.split("\n") if person)


class Plans:
    """Plans of the rooms of one network, with where the room stands that each hangs under."""

    def __init__(self, db: Database, network: str, house: House, people: People) -> None:
        self.db = db
        self.network = network
        self.house = house
        self.people = people
        self.book = RoomBook(db)

    async def of(self, room: RoomRow) -> tuple[RoomPlan, Address | None] | None:
        """The plan, and where the room stands that it hangs under; None where there is to be no such room."""
        assembly = await self.people.assembly(room.assembly)
        source = self.source(room)
        if assembly is None or source is None or not self._meets_there(assembly, room):
            return None
        async with self.db.reading():
            plan = await source.plan(assembly, room.subject, self.network)
            if plan is None:
                return None
            rows = await self.book.of(room.assembly, *plan.above) if plan.above else []
        plan = replace(plan, before=let_in(room))
        found = (r.address for r in rows if r.network == self.network and r.state == "there" and r.address)
        above = next(found, None)
        return plan, Address(self.network, above) if above else None

    def _meets_there(self, assembly: Assembly, room: RoomRow) -> bool:
        """Whether the assembly meets in the room's place; elsewhere on that network it gets another one."""
        return any(place.address == (self.network, room.place) for place in assembly.places)

    async def place_of(self, room: RoomRow) -> Address | None:
        """Where an assembly has its rooms on this network: in the first of its places there."""
        assembly = await self.people.assembly(room.assembly)
        places = assembly.places if assembly is not None else ()
        return next((place.address for place in places if place.address.network == self.network), None)

    def source(self, room: RoomRow) -> RoomSource | None:
        return self.house.rooms.get(room.kind)
