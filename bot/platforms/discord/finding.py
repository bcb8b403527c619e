"""Finding a room of ours again by its key: in a topic, or in the server's audit log."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import discord

from bot.platforms import Refused
from bot.platforms.discord.names import group_name, key_in, leads_to
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.site import CATEGORY, PRIVATE_THREAD, Site

_CHANNEL_CREATE, _THREAD_CREATE = 10, 110
_AUDITED = 100  # the newest entries of each kind that are read


def reason(key: str) -> str:
    """What the audit log is told as the reason: the key is found there."""
    return f"Folkmoot room [{key}]"


class Finder:
    """Looks for rooms that may have been opened before a crash.

    A text channel carries its key in its topic. A category and a private thread have none: theirs is in the
    audit log, as the reason why they were opened. Where the bot may not read that, an empty one of the same
    name that the bot itself has made is taken for the one that was ordered.
    """

    def __init__(self, client: Callable[[], discord.Client], pace: Pace) -> None:
        self._client = client
        self._pace = pace

    async def find(self, site: Site, key: str) -> int | None:
        """The number of the channel, category or thread that carries the key."""
        channels = await self._channels(site)
        named = next((c for c in channels if key_in(c.get("topic")) == key), None)
        if named is not None:
            goes_on = leads_to(named["topic"])
            return goes_on if goes_on and await self._is_our_thread(goes_on) else int(named["id"])
        if not site.guild.me.guild_permissions.view_audit_log:
            return None
        there = {int(channel["id"]) for channel in channels}
        opened = [number for number in await self._audited(site, _CHANNEL_CREATE, key) if number in there]
        if opened:
            return opened[0]
        for number in await self._audited(site, _THREAD_CREATE, key):
            if await self._is_our_thread(number):
                return number
        return None

    async def namesake(self, site: Site, kind: int, name: str, hall: int | None = None) -> int | None:
        """An empty category or thread of ours of this name, looked for where no audit log can be read."""
        if site.guild.me.guild_permissions.view_audit_log:
            return None
        found = await self._channels(site) if kind == CATEGORY else await self._threads(site)
        same = [c for c in found if c["type"] == kind and c["name"] == group_name(name)]
        if kind == PRIVATE_THREAD:
            empty = [c for c in same if self._is_empty_thread(c) and c["parent_id"] == str(hall)]
        else:
            filled = {channel.get("parent_id") for channel in found}
            empty = [c for c in same if c["id"] not in filled and self._is_ours(c)]
        return int(empty[0]["id"]) if empty else None

    @property
    def _me(self) -> str:
        user = self._client().user
        return "" if user is None else str(user.id)

    def _is_ours(self, category: dict[str, Any]) -> bool:
        """Nobody else gives the bot an overwrite of its own on a category without rooms."""
        me = self._me
        return any(o["id"] == me for o in category["permission_overwrites"])

    def _is_empty_thread(self, thread: dict[str, Any]) -> bool:
        by_us = thread.get("owner_id") == self._me
        return by_us and thread.get("message_count", 0) == 0 and thread.get("member_count", 1) <= 1

    async def _channels(self, site: Site) -> list[dict[str, Any]]:
        async with self._pace.turn():
            return [dict(c) for c in await self._client().http.get_all_guild_channels(site.guild.id)]

    async def _threads(self, site: Site) -> list[dict[str, Any]]:
        async with self._pace.turn():
            told = await self._client().http.get_active_threads(site.guild.id)
        return [dict(thread) for thread in told["threads"]]

    async def _audited(self, site: Site, action: Any, key: str) -> list[int]:
        """What the bot has made for this key, the newest first."""
        client = self._client()
        async with self._pace.turn():
            log = await client.http.get_audit_logs(
                site.guild.id, limit=_AUDITED, user_id=self._me, action_type=action
            )
        made = [e for e in log["audit_log_entries"] if f"[{key}]" in (e.get("reason") or "")]
        return [int(entry["target_id"]) for entry in made if entry["target_id"]]

    async def _is_our_thread(self, number: int) -> bool:
        try:
            async with self._pace.turn():
                there = dict(await self._client().http.get_channel(number))
        except Refused:
            return False
        return there["type"] == PRIVATE_THREAD and str(there.get("owner_id")) == self._me
