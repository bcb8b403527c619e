"""Rooms of our own: opened once whatever happens, mended, told of, closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot.api.people import Address, Assembly
from bot.api.rooms import RoomNews, RoomPlan, RoomSource, Shape
from bot.api.sweep import DueAct
from bot.housing import Housekeeper
from bot.loader import House
from bot.people import People
from bot.platforms import Refused, Unreachable
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.room_book import RoomBook, RoomRow
from tests.housing import RecordingHousing
from tests.talk import START, FrozenClock

PLACE = ("matrix", "!space")
NURSES = RoomPlan("Nurses", "who nurses", people=frozenset({Address("matrix", "@ana:x")}))


@dataclass
class Rooms:
    """A housekeeper with plans that a test may change."""

    keeper: Housekeeper
    housing: RecordingHousing
    clock: FrozenClock
    assembly: int
    plans: dict[tuple[str, int], RoomPlan | None] = field(default_factory=dict)
    told: list[tuple[int, str]] = field(default_factory=list)

    async def plan(self, kind: str, subject: int) -> RoomPlan | None:
        return self.plans.get((kind, subject))

    async def report(self, act: DueAct) -> None:
        self.told.append((int(act.arguments["subject"]), str(act.arguments["what"])))

    async def order(self, kind: str = "room", subject: int = 1) -> None:
        async with self.keeper.db.transaction():
            await self.keeper.book.order(self.assembly, PLACE, kind, subject, self.clock.now())
        await self.keeper.flush()

    async def row(self, kind: str = "room", subject: int = 1) -> RoomRow:
        async with self.keeper.db.reading():
            [row] = await self.keeper.book.of(self.assembly, kind, subject)
        return row

    def source(self, kind: str) -> RoomSource:
        async def plan(_assembly: Assembly, subject: int, _network: str) -> RoomPlan | None:
            return await self.plan(kind, subject)

        return RoomSource(kind, plan, news="room-news")


@pytest.fixture
async def rooms(db: Database, clock: FrozenClock) -> AsyncIterator[Rooms]:
    assemblies = Assemblies(db)
    async with db.transaction():
        founded = await assemblies.found("Depot", "en", "UTC", timedelta(), PLACE, ("matrix", "!a"), START)
    house, housing = House(), RecordingHousing("matrix")
    keeper = Housekeeper(db, "matrix", housing, house, People(assemblies, Roll(db)), clock)
    rooms = Rooms(keeper, housing, clock, founded.id)
    keeper.report = rooms.report
    house.rooms = {kind: rooms.source(kind) for kind in ("room", "house")}
    rooms.plans["room", 1] = NURSES
    yield rooms


async def test_a_room_is_opened_once_and_its_people_let_in(rooms: Rooms) -> None:
    await rooms.order()
    await rooms.order()
    [there] = rooms.housing.rooms.values()
    assert (there.name, there.people, there.place) == ("Nurses", {"@ana:x"}, Address(*PLACE))
    assert (await rooms.row()).state == "there"
    assert rooms.told == [(1, RoomNews.THERE.value)]


async def test_an_opened_room_leads_to_its_assembly(rooms: Rooms) -> None:
    await rooms.order()
    address = Address("matrix", (await rooms.row()).address or "")
    found = await rooms.keeper.people.meets((address,))
    assert found is not None and found.id == rooms.assembly


async def test_a_room_whose_opening_was_cut_off_is_found_and_not_opened_again(rooms: Rooms) -> None:
    rooms.housing.after_opening.append(Unreachable("cut off"))
    await rooms.order()
    assert (await rooms.row()).state == "opening"
    rooms.clock.forward(timedelta(minutes=1))
    await rooms.keeper.flush()
    assert len(rooms.housing.rooms) == 1
    assert rooms.housing.looked_for == [(await rooms.row()).key]
    assert (await rooms.row()).state == "there"


async def test_the_bot_killed_after_opening_finds_the_room(rooms: Rooms) -> None:
    rooms.housing.after_opening.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        await rooms.order()
    again = Housekeeper(
        rooms.keeper.db, "matrix", rooms.housing, rooms.keeper.house, rooms.keeper.people, rooms.clock
    )
    await again.flush()
    assert len(rooms.housing.rooms) == 1
    assert (await rooms.row()).state == "there"
    assert not (await rooms.row()).stale


async def test_the_bot_killed_after_opening_knows_who_may_be_inside(rooms: Rooms) -> None:
    rooms.housing.after_opening.append(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        await rooms.order()
    row = await rooms.row()
    assert (row.address, row.people) == (None, "@ana:x")
    rooms.plans["room", 1] = replace(NURSES, people=frozenset())
    planned = await rooms.keeper.plans.of(row)
    assert planned is not None and planned[0].before == NURSES.people


async def test_a_refused_room_says_what_to_grant_and_is_tried_again_on_a_word(rooms: Rooms) -> None:
    rooms.housing.trouble.append(Refused("no", lacks=("Manage Channels", "Manage Roles")))
    await rooms.order()
    row = await rooms.row()
    assert (row.state, row.lacks, row.address) == ("refused", "Manage Channels, Manage Roles", None)
    assert rooms.told == [(1, "refused")]
    await rooms.order()
    row = await rooms.row()
    assert (row.state, row.lacks) == ("there", "")
    assert rooms.told[-1] == (1, "there")


async def test_what_another_hand_changed_is_told_once_and_mended_on_a_word(rooms: Rooms) -> None:
    await rooms.order()
    row = await rooms.row()
    address = Address("matrix", row.address or "")
    rooms.housing.rooms[address.id].may.add("everyone")
    await rooms.keeper.look(address)
    await rooms.keeper.look(address)
    assert rooms.told == [(1, "there"), (1, "drifted")]
    rooms.plans["room", 1] = replace(NURSES, name="All nurses")
    await rooms.order()
    there = rooms.housing.rooms[address.id]
    assert (there.name, there.may) == ("All nurses", {"everyone"}), "our own change leaves theirs alone"
    async with rooms.keeper.db.transaction():
        await RoomBook(rooms.keeper.db).mend(await rooms.row(), rooms.clock.now())
    await rooms.keeper.flush()
    assert there.may == set()


async def test_what_stewards_adopt_is_neither_told_nor_mended_again(rooms: Rooms) -> None:
    await rooms.order()
    address = Address("matrix", (await rooms.row()).address or "")
    rooms.housing.rooms[address.id].may.add("everyone")
    await rooms.keeper.look(address)
    async with rooms.keeper.db.transaction():
        await RoomBook(rooms.keeper.db).adopt(await rooms.row())
    await rooms.keeper.look(address)
    await rooms.order()
    assert rooms.housing.rooms[address.id].may == {"everyone"}
    assert rooms.told.count((1, "drifted")) == 1


async def test_a_room_hangs_under_one_that_is_opened_first(rooms: Rooms) -> None:
    rooms.plans["house", 0] = RoomPlan("Depot", shape=Shape.GROUP)
    rooms.plans["room", 1] = replace(NURSES, above=("house", 0))
    await rooms.order()
    rooms.clock.forward(timedelta(seconds=2))
    await rooms.keeper.flush()
    above = (await rooms.row("house", 0)).address or ""
    assert rooms.housing.rooms[(await rooms.row()).address or ""].above == Address("matrix", above)


async def test_a_room_under_one_that_is_refused_is_refused_too(rooms: Rooms) -> None:
    rooms.plans["house", 0] = RoomPlan("Depot", shape=Shape.GROUP)
    rooms.plans["room", 1] = replace(NURSES, above=("house", 0))
    rooms.housing.trouble.append(Refused("no", lacks=("Manage Channels",)))
    await rooms.order()
    rooms.clock.forward(timedelta(seconds=2))
    await rooms.keeper.flush()
    assert ((await rooms.row()).state, (await rooms.row()).lacks) == ("refused", "Manage Channels")
    assert (1, "refused") in rooms.told
    await rooms.order()
    rooms.clock.forward(timedelta(seconds=2))
    await rooms.keeper.flush()
    assert ((await rooms.row()).state, (await rooms.row("house", 0)).state) == ("there", "there")


async def test_a_room_that_is_no_longer_planned_is_closed(rooms: Rooms) -> None:
    await rooms.order()
    rooms.plans["room", 1] = None
    await rooms.order()
    assert not rooms.housing.rooms
    assert (await rooms.row()).state == "closed"
    rooms.plans["room", 1] = NURSES
    await rooms.order()
    assert (await rooms.row()).state == "there"


async def test_a_room_that_was_deleted_is_told_of_and_opened_again_on_a_word(rooms: Rooms) -> None:
    await rooms.order()
    rooms.housing.rooms.clear()
    rooms.plans["room", 1] = replace(NURSES, name="All nurses")
    await rooms.order()
    assert rooms.told[-1] == (1, "gone")
    assert (await rooms.row()).address is None
    await rooms.order()
    assert [room.name for room in rooms.housing.rooms.values()] == ["All nurses"]


async def test_an_order_that_comes_meanwhile_is_not_lost(rooms: Rooms) -> None:
    await rooms.order()
    before = await rooms.row()
    await rooms.order()
    async with rooms.keeper.db.transaction():
        await rooms.keeper.book.order(rooms.assembly, PLACE, "room", 1, rooms.clock.now())
        await rooms.keeper.book.done(before)
    assert (await rooms.row()).stale


async def test_who_was_let_in_is_known_where_a_network_does_not_say(rooms: Rooms) -> None:
    await rooms.order()
    assert (await rooms.row()).people == "@ana:x"
    rooms.plans["room", 1] = replace(NURSES, people=frozenset({Address("matrix", "@ben:x")}))
    planned = await rooms.keeper.plans.of(await rooms.row())
    assert planned is not None and planned[0].before == NURSES.people
    await rooms.order()
    assert (await rooms.row()).people == "@ben:x"


async def test_where_the_assembly_meets_no_more_its_rooms_close_and_open_in_its_next_place(
    rooms: Rooms,
) -> None:
    keeper, at = rooms.keeper, rooms.clock.now()
    await rooms.order()
    async with keeper.db.transaction():
        await keeper.people.assemblies.join(rooms.assembly, ("matrix", "!other"), "!b", at)
    keeper.people.forget()
    await rooms.order()
    assert [room.place.id for room in rooms.housing.rooms.values()] == ["!space"], "it stays where it is"
    async with keeper.db.transaction():
        await keeper.people.assemblies.part(rooms.assembly, PLACE)
        await keeper.book.look_again(rooms.assembly, "matrix", at)
    keeper.people.forget()
    await keeper.flush()
    assert [room.place.id for room in rooms.housing.rooms.values()] == ["!other"]
    assert len(rooms.housing.closed) == 1


async def test_what_is_closed_by_ourselves_was_not_deleted_by_another_hand(rooms: Rooms) -> None:
    await rooms.order()
    rooms.plans["room", 1] = None
    close, heard = rooms.housing.close, []

    async def close_and_hear(room: Address, people: Collection[Address] = ()) -> None:
        """The network says that the room is gone before it says that the request was done."""
        await close(room, people)
        heard.append(asyncio.create_task(rooms.keeper.gone(room)))
        await asyncio.wait(heard, timeout=0.2)

    rooms.housing.close = close_and_hear  # type: ignore[method-assign]
    await rooms.order()
    await asyncio.gather(*heard)
    assert RoomNews.GONE.value not in [what for _, what in rooms.told]
    assert (await rooms.row()).state == "closed"


async def test_a_room_that_moves_is_followed(rooms: Rooms) -> None:
    await rooms.order()
    old = Address("matrix", (await rooms.row()).address or "")
    moves: list[tuple[Address, Address]] = []

    async def moved(before: Address, after: Address) -> None:
        moves.append((before, after))

    rooms.keeper.moved = moved
    new = Address("matrix", "thread")
    rooms.housing.moves[old] = new
    rooms.plans["room", 1] = replace(NURSES, name="All nurses")
    await rooms.order()
    assert moves == [(old, new)]
    assert (await rooms.row()).address == "thread"


async def test_a_network_that_asks_to_wait_is_waited_for(rooms: Rooms) -> None:
    rooms.housing.trouble.append(Unreachable("slow down", retry_after=30.0))
    await rooms.order()
    assert not rooms.housing.rooms
    rooms.clock.forward(timedelta(seconds=29))
    await rooms.keeper.flush()
    assert not rooms.housing.rooms
    rooms.clock.forward(timedelta(seconds=2))
    await rooms.keeper.flush()
    assert len(rooms.housing.rooms) == 1
