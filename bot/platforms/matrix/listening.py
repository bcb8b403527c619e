"""From events to acts: what people say and do in rooms, handed to the door in the order of its arrival."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.api.clock import Clock
from bot.api.invocation import Invocation, Reaction
from bot.api.people import Address
from bot.api.speech import N_
from bot.platforms import Door
from bot.platforms.matrix.answering import Answering
from bot.platforms.matrix.doors import Doors
from bot.platforms.matrix.encryption import Encryption
from bot.platforms.matrix.errands import Errands
from bot.platforms.matrix.marks import Marks, reacted
from bot.platforms.matrix.room import sent_at
from bot.platforms.matrix.rooms import NETWORK, Rooms
from bot.platforms.matrix.settings import MatrixSettings
from bot.platforms.matrix.sync import since_then
from bot.platforms.matrix.text import Ear, edited, fits, thread
from bot.platforms.matrix.wire import Denied, Json, Wire, room_path

NOT_READ = N_("I could not read that. Wait a little and send it again, or write to me unencrypted.")
RECENT = 500
KEYS_MAY_COME = timedelta(seconds=15)
"""A message's key may arrive after the message."""


@dataclass(slots=True)
class Closed:
    """A message whose key has not come yet."""

    room: str
    event: Json
    late: bool
    until: datetime


class Listening:
    """Reads events one after another; what they ask for goes on by itself, in the same order."""

    def __init__(
        self,
        wire: Wire,
        rooms: Rooms,
        marks: Marks,
        encryption: Encryption,
        answering: Answering,
        settings: MatrixSettings,
        door: Door,
        clock: Clock,
    ) -> None:
        self._wire = wire
        self._rooms = rooms
        self._marks = marks
        self._encryption = encryption
        self._answering = answering
        self._settings = settings
        self._clock = clock
        self._closed: list[Closed] = []
        self.ear = Ear(rooms.me, (), frozenset())
        self.gap_began: datetime | None = None
        self.missed = False
        self.acts = Errands()
        self.doors = Doors(rooms.me, door, self.acts)
        self._recent: deque[Reaction] = deque(maxlen=RECENT)

    async def hear(self, room: str, event: Json, *, late: bool) -> None:
        """Takes one event. An event of a form that no client would send is nothing."""
        sender = event.get("sender")
        if not isinstance(sender, str) or not isinstance(event.get("content"), dict):
            return
        if "state_key" in event:
            self.doors.hear(room, event)
        elif event.get("type") == "m.room.redaction":
            await self._taken_back(room, sender, event, late=late)
        elif sender != self._rooms.me and not fits(sender, self._settings.ghosts):
            await self._said(room, sender, event, late=late)

    @property
    def waits(self) -> bool:
        """Whether there are messages whose keys may still come."""
        return bool(self._closed)

    async def try_again(self) -> None:
        """Opens messages whose keys have come meanwhile, and tells of those whose time is up."""
        waiting, self._closed = self._closed, []
        for closed in waiting:
            clear = self._encryption.open(closed.room, closed.event)
            if clear is not None:
                await self.hear(closed.room, clear, late=closed.late)
            elif self._clock.now() < closed.until:
                self._closed.append(closed)
            else:
                sender = str(closed.event["sender"])
                event = str(closed.event["event_id"])
                self._answering.errands.start(self._answering.unread(closed.room, sender, event, NOT_READ))

    def hand_in_again(self, message: str) -> None:
        """Hands in once more what each person did last under a message that was sent just now.

        Whoever was quicker than the core could note the post is counted so; what was counted counts once.
        """
        last = {reaction.account: reaction for reaction in self._recent if reaction.message == message}
        for reaction in last.values():
            self.acts.start(self._answering.react(reaction))

    async def _said(self, room: str, sender: str, event: Json, *, late: bool) -> None:
        match event.get("type"):
            case "m.room.message":
                await self._message(room, sender, event, late=late)
            case "m.reaction":
                await self._reaction(room, sender, event, late=late)
            case "m.room.encrypted":
                clear = self._encryption.open(room, event)
                if clear is not None:
                    self._answering.read(room, sender)
                    await self._said(room, sender, clear, late=late)
                elif event["content"].get("ciphertext"):
                    self._closed.append(Closed(room, event, late, self._clock.now() + KEYS_MAY_COME))

    async def _message(self, room: str, sender: str, event: Json, *, late: bool) -> None:
        content = event["content"]
        place = self._rooms.place(room)
        changed = edited(content)
        heard = self.ear.hear(content if changed is None else changed, private=place.private)
        if heard is None or (changed is not None and heard.bare):
            return
        invocation = Invocation(
            Address(NETWORK, sender),
            place,
            event=str(event["event_id"]),
            line=heard.line,
            bare=heard.bare,
            at=self._at(event, late=late),
            since=await self._since(room, sender),
            edited=changed is not None,
        )
        self.acts.start(self._answering.act(invocation, thread(content)))

    async def _reaction(self, room: str, sender: str, event: Json, *, late: bool) -> None:
        told = reacted(event)
        if told is None:
            return
        message, mark = told
        self._marks.note(str(event["event_id"]), sender, message, mark)
        await self._react(room, sender, message, mark, event, added=True, late=late)

    async def _taken_back(self, room: str, sender: str, event: Json, *, late: bool) -> None:
        target = event.get("redacts") or event["content"].get("redacts")
        if not isinstance(target, str):
            return
        told = self._marks.find(target)
        owner = self._marks.owner(target) or await self._owner(room, target)
        if owner is None or owner == self._rooms.me:
            return
        if told is None:
            self.missed = True  # it was a reaction, and nobody knows any more which: count again
            return
        message, mark = told
        by_owner = owner == sender
        await self._react(room, owner, message, mark, event, added=False, late=late, by_owner=by_owner)

    async def _owner(self, room: str, target: str) -> str | None:
        """Whose reaction it was that was taken away; None where it was something else."""
        try:
            told = await self._wire.get(room_path(room, "event", target))
        except Denied:
            return None
        return str(told.get("sender")) if told.get("type") == "m.reaction" else None

    async def _react(
        self,
        room: str,
        account: str,
        message: str,
        mark: str,
        event: Json,
        *,
        added: bool,
        late: bool,
        by_owner: bool = True,
    ) -> None:
        if fits(account, self._settings.ghosts):
            return
        reaction = Reaction(
            Address(NETWORK, account),
            self._rooms.place(room),
            message,
            mark,
            added=added,
            event=str(event["event_id"]),
            at=self._at(event, late=late),
            since=await self._since(room, account),
            by_owner=by_owner,
        )
        self._recent.append(reaction)
        self.acts.start(self._answering.react(reaction))

    def _at(self, event: Json, *, late: bool) -> datetime:
        """When something was done: live, when it arrived; in a gap, as the sender's server claims."""
        now = self._clock.now()
        return since_then(sent_at(event), self.gap_began, now) if late else now

    async def _since(self, room: str, user: str) -> datetime:
        """Since when the person is in the room; who has left meanwhile came, for our purposes, just now."""
        return await self._rooms.since(room, user) or self._clock.now()
