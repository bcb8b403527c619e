"""What follows where a room is gone, is replaced by another, or lets the bot in again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.api.clock import Clock
from bot.api.number import Numbered
from bot.api.people import Address, Assembly, Role, Room
from bot.api.services import Moving, OpenCard
from storage.assemblies import Assemblies, AssemblyRow
from storage.database import Database
from storage.members import Roll
from storage.outbox import NOWHERE, Outbox
from storage.place_book import PlaceBook, PlaceSeat
from storage.rooms import PostRooms

ERASE_AFTER = timedelta(days=30)
DETAIL_LIMIT = 255


class Rooms:
    """Keeps every assembly heard: what can't be said in one room any more is said in its home.

    An assembly whose own home is gone gets the room where it spoke last; where there is none, what is to be
    said waits for the next room in which somebody acts.
    """

    def __init__(
        self, db: Database, assemblies: Assemblies, roll: Roll, outbox: Outbox, moving: Moving, clock: Clock
    ) -> None:
        self.db = db
        self.assemblies = assemblies
        self.roll = roll
        self.outbox = outbox
        self.moving = moving
        self.clock = clock
        self.posts = PostRooms(db, outbox)
        self.book = PlaceBook(db, assemblies)

    async def gone(self, room: Address) -> None:
        """The bot was removed, or the place deleted; an assembly without a place is erased later."""
        now = self.clock.now()
        async with self.db.transaction():
            row = await self.assemblies.at_places([room])
            last = await self.assemblies.place_gone(room, now, now + ERASE_AFTER)
            if last is not None:
                await self._tell(last, "core.room-gone", "", now)
            elif row is not None:
                await self._move_out(row, room, now)
            await self._leave(room, now)

    async def _move_out(self, row: AssemblyRow, place: Address, now: datetime) -> None:
        """Has what lived in a place live in another one, where the same cards stand."""
        seat = next((seat for p in row.places if (seat := PlaceSeat(*p))[:2] == place), None)
        if seat is None:
            return
        rooms, new = await self.book.rooms_in(row, seat), await self.book.bequeath(row, seat)
        if new is None:
            return
        moved: list[OpenCard] = []
        for room in rooms:
            cards = await self.moving.moved(Address(*room), Address(*new), row.id)
            await self.posts.fall_back(row.id, room, new, now, cards)
            moved += cards
        await self._tell(row.id, "core.room-lost", _detail(place, moved), now)

    async def refused(self, room: Address) -> None:
        """A room turned out to be gone; the only room of an assembly is left for its network to say so of."""
        if room.id == NOWHERE:
            return
        async with self.db.transaction():
            if await self.posts.is_place(room):
                await self.posts.gone(room)
            else:
                await self._leave(room, self.clock.now())

    async def moved(self, old: Address, new: Address) -> None:
        """A room was replaced: everything that lived there follows it, even where it was left before.

        Where another assembly meets in the new room already, the old one is just gone.
        """
        if await self._is_anothers(old, new):
            await self.gone(old)
            return
        async with self.db.transaction():
            await self.assemblies.move_place(old, new)
            await self.assemblies.place_back(new)
            for assembly in await self.posts.homeless_in(old):
                await self._come_home(assembly, new)
            cards = await self.moving.moved(old, new)
            await self.posts.moved(old, new, self.clock.now(), cards)

    async def _is_anothers(self, old: Address, new: Address) -> bool:
        async with self.db.reading():
            before, there = await self.assemblies.at_places([old]), await self.assemblies.at_places([new])
        return there is not None and (before is None or before.id != there.id)

    async def back(self, room: Address) -> None:
        """The bot was let in again."""
        now = self.clock.now()
        async with self.db.transaction():
            await self.assemblies.place_back(room)
            await self.posts.back(room, now)
            for assembly in await self.posts.homeless_in(room):
                await self._come_home(assembly, room)
            row = await self.assemblies.at_places([room])
            seats = [PlaceSeat(*place) for place in row.places] if row is not None else []
            for seat in seats:
                if row is not None and seat[:2] == room and seat.cards:
                    await self.posts.back((seat.network, seat.cards), now)
                    await self._copy_open(row.id, Address(seat.network, seat.cards))

    async def _copy_open(self, assembly: int, room: Address) -> None:
        """Has what is open anywhere posted in a room too, where it does not stand there yet."""
        where = await self.posts.all_of(assembly)
        cards = [card for r in where for card in await self.moving.open_in(Address(*r), assembly)]
        await self.posts.copy(assembly, cards, room, self.clock.now())

    async def settle(self, assembly: Assembly, room: Room) -> bool:
        """Gives cards of a place that has no room for them left the one where somebody acts.

        True where that is the assembly's home from now on.
        """
        if assembly.home.id == NOWHERE:
            return await self.come_home(assembly.id, room)
        by_address = {place.address: place for place in assembly.places}
        place = next((by_address[address] for address in room.chain if address in by_address), None)
        if place is not None and place.cards is not None and place.cards.id == NOWHERE:
            await self.assemblies.send_cards(assembly.id, place.address, room.address.id)
            await self.posts.fall_back(assembly.id, place.cards, room.address, self.clock.now(), ())
            await self._copy_open(assembly.id, room.address)
        return False

    async def come_home(self, assembly: int, room: Room) -> bool:
        """Gives an assembly that had no home left one where it meets, in the open transaction."""
        meeting = await self.assemblies.at_places(room.chain)
        if meeting is None or meeting.id != assembly:
            return False
        await self._come_home(assembly, room.address)
        return True

    async def _come_home(self, assembly: int, room: Address) -> None:
        row = await self.assemblies.get(assembly)
        if row is None:
            return
        old = Address(*row.home)
        await self.assemblies.change(assembly, home_network=room.network, home_room=room.id)
        cards = await self.moving.moved(old, room, assembly)
        await self.posts.fall_back(assembly, old, room, self.clock.now(), cards)

    async def _leave(self, room: Address, now: datetime) -> None:
        for assembly in await self.posts.used_by(room):
            cards = await self._fall_back(assembly, room, now)
            await self._tell(assembly, "core.room-lost", _detail(room, cards), now)
        await self.posts.gone(room)

    async def _fall_back(self, assembly: int, room: Address, now: datetime) -> Sequence[OpenCard]:
        new = await self._instead(assembly, room)
        cards = await self.moving.moved(room, new, assembly)
        await self.posts.fall_back(assembly, room, new, now, cards)
        return cards

    async def _instead(self, assembly: int, lost: Address) -> Address:
        """Where what lived in a room lives now; the cards of its place find another room."""
        row = await self.assemblies.get(assembly)
        if row is None:
            return Address(lost.network, NOWHERE)
        seat = await self.book.seat_of(row, lost)
        if lost not in (row.home, seat.room(row.home) if seat else None):
            return Address(*(seat.room(row.home) if seat and seat.cards != NOWHERE else row.home))
        beside = [r for r in await self.posts.of(assembly) if r != lost]
        if len(row.places) > 1:
            beside = [r for r in beside if seat is not None and await self.book.seat_of(row, r) == seat]
        new = Address(*beside[0]) if beside else Address(lost.network, NOWHERE)
        if lost != row.home and seat is not None:
            await self.assemblies.send_cards(assembly, seat[:2], new.id)
            return new if beside else Address(*row.home)
        heir = await self.book.bequeath(row, seat) if seat is not None and not beside else None
        if heir is not None and seat is not None:
            await self.assemblies.send_cards(assembly, seat[:2], NOWHERE)
            return Address(*heir)
        await self.assemblies.change(assembly, home_network=new.network, home_room=new.id)
        return new

    async def _tell(self, assembly: int, kind: str, detail: str, now: datetime) -> None:
        for steward in await self.roll.in_role(assembly, Role.STEWARD):
            await self.outbox.tell(assembly, steward, kind, assembly, detail, now)


def _detail(room: Address, cards: Sequence[OpenCard]) -> str:
    """The room, then the numbers of what is undecided from there."""
    numbers = sorted({Numbered(n) for _, _, n in cards}, key=lambda number: number.order)
    return " ".join([room.id[:200], *map(str, numbers)])[:DETAIL_LIMIT]
