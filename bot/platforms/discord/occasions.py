"""Meetings as scheduled events of a server, which everyone in it sees and can be interested in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import discord

from bot.api.occasions import OccasionPlan
from bot.api.people import Address
from bot.api.speech import N_
from bot.platforms import Refused, Unreachable
from bot.platforms.discord.names import group_name, key_in, with_key
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.rooms import account, guild_of, server_of
from bot.platforms.discord.text import line, shortened
from bot.platforms.discord.trouble import MISSING_ACCESS, MISSING_PERMISSIONS

FULL = N_("this server has as many events to come as Discord allows")
CREATE = "Create Events"
DESCRIPTION, LOCATION, A_PAGE = 1000, 100, 100
_MAY_NOT = "I may not do that here"
_GUILD_ONLY, _EXTERNAL, _SCHEDULED = 2, 3, 1
_MOST, _UNKNOWN_EVENT = 30038, 10070


class DiscordOccasions:
    """Implements bot.platforms.Occasions."""

    def __init__(self, client: Callable[[], discord.Client], pace: Pace) -> None:
        self._client = client
        self._pace = pace

    def is_for_all(self, plan: OccasionPlan, place: Address) -> bool:
        """A whole server, in which everybody can read the rooms where the meeting is held and told of."""
        guild = guild_of(self._client(), place)
        if guild is None or guild.unavailable:
            raise Unreachable("Discord has not said yet where the bot is")
        if server_of(place) is None or not plan.rooms:
            return False
        return all(_is_open(guild, room) for room in plan.rooms)

    async def put_up(self, plan: OccasionPlan, key: str, place: Address) -> str:
        guild = self._guild(place)
        with _needing(guild):
            async with self._pace.turn():
                made = await self._client().http.create_guild_scheduled_event(
                    guild.id, **_wanted(plan, key, guild)
                )
        return str(made["id"])

    async def find(self, key: str, place: Address) -> str | None:
        guild, client = self._guild(place), self._client()
        async with self._pace.turn():
            found = await client.http.get_scheduled_events(guild.id, with_user_count=False)
        own = [e for e in found if client.user is not None and e.get("creator_id") == str(client.user.id)]
        return next((str(e["id"]) for e in own if key_in(e.get("description")) == key), None)

    async def change(self, plan: OccasionPlan, event: str, key: str, place: Address) -> None:
        guild, http = self._guild(place), self._client().http
        wanted = _wanted(plan, key, guild)
        with _gone():
            async with self._pace.turn():
                there: Any = await http.get_scheduled_event(guild.id, int(event), with_user_count=False)
        if there["status"] != _SCHEDULED or _same(wanted, there):
            return
        with _gone(), _needing(guild):
            async with self._pace.turn():
                await http.edit_scheduled_event(guild.id, int(event), **wanted)

    async def take_down(self, event: str, place: Address) -> None:
        guild = self._guild(place)
        try:
            with _gone(), _needing(guild):
                async with self._pace.turn():
                    await self._client().http.delete_scheduled_event(guild.id, int(event))
        except Refused as refusal:
            if not refusal.room_gone:
                raise

    async def interested(self, event: str, place: Address) -> frozenset[Address]:
        guild, found, last = self._guild(place), set[Address](), 0
        while True:
            with _gone():
                async with self._pace.turn():
                    page: Any = await self._client().http.get_scheduled_event_users(
                        guild.id, int(event), A_PAGE, False, after=last
                    )
            people = [entry["user"] for entry in page]
            found |= {account(user["id"]) for user in people if not user.get("bot")}
            if len(people) < A_PAGE:
                return frozenset(found)
            last = max(int(user["id"]) for user in people)

    def _guild(self, place: Address) -> discord.Guild:
        guild, client = guild_of(self._client(), place), self._client()
        if guild is None and client.is_ready():
            raise Refused("the bot is not in this server any more", room_gone=True)
        if guild is None or guild.unavailable:
            raise Unreachable("Discord has not said yet where the bot is")
        return guild


def _is_open(guild: discord.Guild, room: Address) -> bool:
    """Whether everybody in the server can read a room."""
    found: Any = guild.get_channel_or_thread(int(room.id)) if room.id.isdecimal() else None
    if isinstance(found, discord.Thread):
        found = None if found.is_private() else found.parent
    return found is not None and bool(found.permissions_for(guild.default_role).view_channel)


def _wanted(plan: OccasionPlan, key: str, guild: discord.Guild) -> dict[str, Any]:
    """The event as Discord takes it; where nothing else is said, its place is a link to the room."""
    link = f"https://discord.com/channels/{guild.id}/{plan.rooms[0].id}"
    return {
        "name": group_name(plan.title),
        "description": with_key(shortened(line(plan.about), DESCRIPTION - len(key) - 3), key),
        "scheduled_start_time": plan.starts.isoformat(),
        "scheduled_end_time": plan.ends.isoformat(),
        "privacy_level": _GUILD_ONLY,
        "entity_type": _EXTERNAL,
        "entity_metadata": {"location": shortened(line(plan.spot), LOCATION) or link},
    }


def _same(wanted: dict[str, Any], there: dict[str, Any]) -> bool:
    times = ("scheduled_start_time", "scheduled_end_time")
    words = all(wanted[name] == there.get(name) for name in ("name", "description"))
    where = (there.get("entity_metadata") or {}).get("location") == wanted["entity_metadata"]["location"]
    return words and where and all(_read(wanted[name]) == _read(there.get(name)) for name in times)


def _read(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at else None


@contextmanager
def _needing(guild: discord.Guild) -> Iterator[None]:
    """Says what would have to be allowed, or that there is no room for one more event."""
    held = guild.me.guild_permissions
    if not (held.create_events or held.manage_events):
        raise Refused(_MAY_NOT, lacks=(CREATE,))
    try:
        yield
    except Unreachable as trouble:
        if _code(trouble) not in (MISSING_ACCESS, MISSING_PERMISSIONS):
            raise
        raise Refused(_MAY_NOT, lacks=(CREATE,)) from trouble.__cause__
    except Refused as refusal:
        if _code(refusal) != _MOST:
            raise
        raise Refused(FULL) from refusal.__cause__


@contextmanager
def _gone() -> Iterator[None]:
    """Says of an event that another hand took down that it is gone."""
    try:
        yield
    except Refused as refusal:
        if _code(refusal) != _UNKNOWN_EVENT:
            raise
        raise Refused("the event is gone", room_gone=True) from refusal.__cause__


def _code(trouble: Exception) -> int:
    return int(getattr(trouble.__cause__, "code", 0))
