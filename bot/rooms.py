"""What follows where a room is gone, is replaced by another, or lets the bot in again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.api.clock import Clock
from bot.api.number import Numbered
from bot.api.people import Address, Role, Room
from bot.api.services import Moving, OpenCard
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.outbox import NOWHERE, Outbox
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

    async def gone(self, room: Address) -> None:
        """The bot was removed, or the place deleted; an assembly without a place is erased later."""
        now = self.clock.now()
        async with self.db.transaction():
            last = await self.assemblies.place_gone(room, now, now + ERASE_AFTER)
            if last is not None:
                await self._tell(last, "core.room-gone", "", now)
            await self._leave(room, now)

    async def refused(self, room: Address) -> None:
        """A room turned out to be gone; the only room of an assembly is left for its network to say so of."""
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
        async with self.db.transaction():
            await self.assemblies.place_back(room)
            await self.posts.back(room, self.clock.now())
            for assembly in await self.posts.homeless_in(room):
                await self._come_home(assembly, room)

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
        home = await self._home(assembly, room)
        cards = await self.moving.moved(room, home, assembly)
        await self.posts.fall_back(assembly, room, home, now, cards)
        return cards

    async def _home(self, assembly: int, lost: Address) -> Address:
        """The assembly's home, which moves where it is what was lost."""
        row = await self.assemblies.get(assembly)
        if row is not None and row.home != lost:
            return Address(*row.home)
        others = [place for place in await self.posts.of(assembly) if place != lost]
        home = Address(*others[0]) if others else Address(lost.network, NOWHERE)
        await self.assemblies.change(assembly, home_network=home.network, home_room=home.id)
        return home

    async def _tell(self, assembly: int, kind: str, detail: str, now: datetime) -> None:
        for steward in await self.roll.in_role(assembly, Role.STEWARD):
            await self.outbox.tell(assembly, steward, kind, assembly, detail, now)


def _detail(room: Address, cards: Sequence[OpenCard]) -> str:
    """The room, then the numbers of what is undecided from there."""
    numbers = sorted({Numbered(n) for _, _, n in cards}, key=lambda number: number.order)
    return " ".join([room.id[:200], *map(str, numbers)])[:DETAIL_LIMIT]
