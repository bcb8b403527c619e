"""Discord's gateway on loopback: sessions, sequence numbers, resuming, compression."""

import asyncio
import copy
import json
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import discord
from aiohttp import WSMsgType, web
from simcord import intents as shaping
from simcord.backend import serializers

from .model import Model

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 9, 10, 11


@dataclass
class Line:
    """One open websocket."""

    socket: web.WebSocketResponse
    request: web.Request
    squeeze: Any
    waiting: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    closing: asyncio.Future[bool] | None = None

    def put(self, op: int, data: object = None, *, seq: int | None = None, event: str | None = None) -> None:
        self.waiting.put_nowait(json.dumps({"op": op, "d": data, "s": seq, "t": event}))

    async def write(self) -> None:
        while True:
            text = await self.waiting.get()
            if self.squeeze is None:
                await self.socket.send_str(text)
            else:
                packed = self.squeeze.compress(text.encode()) + self.squeeze.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(packed)

    def abort(self) -> None:
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass
class Session:
    """What one log-in has been told, so that it can be told again after a break."""

    intents: discord.Intents
    name: str = field(default_factory=lambda: secrets.token_hex(8))
    seq: int = 0
    told: list[tuple[int, str, Any]] = field(default_factory=list)
    line: Line | None = None

    def tell(self, event: str, data: object) -> None:
        self.seq += 1
        self.told.append((self.seq, event, data))
        if self.line is not None:
            self.line.put(DISPATCH, data, seq=self.seq, event=event)

    def tell_again(self, after: int) -> None:
        assert self.line is not None
        for seq, event, data in self.told:
            if seq > after:
                self.line.put(DISPATCH, data, seq=seq, event=event)


@dataclass
class Gateway:
    """Tells every session what happens in the model, as far as its intents go."""

    model: Model
    token: str
    url: str = ""
    sessions: dict[str, Session] = field(default_factory=dict)
    identified: int = 0
    resumed: int = 0
    refusals: int = 0
    seen: int = 0
    is_mute: bool = False
    refuses_members: bool = False
    is_open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.is_open.set()
        self.model.subscribers.append(self.publish)

    @property
    def connected(self) -> int:
        return sum(session.line is not None for session in self.sessions.values())

    def start_anew(self) -> None:
        """Count from nothing again."""
        self.identified = self.resumed = self.seen = self.refusals = 0

    def publish(self, event: str, payload: Mapping[str, Any]) -> None:
        for session in () if self.is_mute else self.sessions.values():
            gate = shaping.required_intent(event, payload)
            if (gate is None or getattr(session.intents, gate)) and not self._is_hidden(
                event, payload, session.intents
            ):
                shaped = self._shape(event, payload, session.intents)
                if event == "GUILD_CREATE":
                    # Only a server that the bot was in before says whether it is available.
                    shaped.pop("unavailable", None)
                session.tell(event, shaped)

    def _is_hidden(self, event: str, payload: Mapping[str, Any], intents: discord.Intents) -> bool:
        """Who is in a thread is told only to those who may see all members, but for the bot itself."""
        if event != "THREAD_MEMBERS_UPDATE" or intents.members:
            return False
        added = [member["user_id"] for member in payload.get("added_members", [])]
        return str(self.model.bot_user.id) not in [*added, *payload.get("removed_member_ids", [])]

    def cut(self) -> None:
        """Break every connection; sessions stay and can be resumed."""
        for session in self.sessions.values():
            if session.line is not None:
                session.line.abort()
                session.line = None

    def forget(self) -> None:
        """Forget every session, so that resuming is answered with INVALID SESSION."""
        self.cut()
        self.sessions.clear()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.seen += 1
        await self.is_open.wait()
        if self.refusals:
            self.refusals -= 1
            assert request.transport is not None
            request.transport.abort()
            return web.Response(status=499)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        squeeze = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        line = Line(socket, request, squeeze)
        writer = asyncio.create_task(line.write())
        try:
            line.put(HELLO, {"heartbeat_interval": 20_000})
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(line, message.json())
        finally:
            writer.cancel()
            self._hang_up(line)
        return socket

    def _hang_up(self, line: Line) -> None:
        for session in self.sessions.values():
            if session.line is line:
                session.line = None

    def _hear(self, line: Line, said: dict[str, Any]) -> None:
        match said["op"]:
            case 1:
                line.put(ACK)
            case 2:
                self._identify(line, said["d"])
            case 6:
                self._resume(line, said["d"])
            case 8:
                self._tell_members(line, said["d"])

    def _identify(self, line: Line, said: dict[str, Any]) -> None:
        if said["token"] != self.token:
            line.closing = asyncio.ensure_future(line.socket.close(code=4004))
            return
        intents = discord.Intents._from_value(said["intents"])
        if intents.members and self.refuses_members:
            line.closing = asyncio.ensure_future(line.socket.close(code=4014))
            return
        session = Session(intents, line=line)
        self.sessions[session.name] = session
        self.identified += 1
        session.tell("READY", self._ready(session))
        for guild in self.model.guilds.values():
            payload = serializers.guild_create_payload(self.model, guild)
            session.tell("GUILD_CREATE", self._shape("GUILD_CREATE", payload, session.intents))

    def _tell_members(self, line: Line, asked: dict[str, Any]) -> None:
        """REQUEST_GUILD_MEMBERS: people by their ids need no privileged intent, a hundred at a time."""
        session = next(one for one in self.sessions.values() if one.line is line)
        guild = self.model.guilds[int(asked["guild_id"])]
        wanted = [int(user) for user in asked["user_ids"]]
        assert 0 < len(wanted) <= 100
        here = [guild.members[user] for user in wanted if user in guild.members]
        chunk = {
            "guild_id": str(guild.id),
            "members": [serializers.member_payload(self.model, guild, member) for member in here],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [str(user) for user in wanted if user not in guild.members],
        }
        if asked.get("nonce"):
            chunk["nonce"] = asked["nonce"]
        session.tell("GUILD_MEMBERS_CHUNK", chunk)

    def _ready(self, session: Session) -> dict[str, Any]:
        return {
            "v": 10,
            "user": dict(serializers.user_payload(self.model.bot_user)),
            "guilds": [{"id": str(guild), "unavailable": True} for guild in self.model.guilds],
            "session_id": session.name,
            "resume_gateway_url": self.url,
            "shard": [0, 1],
            "application": {"id": str(self.model.application_id), "flags": 0},
        }

    def _resume(self, line: Line, said: dict[str, Any]) -> None:
        session = self.sessions.get(str(said["session_id"]))
        if session is None or said["token"] != self.token:
            line.put(INVALID_SESSION, False)
            return
        session.line = line
        self.resumed += 1
        session.tell_again(said["seq"] or 0)
        session.tell("RESUMED", {})

    def _shape(self, event: str, payload: Mapping[str, Any], intents: discord.Intents) -> dict[str, Any]:
        shaped: dict[str, Any] = copy.deepcopy(dict(payload))
        if event in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not intents.message_content:
            shaping.censor_message(shaped, self.model.bot_user.id, backend=self.model)
        if event == "GUILD_CREATE":
            shaping.prune_guild_create(shaped, intents, self.model.bot_user.id)
        return shaped
