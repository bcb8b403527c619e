"""Discord's rules about scheduled events that simcord leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord
from simcord.backend import serializers
from simcord.backend.errors import BackendError, invalid_form_body

if TYPE_CHECKING:
    from .model import Model
    from .rest import Call

MOST, A_PAGE = 100, 100
NAME, DESCRIPTION, LOCATION = 100, 1000, 100
SCHEDULED, ACTIVE = 1, 2
_CREATE = discord.Permissions.create_events.flag
_MANAGE = discord.Permissions.manage_events.flag


@dataclass
class EventRoutes:
    """Who may create events may change and delete their own; Discord takes none that has begun."""

    model: Model

    def act(self, call: Call, dispatch: Callable[[], Any]) -> Any:
        match (call.method, call.path.strip("/").split("/")):
            case ("POST", ["guilds", guild, "scheduled-events"]):
                return self._create(int(guild), call.body)
            case ("PATCH", ["guilds", guild, "scheduled-events", event]):
                self._may(int(guild), int(event))
                _refuse(call.body, self.model.clock.now())
                changed = self.model.edit_scheduled_event(int(guild), int(event), _columns(call.body))
                return serializers.scheduled_event_payload(self.model, changed)
            case ("DELETE", ["guilds", guild, "scheduled-events", event]):
                self._may(int(guild), int(event))
                self.model.delete_scheduled_event(int(guild), int(event))
                return None
            case ("GET", ["guilds", _, "scheduled-events", _, "users"]):
                return _page(dispatch(), call.params)
        return dispatch()

    def _create(self, guild: int, body: dict[str, Any]) -> Any:
        self._may(guild)
        _refuse(body, self.model.clock.now())
        coming = [e for e in self.model.guilds[guild].scheduled_events.values() if e.status <= ACTIVE]
        if len(coming) >= MOST:
            raise BackendError(400, 30038, "Maximum number of non-completed guild scheduled events reached")
        made = self.model.create_scheduled_event(guild, entity_type=body["entity_type"], **_columns(body))
        return serializers.scheduled_event_payload(self.model, made)

    def _may(self, guild: int, event: int | None = None) -> None:
        held = self.model.compute_permissions(guild, self.model.bot_user.id)
        creator = None if event is None else self.model.get_scheduled_event(guild, event).creator_id
        is_own = creator in (None, self.model.bot_user.id)
        if not held & (_MANAGE | _CREATE if is_own else _MANAGE):
            raise BackendError(403, 50013, "Missing Permissions")


def _refuse(body: dict[str, Any], now: datetime) -> None:
    """Refuse what is too long, has begun, or ends before it begins."""
    for name, most in (("name", NAME), ("description", DESCRIPTION)):
        if len(body[name]) > most:
            raise invalid_form_body(f"{name}: Must be {most} or fewer in length.")
    if not 1 <= len(body["entity_metadata"]["location"]) <= LOCATION:
        raise invalid_form_body("location: Must be between 1 and 100 in length.")
    starts = datetime.fromisoformat(body["scheduled_start_time"])
    if starts <= now or datetime.fromisoformat(body["scheduled_end_time"]) <= starts:
        raise invalid_form_body("scheduled_start_time: Cannot schedule event in the past.")


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "description", "scheduled_start_time", "scheduled_end_time", "entity_metadata")
    return {name: body[name] for name in kept}


def _page(told: list[dict[str, Any]], params: dict[str, str]) -> list[dict[str, Any]]:
    limit, after = int(params.get("limit", A_PAGE)), int(params.get("after", 0))
    if not 1 <= limit <= A_PAGE:
        raise invalid_form_body("limit: int value should be between 1 and 100.")
    ordered = sorted(told, key=lambda entry: int(entry["user"]["id"]))
    return [entry for entry in ordered if int(entry["user"]["id"]) > after][:limit]
