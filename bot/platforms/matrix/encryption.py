"""Encrypted rooms: keys kept fresh, messages closed before they go and opened when they come."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import nio
from nio.crypto.attachments import encrypt_attachment

from bot.platforms import Unreachable
from bot.platforms.matrix.wire import Denied, Json, Wire

MEGOLM = "m.megolm.v1.aes-sha2"
IN_THE_OPEN = frozenset({"m.reaction", "m.room.redaction"})
"""Kinds of event that travel unencrypted in encrypted rooms too, so that servers can add them up."""


class NotHeardOf(Denied):
    """Nothing was read of this room yet, so nothing is sent there: it might be encrypted."""

    def __init__(self) -> None:
        super().__init__(404, "M_NOT_FOUND", {})


class Encryption:
    """nio's end-to-end encryption, as far as this face needs it."""

    def __init__(self, wire: Wire) -> None:
        self._client = wire.client
        self._sharing = asyncio.Lock()

    async def publish(self, known: bool) -> None:
        """Uploads this device's keys, again too where a log-out from elsewhere has wiped them."""
        if not known:
            self._client.olm.account.shared = False
        await self.keep_keys()

    async def keep_keys(self) -> None:
        """Does what is due with keys: uploads ours, asks for others', claims, answers requests."""
        client = self._client
        if client.should_upload_keys:
            _check(await client.keys_upload())
        if client.should_query_keys:
            _check(await client.keys_query())
        if client.should_claim_keys:
            _check(await client.keys_claim(client.get_users_for_key_claiming()))
        await client.send_to_device_messages()

    def count_keys(self, left: int | None) -> None:
        """Notes how many one-time keys the server has left; nio overlooks that there are none."""
        if left is not None:
            self._client.olm.uploaded_key_count = left

    async def close(self, room: str, kind: str, content: Json) -> tuple[str, Json]:
        """The event as it may travel in this room: encrypted where the room is."""
        if kind in IN_THE_OPEN:
            return kind, content
        known = self._client.rooms.get(room)
        if known is None:
            raise NotHeardOf
        if not known.encrypted:
            return kind, content
        async with self._sharing:
            await self._share(room, known)
        closed = self._closed(room, {"type": kind, "content": content, "room_id": room})
        if relation := content.get("m.relates_to"):
            closed["m.relates_to"] = relation
        return "m.room.encrypted", closed

    def _closed(self, room: str, event: Json) -> Json:
        """What nio's group_encrypt makes, but that it would send each letter beyond ASCII as six or twelve.

        A long text in Cyrillic, Chinese or emoji would be too large for an event then.
        """
        olm = self._client.olm
        session = olm.outbound_group_sessions[room]
        return {
            "algorithm": MEGOLM,
            "sender_key": olm.account.identity_keys["curve25519"],
            "ciphertext": session.encrypt(written(event).decode()),
            "session_id": session.id,
            "device_id": olm.device_id,
        }

    def seal(self, room: str, content: bytes) -> tuple[bytes, Json | None]:
        """A file as it may travel to this room, and the key to it where the room is encrypted."""
        known = self._client.rooms.get(room)
        if known is None:
            raise NotHeardOf
        return encrypt_attachment(content) if known.encrypted else (content, None)

    def open(self, room: str, source: Json) -> Json | None:
        """A message as it was written, or None where this device has no key for it."""
        event = nio.Event.parse_event(source)
        if not isinstance(event, nio.MegolmEvent):
            return None
        try:
            clear = self._client.olm.decrypt_megolm_event(event, room)
        except (nio.EncryptionError, KeyError, ValueError, AssertionError):
            return None  # told to the person by whoever asked; why is between their device and ours
        return {**source, "type": clear.source.get("type"), "content": clear.source.get("content", {})}

    async def _share(self, room: str, known: Any) -> None:
        """Gives this room's key to every device in it that lacks it."""
        client = self._client
        if not known.members_synced:
            _check(await client.joined_members(room))
        if client.should_query_keys:
            _check(await client.keys_query())
        if not client.olm.should_share_group_session(room):
            return
        try:
            shared = await client.share_group_session(room, ignore_unverified_devices=True)
        except (nio.ProtocolError, OSError, TimeoutError) as error:
            raise Unreachable(f"keys not shared: {type(error).__name__}") from error
        _check(shared)
        self._check_shared(room, known, shared.users_shared_with)

    def _check_shared(self, room: str, known: Any, reached: set[tuple[str, str]]) -> None:
        """nio calls a key shared even where sending it failed; those devices would read nothing."""
        olm = self._client.olm
        wanted = {
            (user, device.id)
            for user in known.users
            for device in olm.device_store.active_user_devices(user)
            if device.id != self._client.device_id and olm.session_store.get(device.curve25519)
        }
        if wanted - reached:
            self._client.invalidate_outbound_session(room)
            raise Unreachable("keys not shared with everybody", retry_after=1.0)


def _check(answer: Any) -> None:
    """nio returns errors instead of raising them."""
    if not isinstance(answer, nio.ErrorResponse):
        return
    wait = answer.retry_after_ms
    raise Unreachable(f"keys: {answer.status_code}", retry_after=wait / 1000 if wait else None)


def written(content: Json) -> bytes:
    """Content as it travels, every letter as itself; half of one, which JSON may hold, as a question mark."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def size(content: Json) -> int:
    """How many bytes an event's content takes on its way."""
    return len(written(content))
