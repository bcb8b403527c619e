"""A bare nio echo bot, in a process of its own: `python -m bench.echo`, its log-in as JSON on stdin."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

import nio


async def echo(login: dict[str, str]) -> None:
    """Joins where it is invited, and says again what begins with "echo"."""
    client = nio.AsyncClient(login["homeserver"], login["user_id"], login["device_id"])
    client.restore_login(login["user_id"], login["device_id"], login["token"])

    async def joined(room: nio.MatrixRoom, _event: Any) -> None:
        await client.join(room.room_id)

    async def said(room: nio.MatrixRoom, event: Any) -> None:
        if event.sender != client.user_id and event.body.startswith("echo"):
            content = {"msgtype": "m.notice", "body": event.body}
            await client.room_send(room.room_id, "m.room.message", content)

    client.add_event_callback(joined, nio.InviteMemberEvent)
    client.add_event_callback(said, nio.RoomMessageText)
    await client.sync_forever(timeout=30_000, full_state=True)


if __name__ == "__main__":
    asyncio.run(echo(json.load(sys.stdin)))
