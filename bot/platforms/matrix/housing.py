"""Rooms and spaces of our own: opened, found again, compared, mended, closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import TypeVar

from bot.api.people import Address
from bot.api.rooms import Difference, RoomPlan
from bot.platforms import Refused, Unreachable
from bot.platforms.matrix.blueprint import Blueprint
from bot.platforms.matrix.comparison import compare
from bot.platforms.matrix.house import House
from bot.platforms.matrix.mending import Mending
from bot.platforms.matrix.powers import WORDS
from bot.platforms.matrix.room import RoomState
from bot.platforms.matrix.rooms import NETWORK
from bot.platforms.matrix.wire import V3, Denied, Wire, room_path

T = TypeVar("T")
CHILD = "m.space.child"
LOGGED_OUT, NOT_THERE = 401, "not in the room"


class MatrixHousing:
    """What the core orders of rooms, on one homeserver."""

    def __init__(self, house: Callable[[], House]) -> None:
        self._house = house

    async def open(self, plan: RoomPlan, key: str, place: Address, above: Address | None) -> Address:
        """Opens a room with one request, its key in its first event; what is there already is not opened."""
        found = await self.find(key, place)
        if found is not None:
            return found
        house = self._house()
        wanted = self._blueprint(plan, place, above)
        self._check_hanging(wanted)
        version = house.settings.room_version or await self._default_version(house.wire)
        order = wanted.creation(key, house.rooms.me, version)
        told = await _told(house.wire.once(f"{V3}/createRoom", order), lacks=("Create rooms",))
        return Address(NETWORK, str(told["room_id"]))

    async def find(self, key: str, place: Address) -> Address | None:
        """Looks through the rooms that the bot is in, also those of which it has not read yet."""
        house = self._house()
        known = house.rooms.all
        told = await _told(house.wire.get(f"{V3}/joined_rooms"))
        rooms = [str(room) for room in told.get("joined_rooms") or []]
        for room in rooms:
            state = known[room] if room in known and known[room].create else await self._read(room)
            if state.carries(key) and state.tombstone is None:
                return Address(NETWORK, room)
        return None

    async def differences(
        self, plan: RoomPlan, room: Address, place: Address, above: Address | None
    ) -> tuple[Difference, ...]:
        """In what the room is otherwise, as the server knows it now."""
        house = self._house()
        state = await self._read(room.id)
        wanted = self._blueprint(plan, place, above)
        listed = await self._listed(wanted, room.id)
        return compare(wanted, state, listed, house.doors.arriving(room.id))

    async def mend(
        self,
        plan: RoomPlan,
        room: Address,
        place: Address,
        above: Address | None,
        differences: Collection[Difference],
    ) -> Address:
        """Makes these differences go away and no others; a room stays the one that it is."""
        wanted = self._blueprint(plan, place, above)
        mending = Mending(self._house().wire, await self._read(room.id), wanted)
        await _told(mending.all(differences))
        return room

    async def close(self, room: Address, people: Collection[Address] = ()) -> None:
        """Puts everybody out and takes the room from its spaces; the bot keeps it, should it open again."""
        house = self._house()
        try:
            state = await self._read(room.id)
        except Refused as refused:
            if refused.room_gone:
                return  # there is nobody in it as far as the bot can tell
            raise
        mending = Mending(house.wire, state, self._shut(room))
        for space in self._spaces():
            if room.id in space.children and space.may_set(house.rooms.me, CHILD):
                await _told(mending.unlist(space.id))
        await _told(mending.shut())
        await _told(mending.put_out(sorted(state.present() - {house.rooms.me})))

    async def warnings(self, place: Address) -> tuple[str, ...]:
        """Matrix sets no limit to how many rooms there are, nor to how many people are let in."""
        return ()

    def _blueprint(self, plan: RoomPlan, place: Address, above: Address | None) -> Blueprint:
        over = (above or place).id
        known = self._house().rooms.all.get(over)
        return Blueprint(plan, place.id, over, known is not None and known.is_space)

    @staticmethod
    def _shut(room: Address) -> Blueprint:
        return Blueprint(RoomPlan(""), room.id, room.id, space=False)

    def _check_hanging(self, wanted: Blueprint) -> None:
        """Before anything is opened: whether it can be hung where it is to hang."""
        rooms = self._house().rooms
        space = wanted.listed_in
        if space is not None and not rooms.all[space].may_set(rooms.me, CHILD):
            raise Refused("may not change the space above", lacks=(WORDS[CHILD],))

    async def _listed(self, wanted: Blueprint, room: str) -> set[str]:
        """The spaces that list a room and are the bot's to change: its own, and where it is to hang."""
        rooms = self._house().rooms
        spaces = [space for space in self._spaces() if space.creator == rooms.me or space.id == wanted.place]
        listed = {space.id for space in spaces if room in space.children}
        if (home := wanted.listed_in) is not None:
            listed.discard(home)
            if await self._lists(home, room):
                listed.add(home)
        return listed

    async def _lists(self, space: str, room: str) -> bool:
        """Whether a space lists a room now; what was read of it may be a moment old."""
        try:
            told = await self._house().wire.get(room_path(space, "state", CHILD, room))
        except Denied as denied:
            if denied.status == LOGGED_OUT:
                raise Unreachable("logged out", retry_after=5.0) from denied
            return False
        return bool(told.get("via"))

    def _spaces(self) -> Iterable[RoomState]:
        return [room for room in self._house().rooms.all.values() if room.is_space]

    async def _read(self, room: str) -> RoomState:
        """The room's state, fresh from the server."""
        house = self._house()
        try:
            told = await house.wire.events(room_path(room, "state"))
        except Denied as denied:
            if denied.status == LOGGED_OUT:
                raise Unreachable("logged out", retry_after=5.0) from denied
            raise Refused(denied.code, room_gone=denied.status in (403, 404)) from denied
        state = RoomState(room, house.rooms.me)
        for event in told:
            state.apply(event)
        if not state.joined(house.rooms.me):
            raise Refused(NOT_THERE, room_gone=True)
        return state

    async def _default_version(self, wire: Wire) -> str:
        told = await _told(wire.get(f"{V3}/capabilities"))
        versions = (told.get("capabilities") or {}).get("m.room_versions") or {}
        return str(versions.get("default") or "1")


async def _told(work: Awaitable[T], lacks: tuple[str, ...] = ()) -> T:
    """What came of a request, with the server's no in the core's terms."""
    try:
        return await work
    except Denied as denied:
        if denied.status == LOGGED_OUT:
            raise Unreachable("logged out", retry_after=5.0) from denied
        raise Refused(denied.code, lacks=lacks if denied.status == 403 else ()) from denied
