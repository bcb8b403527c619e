"""People on Matrix: some at matrix-js-sdk, as Element has it, some at nio, some with bare requests."""

import asyncio
import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import aiohttp

from tests.matrix.synapse import Login

DRIVER = Path(__file__).parent / "people" / "people.js"
WAIT = 120.0
"""Seconds that a person waits for what ought to come."""


class Refused(Exception):
    """What a person asked for was refused, or did not come in time."""


@dataclass(frozen=True)
class Seen:
    """One message as the person's client shows it."""

    id: str
    room: str
    sender: str
    type: str
    body: str
    html: str
    content: dict[str, Any]
    relation: dict[str, Any]
    encrypted: bool
    decrypted: bool
    redacted: bool = False
    failure: str | None = None
    shield: str | None = None

    @property
    def msgtype(self) -> str:
        """What kind of message it is."""
        return str(self.content.get("msgtype", ""))


class JsPeople:
    """The driver: one process of matrix-js-sdk that plays many people."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._numbers = itertools.count(1)
        self._reader: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Starts the process and returns once it listens."""
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            "node", str(DRIVER), stdin=pipe, stdout=pipe, limit=2**26
        )
        assert self._process.stdout is not None
        await self._process.stdout.readline()
        self._reader = asyncio.create_task(self._read(self._process.stdout))

    async def stop(self) -> None:
        """Ends the process."""
        if self._process is None or self._reader is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()
        await self._reader

    async def login(self, login: Login, *, strict: bool = False, crypto: bool = True) -> "JsPerson":
        """Brings a person to a device; a strict one keeps out devices that their owner has not signed."""
        told = {"homeserver": login.homeserver, "user": login.user_id, "device": login.device_id}
        told |= {"token": login.token, "password": login.password}
        await self.order(login.user_id, "login", **told, strict=strict, crypto=crypto)
        return JsPerson(self, login)

    async def order(self, who: str, verb: str, **told: Any) -> Any:
        """Has a person do something and returns what came of it."""
        assert self._process is not None and self._process.stdin is not None
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        line = json.dumps({"id": number, "who": who, "verb": verb, **told})
        self._process.stdin.write(line.encode() + b"\n")
        await self._process.stdin.drain()
        return await answer

    async def _read(self, lines: asyncio.StreamReader) -> None:
        while line := await lines.readline():
            told = json.loads(line)
            answer = self._answers.pop(told["id"])
            if answer.cancelled():
                continue
            if "error" in told:
                answer.set_exception(Refused(f"{told.get('code')}: {told['error']}"))
            else:
                answer.set_result(told["ok"])
        for waiting in self._answers.values():
            waiting.cancel()


@dataclass
class JsPerson:
    """A person whose client is matrix-js-sdk."""

    driver: JsPeople
    login: Login

    @property
    def user_id(self) -> str:
        """The person's account."""
        return self.login.user_id

    async def _do(self, verb: str, **told: Any) -> Any:
        given = {name: value for name, value in told.items() if value is not None}
        return await self.driver.order(self.user_id, verb, **given)

    async def create(self, name: str = "Room", **how: Any) -> str:
        """Makes a room: version, encrypted, direct, invite, open, state."""
        return str(await self._do("create", name=name, **how))

    async def join(self, room: str) -> None:
        """Goes in."""
        await self._do("join", room=room)

    async def leave(self, room: str) -> None:
        """Goes out."""
        await self._do("leave", room=room)

    async def invite(self, room: str, user: str) -> None:
        """Asks someone in."""
        await self._do("invite", room=room, user=user)

    async def kick(self, room: str, user: str, reason: str | None = None) -> None:
        """Puts someone out."""
        await self._do("kick", room=room, user=user, reason=reason)

    async def power(self, room: str, user: str, level: int) -> None:
        """Sets what someone may do."""
        await self._do("power", room=room, user=user, level=level)

    async def members(self, room: str) -> list[str]:
        """Who is in the room."""
        return list(await self._do("members", room=room))

    async def send(self, room: str, body: str, **how: Any) -> str:
        """Says something: html, reply_to, thread, mention, msgtype."""
        return str(await self._do("send", room=room, body=body, **how))

    async def edit(self, room: str, event: str, body: str) -> str:
        """Changes what was said."""
        return str(await self._do("edit", room=room, event=event, body=body))

    async def react(self, room: str, event: str, key: str) -> str:
        """Puts an emoji under a message."""
        return str(await self._do("react", room=room, event=event, key=key))

    async def redact(self, room: str, event: str, *, null_reason: bool = False) -> str:
        """Takes something back, with `"reason": null` as some clients do."""
        return str(await self._do("redact", room=room, event=event, null_reason=null_reason))

    async def messages(self, room: str, type: str | None = None) -> list[Seen]:
        """Everything seen in a room."""
        return [_seen(one) for one in await self._do("messages", room=room, type=type)]

    async def wait(self, room: str | None = None, body: str | None = None, **what: Any) -> Seen:
        """Waits for a message: sender, replaces, relates, after, type, undecrypted, timeout."""
        return _seen(await self._do("wait", room=room, body=body, **what))

    async def invited(self, room: str | None = None, sender: str | None = None) -> str:
        """Waits for an invitation."""
        return str(await self._do("invited", room=room, sender=sender))

    async def trust(self, user: str, device: str) -> bool:
        """Whether a device is signed by its owner."""
        return bool((await self._do("trust", user=user, device=device))["signed_by_owner"])

    async def request(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Asks the homeserver for something the client has no verb for."""
        return await self._do("request", method=method, path=path, body=body)

    async def stop(self) -> None:
        """Closes the client."""
        await self._do("stop")


def _seen(told: dict[str, Any]) -> Seen:
    known = {name: told[name] for name in Seen.__dataclass_fields__ if name in told}
    texts = {name: told.get(name) or "" for name in ("body", "html")}
    return Seen(**{**known, **texts, "relation": told.get("relation") or {}})


@dataclass
class BarePerson:
    """A person who speaks bare HTTP, for crowds: no sync, no encryption."""

    login: Login
    session: aiohttp.ClientSession

    @property
    def user_id(self) -> str:
        """The person's account."""
        return self.login.user_id

    async def request(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Asks the homeserver; a refusal is raised."""
        url = f"{self.login.homeserver}/_matrix/client/v3{path}"
        headers = {"Authorization": f"Bearer {self.login.token}"}
        async with self.session.request(method, url, json=body, headers=headers) as answer:
            told: dict[str, Any] = await answer.json()
            if answer.status != 200:
                raise Refused(f"{told.get('errcode')}: {told.get('error')}")
            return told

    async def join(self, room: str) -> None:
        """Goes in."""
        await self.request("POST", f"/join/{quote(room)}", {})

    async def send(self, room: str, body: str) -> str:
        """Says something, unencrypted."""
        return await self._put(room, "send/m.room.message", {"msgtype": "m.text", "body": body})

    async def react(self, room: str, event: str, key: str) -> str:
        """Puts an emoji under a message."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self._put(room, "send/m.reaction", {"m.relates_to": relation})

    async def redact(self, room: str, event: str, reason: str | None = None) -> str:
        """Takes something back; without a reason it is sent as null, as some clients do."""
        return await self._put(room, f"redact/{quote(event)}", {"reason": reason})

    async def _put(self, room: str, what: str, content: dict[str, Any]) -> str:
        path = f"/rooms/{quote(room)}/{what}/{uuid4().hex}"
        return str((await self.request("PUT", path, content))["event_id"])
