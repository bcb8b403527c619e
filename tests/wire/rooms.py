"""Discord's rules about channels, threads and overwrites that simcord leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from simcord.backend.errors import BackendError, invalid_form_body
from simcord.backend.models import Channel

if TYPE_CHECKING:
    from .model import Model
    from .rest import Call

CHANNELS, IN_CATEGORY, OVERWRITES, ROLES, IN_THREAD = 500, 50, 100, 250, 1000
TEXT, CATEGORY, PRIVATE_THREAD = 0, 4, 12
OVERWRITE_UPDATE, OVERWRITE_DELETE, THREAD_CREATE = 14, 15, 110
FORBIDDEN = BackendError(403, 50013, "Missing Permissions")
_MANAGE_ROLES = discord.Permissions.manage_roles.flag


def refuse_channel(model: Model, guild_id: int, body: dict[str, Any]) -> None:
    """Refuse a channel for which there is no room, or that gives what the bot has not."""
    guild = model.guilds[guild_id]
    if len(guild.channel_ids) >= CHANNELS:
        raise BackendError(400, 30013, "Maximum number of guild channels reached (500)")
    parent = body.get("parent_id")
    if parent and sum(model.channels[c].parent_id == int(parent) for c in guild.channel_ids) >= IN_CATEGORY:
        raise full_category()
    if len(body.get("topic") or "") > 1024:
        raise invalid_form_body("topic: Must be 1024 or fewer in length.")
    name = str(body.get("name") or "")
    if not 1 <= len(name.encode("utf-16-le")) // 2 <= 100:
        raise invalid_form_body("name: Must be between 1 and 100 in length.")
    held = model.compute_permissions(guild_id, model.bot_user.id)
    for overwrite in body.get("permission_overwrites") or []:
        bits = int(overwrite["allow"]) | int(overwrite["deny"])
        if bits & ~held or int(overwrite["allow"]) & _MANAGE_ROLES:
            raise FORBIDDEN


def full_category() -> BackendError:
    """As Discord says that a category holds fifty."""
    errors = {"parent_id": {"_errors": [{"code": "CHANNEL_PARENT_MAX_CHANNELS", "message": "50 channels"}]}}
    return BackendError(400, 50035, "Invalid Form Body", errors=errors)


def spelled(name: str) -> str:
    """The name that a text channel gets: small letters, hyphens, no punctuation."""
    return re.sub(r"[\s!-,./:-@\[-^`{-~]+", "-", name.lower()).strip("-") or "channel"


def refuse_overwrite(model: Model, channel: Channel, target: int, body: dict[str, Any]) -> None:
    """Refuse bits that the bot has not, and the hundred and first overwrite."""
    assert channel.guild_id is not None
    held = model.compute_permissions(channel.guild_id, model.bot_user.id)
    held |= model.compute_permissions(channel.guild_id, model.bot_user.id, channel.id)
    before = next((o for o in channel.overwrites if o.target_id == target), None)
    if (int(body["allow"]) | int(body["deny"])) & ~held & ~(before.allow | before.deny if before else 0):
        raise FORBIDDEN
    if before is None and len(channel.overwrites) >= OVERWRITES:
        raise BackendError(400, 30060, "Maximum number of permission overwrites reached (100)")


def is_own_private_thread(model: Model, channel: Channel) -> bool:
    """Who opened a private thread may put people out of it without managing threads."""
    return channel.type == PRIVATE_THREAD and channel.owner_id == model.bot_user.id


@dataclass
class RoomRoutes:
    """Acts on what the bot asks about channels and threads, by Discord's rules."""

    model: Model
    may_list: bool = False

    def act(self, call: Call, dispatch: Callable[[], Any]) -> Any:
        match (call.method, call.path.strip("/").split("/")):
            case ("POST", ["guilds", guild, "channels"]):
                return self._open(int(guild), call, dispatch)
            case ("PATCH", ["channels", channel]) if "permission_overwrites" in call.body:
                self._require(int(channel), "manage_roles")
            case ("PUT", ["channels", channel, "permissions", target]):
                refuse_overwrite(self.model, self.model.get_channel(int(channel)), int(target), call.body)
                return self._logged(int(channel), OVERWRITE_UPDATE, dispatch)
            case ("DELETE", ["channels", channel, "permissions", target]):
                if all(o.target_id != int(target) for o in self.model.get_channel(int(channel)).overwrites):
                    raise BackendError(404, 10009, "Unknown Overwrite")
                return self._logged(int(channel), OVERWRITE_DELETE, dispatch)
            case ("DELETE", ["guilds", guild, "roles", role]):
                dispatch()
                return self._forget_role(int(guild), int(role))
            case ("POST", ["channels", _, "threads"]):
                opened = dispatch()
                self._log(int(opened["id"]), THREAD_CREATE, call.reason)
                return opened
            case ("GET", ["channels", _, "thread-members"]) if not self.may_list:
                raise BackendError(403, 50001, "Missing Access")
            case (method, ["channels", channel, "thread-members", who]) if who != "@me":
                return self._thread_member(method, int(channel), int(who), dispatch)
        return dispatch()

    def _open(self, guild: int, call: Call, dispatch: Callable[[], Any]) -> Any:
        refuse_channel(self.model, guild, call.body)
        if call.body.get("type") == TEXT:
            call.body["name"] = spelled(call.body["name"])
        return dispatch()

    def _forget_role(self, guild: int, role: int) -> None:
        """With a role its overwrites go."""
        for number in self.model.guilds[guild].channel_ids:
            channel = self.model.channels[number]
            if any(o.target_id == role for o in channel.overwrites):
                self.model.delete_overwrite(number, role)

    def _thread_member(self, method: str, number: int, who: int, dispatch: Callable[[], Any]) -> Any:
        thread = self.model.get_channel(number)
        assert thread.guild_id is not None
        if method == "PUT":
            if who not in self.model.guilds[thread.guild_id].members:
                raise BackendError(404, 10007, "Unknown Member")
            if len(thread.thread_members) >= IN_THREAD:
                raise BackendError(403, 30033, "Maximum number of thread participants reached (1000)")
        if method == "DELETE" and is_own_private_thread(self.model, thread):
            self.model.remove_thread_member(number, who)
            return None
        return dispatch()

    def _require(self, channel: int, permission: str) -> None:
        guild = self.model.get_channel(channel).guild_id
        assert guild is not None
        self.model.require_permissions(guild, self.model.bot_user.id, channel, permission)

    def _logged(self, channel: int, action: int, dispatch: Callable[[], Any]) -> Any:
        answer = dispatch()
        self._log(channel, action, None)
        return answer

    def _log(self, channel: int, action: int, reason: str | None) -> None:
        guild = self.model.get_channel(channel).guild_id
        assert guild is not None
        self.model.record_audit_log(guild, action, target_id=channel, reason=reason)
