"""What the bot sends: cards, edits, reactions, redactions."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from struct import unpack
from uuid import uuid4

from bot.api.card import Card, File
from bot.api.emoji import normal
from bot.api.people import Address
from bot.api.text import clean, folded, isolated
from bot.platforms import Refused
from bot.platforms.matrix import render
from bot.platforms.matrix.encryption import Encryption, size
from bot.platforms.matrix.marks import reacted, standing
from bot.platforms.matrix.memory import Seeds
from bot.platforms.matrix.room import sent_at
from bot.platforms.matrix.rooms import Rooms
from bot.platforms.matrix.wire import Denied, Json, Wire, room_path

SEALED = "application/octet-stream"
KEY = "folkmoot.key"
"""Stands in a sent event's content, outside the encrypted part, so that the post is found again."""
THERE = frozenset({"join", "invite", "knock"})
"""Who may be named in a room; somebody who only knocks may have taken a member's name."""
LARGEST = 60_000
"""Bytes that one event may have, with room for its envelope; servers take 65,536."""
CLOSED = 44_000
"""Bytes of content that are no more than that once they are encrypted, which makes a third more of them."""
FORMS = ("body", "formatted_body")
PNG = b"\x89PNG\r\n\x1a\n"


class Voice:
    """Sends to rooms. Each message goes under a name of its own, so that a repeat is no second message."""

    def __init__(self, wire: Wire, encryption: Encryption, rooms: Rooms) -> None:
        self._wire = wire
        self._encryption = encryption
        self._rooms = rooms
        self.somebody = "…"

    async def say(
        self, room: str, card: Card, key: str, *, to: str | None = None, thread: str | None = None
    ) -> str:
        """Posts a card; its reactions are put under it by seed()."""
        content = self._content(room, card)
        if relation := _relation(to, thread):
            content["m.relates_to"] = relation
        return await self.send(room, "m.room.message", content, key)

    async def hand(
        self, room: str, file: File, key: str, *, to: str | None = None, thread: str | None = None
    ) -> str:
        """Posts a file; in an encrypted room the server gets it closed, and the key goes to the people."""
        whole = file.read()
        sealed, opener = self._encryption.seal(room, whole)
        kept = await self._wire.upload(sealed, file.media_type if opener is None else SEALED)
        info = {"mimetype": file.media_type, "size": len(whole), **_shape(whole)}
        msgtype = "m.image" if file.is_picture else "m.file"
        body = file.alt or file.name
        content: Json = {"msgtype": msgtype, "body": body, "filename": file.name, "info": info}
        content |= {"url": kept} if opener is None else {"file": {**opener, "url": kept}}
        if relation := _relation(to, thread):
            content["m.relates_to"] = relation
        return await self.send(room, "m.room.message", content, key)

    async def seed(self, message: str, seeds: Seeds) -> None:
        """Puts reactions under a message; those that are there already stay one."""
        there = await self._own_marks(seeds.room, message) if seeds.instead else {}
        for mark in there.keys() - {normal(mark) for mark in seeds.marks}:
            await self.redact(seeds.room, there[mark])
        for number, mark in enumerate(seeds.marks):
            if normal(mark) not in there:
                await self.react(seeds.room, message, mark, f"{seeds.key}.{number}")

    async def edit(self, room: str, message: str, card: Card) -> None:
        """Replaces a card; raises Refused where it was taken away meanwhile."""
        await self._check_stands(room, message)
        fresh = self._content(room, card)
        content = {
            **fresh,
            **{form: f"* {fresh[form]}" for form in FORMS if form in fresh},
            "m.new_content": fresh,
            "m.relates_to": {"rel_type": "m.replace", "event_id": message},
        }
        if size(content) > CLOSED:
            content |= {form: "*" for form in FORMS if form in fresh}
        await self.send(room, "m.room.message", content, uuid4().hex)

    async def react(self, room: str, message: str, mark: str, key: str) -> None:
        """Puts the bot's own emoji under a message; that it is there already is well."""
        relation = {"rel_type": "m.annotation", "event_id": message, "key": mark}
        try:
            await self.send(room, "m.reaction", {"m.relates_to": relation}, key)
        except Denied as denied:
            if denied.code not in ("M_DUPLICATE_ANNOTATION", "M_UNKNOWN") or denied.status != 400:
                raise

    async def send(self, room: str, kind: str, content: Json, key: str) -> str:
        """Sends one event under a key; the same key from this device gives the same event again."""
        kind, content = await self._encryption.close(room, kind, content)
        if kind in ("m.room.message", "m.room.encrypted"):
            content = {**content, KEY: key}
        if size(content) > LARGEST:
            raise Refused("too long for one message")
        told = await self._wire.put(content, room, "send", kind, key)
        return str(told["event_id"])

    def hold(self, seconds: float) -> None:
        """Keeps everything waiting for so long."""
        self._wire.pace.hold(seconds)

    async def redact(self, room: str, event: str) -> None:
        """Takes somebody's message away."""
        await self._wire.put({}, room, "redact", event, named("redact", event))

    async def find(self, room: str, key: str, since: datetime) -> str | None:
        """Looks through the room's history for the message that was sent under a key."""
        page: str | None = None
        while True:
            told = await self._wire.history(room, page)
            events = told.get("chunk") or []
            for event in events:
                content = event.get("content") or {}
                if event.get("sender") == self._rooms.me and content.get(KEY) == key:
                    return str(event["event_id"])
            page = told.get("end")
            if not page or not events or sent_at(events[-1]) < since:
                return None

    def name(self, room: str, address: Address | None) -> str:
        """The name by which a room knows an account; two of one name are told apart by their ids."""
        if address is None:
            return self.somebody
        members = self._rooms.all[room].members if room in self._rooms.all else {}
        seat = members.get(address.id)
        name = clean(seat.name).replace("\n", " ")[:60] if seat else ""
        local = address.id[1:].split(":", 1)[0]
        if not name:
            return isolated(render.quiet(local))
        namesakes = (u for u, m in members.items() if m.state in THERE and folded(m.name) == folded(name))
        shown = f"{name} ({address.id})" if set(namesakes) - {address.id} else name
        return isolated(render.quiet(shown))

    def _content(self, room: str, card: Card) -> Json:
        card = card.linked(f"https://matrix.to/#/{self._rooms.me}")
        content = render.content(card, lambda address: self.name(room, address))
        return content if size(content) <= CLOSED else _unformatted(content)

    async def _own_marks(self, room: str, message: str) -> dict[str, str]:
        """The bot's own reactions on a message, each with its event."""
        events = await standing(self._wire, room, message)
        own = [event for event in events if event.get("sender") == self._rooms.me]
        return {normal(told[1]): str(event["event_id"]) for event in own if (told := reacted(event))}

    async def _check_stands(self, room: str, message: str) -> None:
        try:
            told = await self._wire.get(room_path(room, "event", message))
        except Denied as denied:
            if denied.status == 404:
                raise Refused("the message is gone") from denied
            raise
        if "redacted_because" in (told.get("unsigned") or {}):
            raise Refused("the message is gone")


def _unformatted(content: Json) -> Json:
    """The same as plain text alone, for what would be too long in both forms."""
    return {key: value for key, value in content.items() if key not in ("format", "formatted_body")}


def _shape(content: bytes) -> dict[str, int]:
    """How wide and high a picture is, so that clients keep its place free; nothing for what is none."""
    if not content.startswith(PNG) or len(content) < 24:
        return {}
    return dict(zip(("w", "h"), unpack(">II", content[16:24]), strict=True))


def named(what: str, about: str) -> str:
    """A name for a send that follows from something else, the same after a restart."""
    return f"{what}.{sha256(about.encode()).hexdigest()[:20]}"


def _relation(to: str | None, thread: str | None) -> Json:
    reply: Json = {"m.in_reply_to": {"event_id": to}} if to else {}
    if thread is None:
        return reply
    return {"rel_type": "m.thread", "event_id": thread, "is_falling_back": False, **reply}
