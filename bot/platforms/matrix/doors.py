"""What happens at the doors of rooms: who comes, goes and knocks, and what another hand changes there."""

from __future__ import annotations

from bot.api.people import Address
from bot.platforms import Door
from bot.platforms.matrix.errands import Errands
from bot.platforms.matrix.room import before, is_arrival
from bot.platforms.matrix.rooms import NETWORK
from bot.platforms.matrix.wire import Json

POWER = "m.room.power_levels"
TELLING = frozenset(
    {
        "m.room.name",
        "m.room.topic",
        POWER,
        "m.room.join_rules",
        "m.room.history_visibility",
        "m.room.encryption",
    }
)
"""The parts of a room's state that plans are about."""


class Doors:
    """Tells the core what people do with rooms; what the bot does itself it knows.

    Levels are an exception: whoever runs the homeserver can have them changed in the bot's own name.
    """

    def __init__(self, me: str, door: Door, acts: Errands) -> None:
        self._me = me
        self._door = door
        self._acts = acts
        self._arriving: set[tuple[str, str]] = set()

    def arriving(self, room: str) -> frozenset[str]:
        """Who has just come into a room, while the core still hears of it."""
        return frozenset(user for where, user in self._arriving if where == room)

    def hear(self, room: str, event: Json) -> None:
        """Takes one change of a room's state."""
        if event.get("type") == "m.room.member":
            self._member(room, event)
        elif event.get("sender") == self._me and event.get("type") != POWER:
            return
        elif event.get("type") in TELLING:
            self._acts.start(self._door.altered(Address(NETWORK, room)))
        elif event.get("type") == "m.space.child":
            self._acts.start(self._door.altered(Address(NETWORK, str(event["state_key"]))))

    def _member(self, room: str, event: Json) -> None:
        user, sender = str(event["state_key"]), event.get("sender")
        membership, earlier = event["content"].get("membership"), before(event)
        if self._me in (user, sender):
            return
        account, there = Address(NETWORK, user), Address(NETWORK, room)
        if is_arrival(event, user):
            self._arriving.add((room, user))
            self._acts.start(self._came(room, user))
        elif membership == "knock" and earlier != "knock":
            self._acts.start(self._door.knocked(account, there))
        elif membership in ("leave", "ban") and earlier not in ("knock", "leave", "ban"):
            self._acts.start(self._door.left(account, there, removed=sender != user))

    async def _came(self, room: str, user: str) -> None:
        try:
            await self._door.came(Address(NETWORK, user), Address(NETWORK, room))
        finally:
            self._arriving.discard((room, user))
