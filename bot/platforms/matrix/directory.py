"""What people on Matrix are called, in the rooms that the bot is in."""

from __future__ import annotations

from collections.abc import Callable, Collection

from bot.api.people import Address
from bot.api.text import bare
from bot.platforms.matrix.rooms import NETWORK, Rooms


class NamesInRooms:
    """Reads the names that people have given themselves; without one, the first part of their id."""

    def __init__(self, rooms: Callable[[], Rooms | None]) -> None:
        self._rooms = rooms

    def known_as(self, account: Address) -> str | None:
        return self._people().get(account.id)

    def so_called(self, name: str) -> list[Address]:
        """All who have this name in any room, or in their id: nobody else can take that by a new name."""
        wanted = bare(name)
        found = self._all_names().items()
        return [Address(NETWORK, user) for user, names in found if wanted and wanted in map(bare, names)]

    async def learn(self, accounts: Collection[Address]) -> None:
        """Nothing is to be asked: rooms tell the names of all who are in them."""

    def _all_names(self) -> dict[str, set[str]]:
        rooms = self._rooms()
        found: dict[str, set[str]] = {}
        for room in rooms.all.values() if rooms is not None else ():
            for user, seat in room.members.items():
                found.setdefault(user, {_local(user)}).add(seat.name)
        if rooms is not None:
            found.pop(rooms.me, None)
        return found

    def _people(self) -> dict[str, str]:
        rooms = self._rooms()
        if rooms is None:
            return {}
        seats = [(u, seat) for room in rooms.all.values() for u, seat in room.members.items()]
        found = {user: _local(user) for user, _ in seats if user != rooms.me}
        return found | {user: seat.name for user, seat in seats if seat.name and user != rooms.me}


def _local(user: str) -> str:
    return user[1:].partition(":")[0]
