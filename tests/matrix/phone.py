"""A person who looks at their phone only when they do something: a crowd without its idle reading."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import nio

from tests.matrix.nio_person import NioPerson
from tests.matrix.person import WAIT, Refused, Seen
from tests.matrix.synapse import Login

ENCRYPTED = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


class Phone(NioPerson):
    """Reads while it waits for something, and not otherwise."""

    def __init__(self, login: Login, store: Path) -> None:
        super().__init__(login, store)
        self._unread: list[str] = []

    async def start(self) -> None:
        """Publishes its keys and reads what there is."""
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        await self._read_once(0)

    async def join(self, room: str) -> None:
        """Goes in, and leaves the room unread: this person reads their own chats alone."""
        self._check(await self.client.join(room))
        self._unread.append(room)

    async def open_chat(self, with_whom: str) -> str:
        """Makes an encrypted direct room."""
        made = await self.client.room_create(
            is_direct=True,
            preset=nio.RoomPreset.trusted_private_chat,
            invite=[with_whom],
            initial_state=[ENCRYPTED],
        )
        return str(self._check(made).room_id)

    async def react(self, room: str, event: str, key: str) -> str:
        """Puts an emoji under a message; a reaction is never encrypted, so nobody's keys are asked for."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        path = f"/_matrix/client/v3/rooms/{quote(room)}/send/m.reaction/{uuid4().hex}"
        headers = {"Authorization": f"Bearer {self.login.token}"}
        body = json.dumps({"m.relates_to": relation})
        async with await self.client.send("PUT", path, body, headers) as answer:
            told = await answer.json()
            if answer.status != 200:
                raise Refused(f"{told.get('errcode')}: {told.get('error')}")
            return str(told["event_id"])

    async def answer_to(self, room: str, event: str, sender: str, within: float = WAIT) -> Seen:
        """Waits for what was said in reply to a message."""

        def find() -> Seen | None:
            replies = (one for one in self.seen if one.room == room and one.sender == sender)
            return next((one for one in replies if _replied(one) == event), None)

        found = await self._until(find, f"an answer to {event}", within)
        assert isinstance(found, Seen)
        return found

    async def _until(self, condition: Callable[[], object], what: str, within: float = WAIT) -> object:
        deadline = time.monotonic() + within
        while not (found := condition()):
            if time.monotonic() > deadline:
                raise Refused(f"waited {within} s, but not: {what}")
            await self._read_once(5_000)
        return found

    async def _read_once(self, patience: int) -> None:
        chosen = {"room": {"not_rooms": self._unread}}
        await self.client.sync(patience, chosen, full_state=self.client.next_batch is None)
        await self._keep_keys()


def _replied(message: Seen) -> str:
    return str((message.relation.get("m.in_reply_to") or {}).get("event_id", ""))
