"""Coming into rooms: on invitation, and after a room that was replaced by another."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from urllib.parse import quote

import structlog

from bot.api.people import Address
from bot.platforms import Door, Unreachable
from bot.platforms.matrix.memory import Notebook
from bot.platforms.matrix.room import RoomState
from bot.platforms.matrix.rooms import NETWORK, Rooms
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.text import fits
from bot.platforms.matrix.wire import V3, Denied, Json, Wire, quoted

log = structlog.get_logger("matrix")
TRIES = 20


class Invitations:
    """Decides whose invitations are taken, and follows rooms to where they moved."""

    def __init__(self, wire: Wire, rooms: Rooms, notebook: Notebook, settings: MatrixSettings) -> None:
        self._wire = wire
        self._rooms = rooms
        self._notebook = notebook
        self._settings = settings

    def wants(self, room: str, events: Iterable[Json]) -> bool:
        """Whether this invitation is to be taken: by whom it is, or since a room of ours moved there."""
        if room in self._notebook.memory.moving:
            return True
        return any(fits(sender, self._settings.invite_from) for sender in self._inviters(events))

    async def accept(self, room: str) -> None:
        """Goes in; the greeting is owed from then on, also after a restart."""
        memory = self._notebook.memory
        if room not in memory.moving:
            memory.greet.add(room)
            self._notebook.save()
        if not await self._join(room, []):
            memory.greet.discard(room)
            self._notebook.save()

    def owes_greeting(self, room: str) -> bool:
        """Whether the bot has come in here and not said yet what it is."""
        return room in self._notebook.memory.greet

    def greeted(self, room: str) -> None:
        """Notes that it has."""
        self._notebook.memory.greet.discard(room)
        self._notebook.save()

    def moves(self, room: RoomState) -> str | None:
        """Where a room says that it has moved, if the bot has not followed yet."""
        memory = self._notebook.memory
        told = (room.tombstone or {}).get("content") or {}
        fresh = told.get("replacement_room")
        if not isinstance(fresh, str) or room.id in memory.moved or fresh in memory.moving:
            return None
        return fresh

    async def follow(self, old: RoomState, fresh: str) -> None:
        """Goes after a room; where the door is shut, the invitation there will be taken."""
        self._notebook.memory.moving[fresh] = old.id
        self._notebook.save()
        mover = str((old.tombstone or {}).get("sender", ""))
        await self._join(fresh, [mover.partition(":")[2]])

    async def arrived(self, room: RoomState, door: Door) -> None:
        """Tells the core of the move once the bot is in, if the new room says that it replaces the old."""
        memory = self._notebook.memory
        old = memory.moving.get(room.id)
        if old is None or not room.create:
            return
        del memory.moving[room.id]
        came_from = (room.create.get("predecessor") or {}).get("room_id")
        if came_from == old:
            await door.room_moved(Address(NETWORK, old), Address(NETWORK, room.id))
            memory.moved[old] = room.id
        else:
            log.warning("a room was said to have moved, but the new one knows nothing of it")
        self._notebook.save()

    async def _join(self, room: str, via: list[str]) -> bool:
        query = "".join(f"?via={quote(server)}" for server in via if server)
        for attempt in range(TRIES):
            try:
                await self._wire.post(f"{V3}/join/{quoted(room)}{query}", {})
                return True
            except Unreachable as later:
                await asyncio.sleep(later.retry_after or min(60, 2**attempt))
            except Denied as denied:
                log.warning("could not join a room", reason=denied.code)
                return False
        return False

    def _inviters(self, events: Iterable[Json]) -> list[str]:
        return [
            str(event.get("sender", ""))
            for event in events
            if event.get("type") == "m.room.member" and event.get("state_key") == self._rooms.me
        ]
