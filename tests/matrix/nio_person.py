"""A person whose client is matrix-nio, as people's scripts and other bots are."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nio

from tests.matrix.person import WAIT, Refused, Seen
from tests.matrix.synapse import Login


class NioPerson:
    """A person at a device that nobody has signed."""

    def __init__(self, login: Login, store: Path) -> None:
        store.mkdir(parents=True, exist_ok=True)
        config = nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        client = nio.AsyncClient(login.homeserver, login.user_id, login.device_id, str(store), config)
        client.restore_login(login.user_id, login.device_id, login.token)
        client.add_event_callback(self._notice, (nio.Event, nio.BadEvent, nio.UnknownBadEvent))
        self.login = login
        self.client = client
        self.seen: list[Seen] = []
        self._news = asyncio.Event()
        self._syncing: asyncio.Task[None] | None = None

    @property
    def user_id(self) -> str:
        """The person's account."""
        return self.login.user_id

    async def start(self) -> None:
        """Opens the client and reads on in the background."""
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        await self.client.sync(timeout=0, full_state=True)
        self._syncing = asyncio.create_task(self._read_on())

    async def stop(self) -> None:
        """Closes the client."""
        if self._syncing is not None:
            self._syncing.cancel()
            await asyncio.gather(self._syncing, return_exceptions=True)
        await self.client.close()

    async def join(self, room: str) -> None:
        """Goes in."""
        self._check(await self.client.join(room))
        await self._until(lambda: room in self.client.rooms, f"joined {room}")

    async def send(self, room: str, body: str, **extra: Any) -> str:
        """Says something, encrypted where the room is."""
        content = {"msgtype": "m.text", "body": body, **extra}
        sent = await self.client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        return str(self._check(sent).event_id)

    async def react(self, room: str, event: str, key: str) -> str:
        """Puts an emoji under a message."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        sent = await self.client.room_send(room, "m.reaction", {"m.relates_to": relation})
        return str(self._check(sent).event_id)

    async def redact(self, room: str, event: str) -> str:
        """Takes something back."""
        return str(self._check(await self.client.room_redact(room, event)).event_id)

    async def wait(self, room: str, body: str, sender: str | None = None, within: float = WAIT) -> Seen:
        """Waits for a message whose text matches."""
        pattern = re.compile(body, re.DOTALL)

        def find() -> Seen | None:
            fitting = (one for one in self.seen if one.room == room and pattern.search(one.body))
            return next((one for one in fitting if sender in (None, one.sender)), None)

        found = await self._until(find, f"{sender or 'anyone'} said {body}", within)
        assert isinstance(found, Seen)
        return found

    async def _until(self, condition: Callable[[], object], what: str, within: float = WAIT) -> object:
        async def look() -> object:
            while not (found := condition()):
                self._news.clear()
                await self._news.wait()
            return found

        try:
            return await asyncio.wait_for(look(), within)
        except TimeoutError:
            raise Refused(f"waited {within} s, but not: {what}") from None

    async def _read_on(self) -> None:
        while True:
            await self.client.sync(timeout=10_000)
            await self._keep_keys()
            self._news.set()

    async def _keep_keys(self) -> None:
        """Does after a sync what nio does only inside its own endless loop."""
        client = self.client
        if client.should_upload_keys:
            await client.keys_upload()
        if client.should_query_keys:
            await client.keys_query()
        if client.should_claim_keys:
            await client.keys_claim(client.get_users_for_key_claiming())
        await client.send_to_device_messages()

    async def _notice(self, room: nio.MatrixRoom, event: Any) -> None:
        content = event.source.get("content", {})
        self.seen.append(
            Seen(
                id=event.event_id,
                room=room.room_id,
                sender=event.sender,
                type=str(event.source.get("type")),
                body=str(content.get("body", "")),
                html=str(content.get("formatted_body", "")),
                content=content,
                relation=content.get("m.relates_to") or {},
                encrypted=bool(getattr(event, "decrypted", False)) or isinstance(event, nio.MegolmEvent),
                decrypted=bool(getattr(event, "decrypted", False)),
            )
        )
        self._news.set()

    @staticmethod
    def _check(answer: Any) -> Any:
        if isinstance(answer, nio.ErrorResponse):
            raise Refused(str(answer))
        return answer
