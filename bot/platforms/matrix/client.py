"""The Matrix face: reads on for as long as it runs, and sends what it is given."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import structlog

from bot.api.card import Card
from bot.api.clock import Clock
from bot.api.invocation import Seen
from bot.api.people import Address
from bot.api.secret import Secret
from bot.api.speech import Features
from bot.api.text import clean
from bot.platforms import Directory, Door, Housing, Occasions, Refused, Send, Unreachable
from bot.platforms.matrix.device import Login
from bot.platforms.matrix.directory import NamesInRooms
from bot.platforms.matrix.encryption import NotHeardOf
from bot.platforms.matrix.house import House
from bot.platforms.matrix.housing import MatrixHousing
from bot.platforms.matrix.marks import reacted, seen, standing
from bot.platforms.matrix.memory import Seeds
from bot.platforms.matrix.pace import SIDE_BY_SIDE
from bot.platforms.matrix.rooms import NETWORK
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.sync import Batch
from bot.platforms.matrix.wire import V3, Denied, room_path

log = structlog.get_logger("matrix")
T = TypeVar("T")
ALIVE_EVERY = 15.0
SLOWEST = 15.0
"""Seconds between tries to reach a homeserver that is away, at most."""
NAME_LENGTH = 60


class MatrixFace:
    """One account on one homeserver."""

    network = NETWORK
    features = Features(prefix="!", reactions=True, captions=True)
    window = timedelta(hours=20)  # servers keep a send's name for a day
    edit_interval = timedelta(seconds=2)
    occasions: Occasions | None = None

    def __init__(
        self,
        settings: MatrixSettings,
        password: Secret | None,
        token: Secret | None,
        folder: Path,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self.edit_interval = timedelta(seconds=settings.edit_interval)
        self._login = Login(settings, password, token, folder)
        self._clock = clock
        self.housing: Housing | None = MatrixHousing(self._open)
        self._house: House | None = None
        self._unsaved: deque[tuple[str, datetime, list[asyncio.Task[None]]]] = deque()
        self.directory: Directory | None = NamesInRooms(lambda: self._house.rooms if self._house else None)

    @property
    def side_by_side(self) -> int:
        """One where the server sets a limit: what people wait for is not to stand behind fifty cards."""
        return 1 if self._house is None or self._house.wire.pace.is_limited else SIDE_BY_SIDE

    async def run(self, door: Door) -> None:
        """Logs in and reads on until cancelled; raises Refused where it can't log in at all."""

        while True:
            await self._attend(door)
            log.warning("logged out from elsewhere; logging in again on the same device")

    async def _attend(self, door: Door) -> None:
        """One log-in, until the server ends it."""

        async def enter() -> House:
            return await House.open(self._login, self._settings, door, self.features, self._clock)

        house = await self._patiently(enter)
        try:
            await self._read_on(house, door)
        except Denied as denied:
            if denied.status != 401:
                raise
        finally:
            self._house = None
            self._unsaved.clear()
            await house.close()

    async def send(self, order: Send) -> str:
        """Posts a card; its reactions follow at once, but who reacts meanwhile need not wait for them."""
        house = self._open()
        room = order.room.id
        if order.direct:
            found = house.rooms.direct(room)
            if found is None:
                raise Refused("the person has no open chat with the bot")
            room = found
        message = await self._sent(
            room, house.voice.say(room, order.card, order.key, to=order.reply_to, thread=order.thread)
        )
        house.posted(message, Seeds(room, order.key, order.card.reactions))
        return message

    async def edit(self, room: Address, message: str, card: Card, assembly: int | None) -> None:
        """Replaces a card."""
        await self._sent(room.id, self._open().voice.edit(room.id, message, card))

    async def seed(self, room: Address, message: str, marks: tuple[str, ...]) -> None:
        """Has other reactions under a message, in place of those that the bot put there."""
        self._open().posted(message, Seeds(room.id, uuid4().hex, marks, instead=True))

    async def take_away(self, room: Address, message: str) -> None:
        await self._sent(room.id, self._open().voice.redact(room.id, message))

    async def find(self, order: Send, since: datetime) -> str | None:
        """Looks in the room's own history for a post that may have arrived."""
        house = self._open()
        room = house.rooms.direct(order.room.id) if order.direct else order.room.id
        return await self._sent(room, house.voice.find(room, order.key, since)) if room else None

    async def open_thread(self, room: Address, message: str, card: Card) -> str | None:
        """Names the card itself: on Matrix any message is the root of a thread once somebody answers so."""
        return message

    def thread_room(self, room: Address, thread: str) -> Address:
        return room

    async def reactions(self, room: Address, message: str) -> list[Seen]:
        """All reactions that stand on a message now, by people who are in the room; not the bot's own."""
        house = self._open()
        events = await self._sent(room.id, standing(house.wire, room.id, message))
        for event in events:
            if told := reacted(event):
                house.marks.note(str(event["event_id"]), str(event.get("sender")), *told)
        return await self._sent(room.id, seen(house.rooms, room.id, events))

    async def absent(self, rooms: Collection[Address], accounts: Collection[Address]) -> set[Address]:
        """Those accounts that are in none of these rooms."""
        house = self._open()
        present: set[str] = set()
        for room in rooms:
            told = await self._sent(room.id, house.wire.get(room_path(room.id, "joined_members")))
            present |= set(told.get("joined") or {})
        return {account for account in accounts if account.id not in present}

    async def since(self, account: Address, places: Collection[Address]) -> datetime | None:
        """Since when the account has been in one of these rooms and spaces."""
        rooms = self._open().rooms
        found = []
        for place in places:
            try:
                found.append(await self._sent(place.id, rooms.since(place.id, account.id)))
            except Refused as refused:
                log.info("a join could not be read", reason=refused.reason)
        return min((at for at in found if at is not None), default=None)

    def called(self, room: Address) -> str | None:
        """What a room or space calls itself."""
        known = self._house.rooms.all.get(room.id) if self._house is not None else None
        name = " ".join(clean(known.name).split())[:NAME_LENGTH] if known is not None else ""
        return name or (clean(known.alias) if known is not None else "") or None

    def born(self, account: Address) -> datetime | None:
        return None

    async def manages(self, account: Address, place: Address) -> bool:
        """Whether the account may say who may do what in this room or space."""
        known = self._open().rooms.all.get(place.id)
        return known is not None and known.manages(account.id)

    def _open(self) -> House:
        if self._house is None:
            raise Unreachable("not connected yet", retry_after=1.0)
        return self._house

    async def _sent(self, room: str, work: Awaitable[T]) -> T:
        """What came of a request about a room, with the server's no in the core's terms."""
        try:
            return await work
        except Denied as denied:
            if denied.status == 401:
                raise Unreachable("logged out", retry_after=5.0) from denied
            gone = await self._is_gone(room)
            if isinstance(denied, NotHeardOf) and not gone:
                raise Unreachable("the room is not read yet", retry_after=1.0) from denied
            raise Refused(denied.code, room_gone=gone) from denied

    async def _is_gone(self, room: str) -> bool:
        told = await self._open().wire.get(f"{V3}/joined_rooms")
        return room not in (told.get("joined_rooms") or [])

    async def _read_on(self, house: House, door: Door) -> None:
        alive_at = 0.0
        missed = True
        while True:
            batch = await self._patiently(house.next)
            await house.take(batch)
            self._house = house
            self._note_read(house, batch)
            missed = missed or batch.gap or house.missed_something()
            if missed:
                await self._settle(house)
                await door.caught_up(self.network)
                missed, alive_at = False, self._now()
            elif self._now() - alive_at >= ALIVE_EVERY:
                await door.alive(self.network)
                alive_at = self._now()

    def _note_read(self, house: House, batch: Batch) -> None:
        """Moves the mark of what was read, once all that was asked for there is safe on disk."""
        self._unsaved.append((batch.token, self._clock.now(), house.acts()))
        done = None
        while self._unsaved and all(task.done() for task in self._unsaved[0][2]):
            done = self._unsaved.popleft()
        if done is not None:
            house.save(done[0], done[1])

    async def _settle(self, house: House) -> None:
        """Waits until what was heard has been acted upon."""
        if acts := house.acts():
            await asyncio.wait(acts)

    async def _patiently(self, work: Callable[[], Awaitable[T]]) -> T:
        """Tries until the homeserver is there."""
        wait = 0.5
        while True:
            try:
                return await work()
            except Unreachable as later:
                log.warning("the homeserver can't be reached", reason=later.reason)
                await asyncio.sleep(later.retry_after or wait)
                wait = min(SLOWEST, wait * 2)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
