"""The rooms that the bot is in, and since when people are."""

from __future__ import annotations

from datetime import datetime

from bot.api.people import Address, Room
from bot.platforms.matrix.room import RoomState, is_arrival, sent_at
from bot.platforms.matrix.wire import Denied, Json, Wire, room_path

NETWORK = "matrix"
STEPS = 50
"""How many changes of name are walked back to somebody's arrival, at most."""


class Rooms:
    """All rooms by id."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.me: str = wire.client.user_id
        self.all: dict[str, RoomState] = {}

    def enter(self, room: str) -> RoomState:
        """The room of this id, new where it was not known."""
        return self.all.setdefault(room, RoomState(room, self.me))

    def forget(self, room: str) -> None:
        """Drops a room that the bot is no longer in."""
        self.all.pop(room, None)

    def direct(self, user: str) -> str | None:
        """The room where an account and the bot are alone, if the person has opened one."""
        open_rooms = (r for r in self.all.values() if r.joined(user) and r.joined(self.me) and r.is_private)
        return next((room.id for room in open_rooms if room.tombstone is None), None)

    def way_to(self, user: str) -> str:
        """A link to where an account and the bot are alone; to the bot, where there is no such room yet."""
        direct = self.direct(user)
        if direct is None:
            return f"https://matrix.to/#/{self.me}"
        return f"https://matrix.to/#/{direct}?via={self.me.partition(':')[2]}"

    def place(self, room: str) -> Room:
        """The room as the core knows it, with the spaces that it lies in."""
        known = self.all.get(room)
        chain = tuple(Address(NETWORK, place) for place in self._chain(room))
        is_private = known is not None and known.is_private
        group = chain[1] if len(chain) > 1 else None
        return Room(chain[0], chain, is_private, encrypted=self._is_encrypted(room), group=group)

    def _is_encrypted(self, room: str) -> bool:
        """Whether what is sent there is closed; a room of which nothing was read yet is taken for open."""
        known = self._wire.client.rooms.get(room)
        return known is not None and bool(known.encrypted)

    def _chain(self, room: str) -> list[str]:
        """The room, then the spaces that list it, nearest first.

        Only the space's own word counts: anyone who manages a room can write into it that it lies in a space.
        """
        chain = [room]
        for inner in chain:
            outer = (space.id for space in self.all.values() if inner in space.children)
            chain.extend(space for space in sorted(outer) if space not in chain)
        return chain

    async def since(self, room: str, user: str) -> datetime | None:
        """When an account came into a room; None where it is not in it."""
        known = self.all.get(room)
        seat = known.members.get(user) if known else None
        if seat is None or seat.state != "join":
            return None
        if seat.since is None:
            seat.since = await self._walk(room, user, seat.event)
        return seat.since

    async def _walk(self, room: str, user: str, event: str) -> datetime:
        """Follows somebody's joins back, past changes of name, to the one by which they came in."""
        told = await self._event(room, event)
        for _ in range(STEPS):
            if is_arrival(told, user):
                break
            earlier = told.get("replaces_state") or (told.get("unsigned") or {}).get("replaces_state")
            if not earlier:
                break
            try:
                told = await self._event(room, str(earlier))
            except Denied:
                break  # before the bot's own time: the earliest it may see
        return sent_at(told)

    async def _event(self, room: str, event: str) -> Json:
        return await self._wire.get(room_path(room, "event", event))
