"""All that lives as long as one log-in: the wire, the rooms, the ear and the voice."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from bot.api.card import Line
from bot.api.clock import Clock
from bot.api.people import Address
from bot.api.speech import N_, Features
from bot.platforms import Door, Refused, Unreachable
from bot.platforms.matrix.answering import Answering
from bot.platforms.matrix.device import Login
from bot.platforms.matrix.doors import Doors
from bot.platforms.matrix.encryption import Encryption
from bot.platforms.matrix.errands import Errands
from bot.platforms.matrix.invitation import Invitations
from bot.platforms.matrix.listening import Listening
from bot.platforms.matrix.marks import Marks
from bot.platforms.matrix.memory import Notebook, Seeds
from bot.platforms.matrix.room import RoomState
from bot.platforms.matrix.rooms import NETWORK, Rooms
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.signing import NotSigned, keep_seed, sign_device
from bot.platforms.matrix.sync import Batch, News, Sync
from bot.platforms.matrix.text import ear
from bot.platforms.matrix.voice import Voice
from bot.platforms.matrix.wire import V3, Denied, Json, Wire, quoted

log = structlog.get_logger("matrix")
REMEMBER_EVERY = timedelta(seconds=1)
AT_HOME = 0.5
"""Seconds within which the core surely knows a post that was sent."""
SOMEBODY = N_("a member")
UNSIGNED = (
    "this device is not signed: clients that refuse such devices neither read the bot nor are read by it. "
    "Other cross-signing keys stand for this account; give matrix.password once, so that they can be replaced"
)


class House:
    """The parts of the face, put together for one log-in."""

    def __init__(
        self, wire: Wire, login: Login, settings: MatrixSettings, door: Door, features: Features, clock: Clock
    ) -> None:
        self.wire = wire
        self.door = door
        self.clock = clock
        self.settings = settings
        self.notebook = Notebook(login.folder)
        self.rooms = Rooms(wire)
        self.marks = Marks(login.folder, clock.now().date())
        self.encryption = Encryption(wire)
        self.voice = Voice(wire, self.encryption, self.rooms)
        self.answering = Answering(self.voice, self.rooms, self.notebook, door, features)
        self.invitations = Invitations(wire, self.rooms, self.notebook, settings)
        self.sync = Sync(wire, self.encryption, self.notebook.memory.token)
        self.listening = Listening(
            wire, self.rooms, self.marks, self.encryption, self.answering, settings, door, clock
        )
        self._errands = Errands()
        self._greeting: set[str] = set()
        for message in self.notebook.memory.seeds:
            self._errands.start(self._seed(message))
        remark = door.remark(SOMEBODY, features).blocks[0]
        if isinstance(remark, Line):
            self.voice.somebody = "".join(part for part in remark.text if isinstance(part, str))

    @classmethod
    async def open(
        cls, login: Login, settings: MatrixSettings, door: Door, features: Features, clock: Clock
    ) -> House:
        """Logs in, publishes the device's keys and has it signed."""
        wire = await login.open()
        try:
            house = cls(wire, login, settings, door, features, clock)
            await house.encryption.publish(await login.is_known(wire))
            try:
                await sign_device(wire, keep_seed(login.folder), login.password)
            except NotSigned as error:
                log.warning(UNSIGNED, reason=str(error))
            await house._learn_name()
        except BaseException:
            await wire.client.close()
            raise
        return house

    async def close(self) -> None:
        """Stops what still goes on and hangs up."""
        for errands in (self._errands, self.listening.acts, self.answering.errands):
            await errands.stop()
        self.marks.save()
        self.notebook.save()
        await self.wire.client.close()

    async def next(self) -> Batch:
        """What happens next; soon, where a message waits for its key."""
        return await self.sync.next(soon=self.listening.waits)

    async def take(self, batch: Batch) -> None:
        """Takes in one batch: first how the rooms are now, then what was said in them."""
        self.listening.gap_began = self.notebook.memory.heard_at
        for room, events in batch.left.items():
            self._leave(room, events)
        for news in batch.rooms:
            for event in news.state:
                self.rooms.enter(news.room).apply(event)
            if news.arrived:
                await self.door.room_back(Address(NETWORK, news.room))
        await self._keep_keys()
        for news in batch.rooms:
            await self._hear(news)
        await self.listening.try_again()
        if self.answering.keeps:
            self._errands.start(self.answering.hand_over())
        for room, events in batch.invited.items():
            if self.invitations.wants(room, events):
                self._errands.start(self.invitations.accept(room))
        self.marks.save()

    def posted(self, message: str, seeds: Seeds) -> None:
        """Puts a post's reactions under it, after a restart if need be."""
        if seeds.marks:
            goes_on = message in self.notebook.memory.seeds
            self.notebook.memory.seeds[message] = seeds
            self.notebook.save()
            if not goes_on:
                self._errands.start(self._seed(message))

    @property
    def doors(self) -> Doors:
        """What happens at the doors of rooms."""
        return self.listening.doors

    def acts(self) -> list[asyncio.Task[None]]:
        """What has been heard and is not yet carried out."""
        return self.listening.acts.going()

    def missed_something(self) -> bool:
        """Whether something was heard that can't be understood without counting again."""
        missed, self.listening.missed = self.listening.missed, False
        return missed

    def save(self, token: str, heard_at: datetime) -> None:
        """Remembers how far everything has been heard and acted upon."""
        memory, before = self.notebook.memory, self.notebook.saved_at
        memory.token, memory.heard_at = token, heard_at
        if before is None or heard_at - before >= REMEMBER_EVERY:
            self.notebook.saved_at = heard_at  # what is read twice after a power cut counts once all the same
            self.notebook.save()

    async def _hear(self, news: News) -> None:
        room = self.rooms.enter(news.room)
        for events, late in ((news.late, True), (news.live, False)):
            for event in events:
                if "state_key" in event:
                    room.apply(event, None if late else self.clock.now())
                await self._one(room, event, late=late)
        await self.invitations.arrived(room, self.door)
        if fresh := self.invitations.moves(room):
            self._errands.start(self.invitations.follow(room, fresh))
        if self.invitations.owes_greeting(room.id) and room.id not in self._greeting:
            self._greeting.add(room.id)
            self._errands.start(self._greet(room.id))

    async def _one(self, room: RoomState, event: Json, *, late: bool) -> None:
        """Hears one event, waiting for the server where something has to be asked first."""
        while True:
            try:
                return await self.listening.hear(room.id, event, late=late)
            except Unreachable as later:
                await asyncio.sleep(later.retry_after or 2.0)
            except Denied as denied:
                log.warning("an event could not be understood", reason=denied.code)
                return None
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                # Anybody can send anything: what has no sense must not stop the ear for all others.
                log.error("an event made no sense", reason=type(error).__name__)
                return None

    async def _seed(self, message: str) -> None:
        owed = self.notebook.memory.seeds
        while (seeds := owed.get(message)) is not None:
            try:
                await self.voice.seed(message, seeds)
            except Unreachable as later:
                await asyncio.sleep(later.retry_after or 2.0)
                continue
            except (Denied, Refused) as error:
                log.warning("reactions could not be put under a post", reason=type(error).__name__)
            if owed.get(message) is seeds:  # else others are wanted by now
                del owed[message]
        self.notebook.save()
        await asyncio.sleep(AT_HOME)
        self.listening.hand_in_again(message)

    async def _greet(self, room: str) -> None:
        if await self.answering.greet(room):
            self.invitations.greeted(room)
        self._greeting.discard(room)

    def _leave(self, room: str, events: list[Json]) -> None:
        """Forgets a room; the core is told where the bot was put out."""
        self.rooms.forget(room)
        self.wire.client.rooms.pop(room, None)
        me = self.rooms.me
        own = [e for e in events if e.get("type") == "m.room.member" and e.get("state_key") == me]
        if own and own[-1].get("sender") != me:
            self._errands.start(self.door.room_gone(Address(NETWORK, room)))

    async def _keep_keys(self) -> None:
        try:
            await self.encryption.keep_keys()
        except Unreachable as later:
            log.warning("keys", reason=later.reason)  # tried again with the next batch

    async def _learn_name(self) -> None:
        """Learns the name that people call the bot by."""
        try:
            told = await self.wire.get(f"{V3}/profile/{quoted(self.rooms.me)}/displayname")
        except Denied:
            told = {}
        commands = self.door.commands()
        words = [c.path for c in commands] + [c.short for c in commands if c.short]
        self.listening.ear = ear(self.rooms.me, str(told.get("displayname") or ""), words)
