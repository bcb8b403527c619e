"""Requests to the homeserver, and what their failures mean."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import nio

from bot.platforms import Unreachable
from bot.platforms.matrix.pace import Pace, now

V3, MEDIA, JSON = "/_matrix/client/v3", "/_matrix/media/v3", "application/json"
LIST = "list"
"""Where the members of an answer stand that is a list."""
PATIENCE = 60.0
"""Seconds that one send waits for the server's leave before it goes back to the outbox."""

Json = dict[str, Any]


class Denied(Exception):
    """The server understood and says no; code is Matrix's own word for why."""

    def __init__(self, status: int, code: str, told: Json) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.told = told


class Wire:
    """Speaks to one homeserver as one account.

    nio's own sending waits without end where the server says 429, and reads some answers wrongly; so it lends
    its connection only.
    """

    def __init__(self, client: nio.AsyncClient) -> None:
        self.client = client
        self.pace = Pace()
        # Servers count log-ins, joins and keys apart from messages, and files too.
        self._errands, self._uploads = Pace(1), Pace(1)

    async def get(self, path: str, within: float | None = None, **query: str | int | None) -> Json:
        """Reads something; within is in seconds."""
        given = {key.rstrip("_"): value for key, value in query.items() if value is not None}
        return await self._try("GET", f"{path}?{urlencode(given)}" if given else path, None, within)

    async def events(self, path: str) -> list[Json]:
        """Reads a list of events."""
        told = await self._try("GET", path, None)
        return [event for event in told.get(LIST) or [] if isinstance(event, dict)]

    async def history(self, room: str, page: str | None, until: str | None = None) -> Json:
        """A page of a room's history, newest first, from a token back to another one."""
        return await self.get(room_path(room, "messages"), dir="b", from_=page, to=until, limit=100)

    async def post(self, path: str, body: Mapping[str, Any]) -> Json:
        """Asks for something to be done, waiting where the server says so."""
        return await self._paced(self._errands, "POST", path, body)

    async def once(self, path: str, body: Mapping[str, Any]) -> Json:
        """Asks for something to be done, and does not wait: whoever asks knows what else can be done."""
        return await self._try("POST", path, body)

    async def seat(self, room: str, deed: str, account: str) -> None:
        """Invites, removes or unbans somebody as once() does; servers count that among the messages."""
        await self.once(room_path(room, deed), {"user_id": account})
        self.pace.passed()

    async def put(self, body: Mapping[str, Any], room: str, *parts: str) -> Json:
        """Sends something under a name that makes repeats harmless, after all that was sent there before."""
        return await self._paced(self.pace, "PUT", room_path(room, *parts), body, lane=room)

    async def upload(self, content: bytes, media_type: str) -> str:
        """Puts bytes into the server's store of files; where they are. A repeat is a file of its own."""
        told = await self._paced(self._uploads, "POST", f"{MEDIA}/upload", content, media_type)
        return str(told["content_uri"])

    async def _paced(
        self,
        pace: Pace,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes,
        media_type: str = JSON,
        lane: str = "",
    ) -> Json:
        deadline = now() + PATIENCE
        async with pace.turn(lane):
            while True:
                asked_at = now()
                try:
                    told = await self._try(method, path, body, media_type=media_type)
                    pace.passed()
                    return told
                except Unreachable as later:
                    if later.retry_after is None:
                        raise
                    pace.refused(asked_at, later.retry_after)
                    if now() + later.retry_after > deadline:
                        raise
                    await pace.leave()

    async def _try(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None,
        within: float | None = None,
        media_type: str = JSON,
    ) -> Json:
        headers = {"Content-Type": media_type}
        if self.client.access_token:
            headers["Authorization"] = f"Bearer {self.client.access_token}"
        data = body if body is None or isinstance(body, bytes) else json.dumps(body)
        try:
            answer = await self.client.send(method, path, data, headers, timeout=within)
            return _understood(answer.status, await _json(answer), answer.headers)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unreachable(type(error).__name__, in_doubt=method != "GET") from error


async def _json(answer: aiohttp.ClientResponse) -> Json:
    try:
        told = await answer.json(content_type=None)
    except ValueError:
        return {}
    if isinstance(told, list):
        return {LIST: told}
    return told if isinstance(told, dict) else {}


def _understood(status: int, told: Json, headers: Mapping[str, str]) -> Json:
    code = str(told.get("errcode", ""))
    if status == 429 or code == "M_LIMIT_EXCEEDED":
        raise Unreachable("asked to wait", retry_after=_wait(told, headers))
    if status >= 500:
        raise Unreachable(f"{status} {code}", in_doubt=True)
    if status >= 300:
        raise Denied(status, code, told)
    return told


def _wait(told: Json, headers: Mapping[str, str]) -> float:
    if isinstance(milliseconds := told.get("retry_after_ms"), (int, float)):
        return max(0.1, milliseconds / 1000)
    after = headers.get("Retry-After", "")
    return float(after) if after.isascii() and after.isdigit() else 5.0


def room_path(room: str, *parts: str) -> str:
    """The path of something in a room."""
    return "/".join([f"{V3}/rooms/{quoted(room)}", *map(quoted, parts)])


def quoted(part: str) -> str:
    """A room, event or account as a part of a path."""
    return quote(part, safe="")
