"""Discord's HTTP interface on loopback."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from simcord.backend.errors import BackendError, invalid_form_body
from simcord.http import router
from simcord.http import routes as _routes  # noqa: F401  (importing them registers them)

from .events import EventRoutes
from .faults import Cut, Fault, Faults, Meter
from .limits import check_commands
from .model import Model
from .openapi import contract
from .rooms import RoomRoutes

PREFIX = "/api/v10"
OWN_TOKEN = ("/interactions/", "/webhooks/")


@dataclass
class Call:
    """One request that the bot made."""

    method: str
    path: str
    params: dict[str, str]
    body: Any
    files: list[Any] = field(default_factory=list)
    status: int = 0
    reason: str | None = None


@dataclass
class Rest:
    """Answers requests from the model, checks them, and does the faults asked for."""

    model: Model
    token: str
    faults: Faults = field(default_factory=Faults)
    meters: list[Meter] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    away: float = 0.0

    def __post_init__(self) -> None:
        self.rooms = RoomRoutes(self.model)
        self.events = EventRoutes(self.model)

    def start_anew(self) -> None:
        """Forget what was asked and what was to go wrong."""
        self.calls.clear()
        self.meters.clear()
        self.faults.ahead.clear()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        call = await self._read(request)
        self.calls.append(call)
        if self.away:
            await asyncio.sleep(self.away)
        fault = self.faults.next(call.method, call.path)
        if fault is not None and fault.cut is Cut.BEFORE:
            return _abort(request)
        response = self._troubled(fault) or self._metered(call) or self._answer(request, call)
        call.status = response.status
        return _abort(request) if fault is not None and fault.cut is Cut.AFTER else response

    async def _read(self, request: web.Request) -> Call:
        path = unquote(request.rel_url.raw_path.removeprefix(PREFIX))
        call = Call(request.method, path, dict(request.query), None)
        call.reason = unquote(request.headers.get("X-Audit-Log-Reason", "")) or None
        if request.content_type == "multipart/form-data":
            form = await request.post()
            call.body = json.loads(str(form["payload_json"]))
            call.files = [_upload(part) for part in form.values() if isinstance(part, web.FileField)]
        elif request.can_read_body:
            call.body = await request.json()
        return call

    def _troubled(self, fault: Fault | None) -> web.Response | None:
        if fault is None or fault.cut is not None:
            return None
        return _json(fault.status, fault.body)

    def _metered(self, call: Call) -> web.Response | None:
        for meter in self.meters:
            if meter.matches(call.method, call.path):
                headers, wait = meter.headers(call.path, time.time())
                if wait:
                    body = {"message": "Slow down.", "retry_after": wait, "global": meter.everywhere}
                    return _json(429, body, headers)
                if headers:
                    call.params["_headers"] = json.dumps(headers)
        return None

    def _answer(self, request: web.Request, call: Call) -> web.Response:
        headers = json.loads(call.params.pop("_headers", "{}"))
        if not self._is_authorized(request, call):
            return _json(401, {"message": "401: Unauthorized", "code": 0})
        try:
            self._check(call)
            answer = self._act(call)
        except (router.RouteNotImplemented, router.UnsupportedField) as gap:
            self.violations.append(f"the model lacks {call.method} {call.path}: {gap}")
            return _json(501, {"message": str(gap), "code": 0})
        except BackendError as refusal:
            return _json(refusal.status, _refusal(refusal), headers)
        return web.Response(status=204) if answer is None else _json(200, answer, headers)

    def _is_authorized(self, request: web.Request, call: Call) -> bool:
        return call.path.startswith(OWN_TOKEN) or request.headers.get("Authorization") == f"Bot {self.token}"

    def _check(self, call: Call) -> None:
        described = contract()
        complaint = described.complaint(call.method, call.path, call.body) if described else None
        if complaint:
            self.violations.append(complaint)
            raise invalid_form_body(complaint)
        for user_mention in ("@everyone", "@here"):
            is_meant = isinstance(call.body, dict) and call.body.get("content") == "@here"
            if user_mention in str(call.body or "") and _pings_everyone(call.body) and not is_meant:
                self.violations.append(f"{call.method} {call.path} may ping everyone")

    def _act(self, call: Call) -> Any:
        if call.path.startswith("/channels/"):
            self.model.refuse_expelled(int(call.path.split("/")[2]))
        match (call.method, call.path.strip("/").split("/")):
            case ("POST", ["channels", channel, "messages"]):
                return self._send(call, int(channel))
            case ("PATCH", ["channels", channel, "messages", message]):
                self.model.refuse_old_edit(int(channel), int(message))
            case ("GET", ["channels", _, "messages", message, "reactions", emoji]):
                return _page(self._of_kind(call, int(message), emoji), call.params)
            case ("GET", ["channels", _, "messages", message]):
                return self._with_bursts(self._dispatch(call))
            case ("GET", ["users", "@me", "guilds"]):
                return [self._with_rights(guild) for guild in self._dispatch(call)]
            case ("PUT", ["applications", _, "commands"] | ["applications", _, "guilds", _, "commands"]):
                self._refuse_commands(call.body)
        if "/scheduled-events" in call.path:
            return self.events.act(call, lambda: self._dispatch(call))
        return self.rooms.act(call, lambda: self._dispatch(call))

    def _of_kind(self, call: Call, message: int, emoji: str) -> list[dict[str, Any]]:
        """Those who reacted in the ordinary way, or those who did so with effects."""
        wanted = call.params.get("type", "0") == "1"
        told = self._dispatch(call)
        return [u for u in told if ((message, emoji, int(u["id"])) in self.model.bursts) == wanted]

    def _with_bursts(self, message: dict[str, Any]) -> dict[str, Any]:
        for reaction in message.get("reactions", []):
            key = (int(message["id"]), reaction["emoji"]["name"])
            burst = sum(of[:2] == key for of in self.model.bursts)
            reaction["count_details"] = {"normal": reaction["count"] - burst, "burst": burst}
        return message

    def _with_rights(self, guild: dict[str, Any]) -> dict[str, Any]:
        rights = self.model.compute_permissions(int(guild["id"]), self.model.bot_user.id)
        return {"id": guild["id"], "name": guild["name"], "owner": False, "permissions": str(rights)}

    def _refuse_commands(self, commands: list[dict[str, Any]]) -> None:
        try:
            check_commands(commands)
        except BackendError as refusal:
            self.violations.append(str(refusal))
            raise

    def _send(self, call: Call, channel_id: int) -> Any:
        self.model.refuse_closed(channel_id)
        nonce = str(call.body.get("nonce") or "")
        if len(nonce) > 25:
            raise invalid_form_body("nonce: 25 characters at most")
        known = (
            self.model.known_by_nonce(channel_id, nonce) if nonce and call.body.get("enforce_nonce") else None
        )
        if known is not None:
            shown = SimpleNamespace(backend=self.model, message_content_access=True)
            return {**_shown(shown, known), "nonce": nonce}
        if not nonce:
            return self._dispatch(call)
        with self.model.naming(nonce):
            return {**self._dispatch(call), "nonce": nonce}

    def _dispatch(self, call: Call) -> Any:
        return router.dispatch(
            self.model,
            call.method,
            call.path,
            json=call.body,
            params=dict(call.params),
            files=call.files,
            reason=call.reason,
        )


def _shown(context: Any, message: Any) -> dict[str, Any]:
    from simcord.http._helpers import message_response

    return message_response(context, message)


def _page(people: list[dict[str, Any]], params: dict[str, str]) -> list[dict[str, Any]]:
    limit = int(params.get("limit", 25))
    if not 1 <= limit <= 100:
        raise invalid_form_body("limit: int value should be between 1 and 100.")
    after = int(params.get("after", 0))
    ordered = sorted(people, key=lambda person: int(person["id"]))
    return [person for person in ordered if int(person["id"]) > after][:limit]


def _pings_everyone(body: dict[str, Any]) -> bool:
    if body.get("type") == 9:  # a form that gives back what its own writer wrote
        return False
    message = body.get("data", body)
    return not isinstance(message, dict) or message.get("allowed_mentions", {}).get("parse") != []


def _refusal(refusal: BackendError) -> dict[str, Any]:
    body = refusal.to_json()
    return {**body, "retry_after": 0.2, "global": False} if refusal.status == 429 else body


def _upload(part: web.FileField) -> Any:
    return SimpleNamespace(filename=part.filename, fp=BytesIO(part.file.read()), description=None)


def _json(status: int, body: object, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py takes an answer for JSON only where the header is exactly this, and a 429 for
    # Discord's own only where it came "via" something.
    fixed = {"Content-Type": "application/json", **(headers or {})}
    if status == 429:
        fixed["Via"] = "1.1 google"
    return web.Response(status=status, body=json.dumps(body).encode(), headers=fixed)


def _abort(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)
