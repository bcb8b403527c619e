"""A network's rooms in memory: opened, found by their key, held against their plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, RoomPlan
from bot.platforms import Refused


@dataclass
class Standing:
    """One room as the network has it."""

    key: str
    name: str
    topic: str
    place: Address
    above: Address | None
    people: set[str] = field(default_factory=set)
    may: set[str] = field(default_factory=set)


@dataclass
class RecordingHousing:
    """Implements bot.platforms.Housing for a RecordingFace; trouble is raised one by one before an act."""

    network: str = "terminal"
    rooms: dict[str, Standing] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)
    after_opening: list[Exception] = field(default_factory=list)
    looked_for: list[str] = field(default_factory=list)
    moves: dict[Address, Address] = field(default_factory=dict)

    async def open(self, plan: RoomPlan, key: str, place: Address, above: Address | None) -> Address:
        self._stumble()
        address = Address(self.network, f"room-{len(self.rooms) + len(self.closed) + 1}")
        self.rooms[address.id] = Standing(key, plan.name, plan.topic, place, above)
        if self.after_opening:
            raise self.after_opening.pop(0)
        return address

    async def find(self, key: str, place: Address) -> Address | None:
        self.looked_for.append(key)
        return next((Address(self.network, i) for i, room in self.rooms.items() if room.key == key), None)

    async def differences(
        self, plan: RoomPlan, room: Address, place: Address, above: Address | None
    ) -> tuple[Difference, ...]:
        there = self._there(room)
        wanted = {person.id for person in plan.people}
        found = [Difference(Changed.NAME)] if there.name != plan.name else []
        found += [Difference(Changed.TOPIC)] if there.topic != plan.topic else []
        found += [Difference(Changed.ENTERS, person) for person in sorted(wanted - there.people)]
        found += [Difference(Changed.LEAVES, person) for person in sorted(there.people - wanted)]
        return (*found, *(Difference(Changed.MAY_NOT, who, "Send Messages") for who in sorted(there.may)))

    async def mend(
        self,
        plan: RoomPlan,
        room: Address,
        place: Address,
        above: Address | None,
        differences: Collection[Difference],
    ) -> Address:
        self._stumble()
        there = self._there(room)
        for difference in differences:
            match difference.changed:
                case Changed.NAME:
                    there.name = plan.name
                case Changed.TOPIC:
                    there.topic = plan.topic
                case Changed.ENTERS:
                    there.people.add(difference.who)
                case Changed.LEAVES:
                    there.people.discard(difference.who)
                case Changed.MAY_NOT:
                    there.may.discard(difference.who)
        return self.moves.pop(room, room)

    async def close(self, room: Address, people: Collection[Address] = ()) -> None:
        self._there(room)
        del self.rooms[room.id]
        self.closed.append(room.id)

    async def warnings(self, place: Address) -> tuple[str, ...]:
        return ()

    def _there(self, room: Address) -> Standing:
        if room.id not in self.rooms:
            raise Refused("the room is gone", room_gone=True)
        return self.rooms[room.id]

    def _stumble(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
