"""Categories of our own, under which the rooms of an assembly lie."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import discord

from bot.api.rooms import Changed, Difference, Entrance, RoomPlan
from bot.platforms import Refused
from bot.platforms.discord.finding import Finder, reason
from bot.platforms.discord.names import group_name, same_name
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permitting import MANAGE_CHANNELS, MANAGE_ROLES, NAMES, SEND, VIEW
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.shapes import CHANNELS, FULL_SERVER
from bot.platforms.discord.site import CATEGORY, Channel, Site, needing

_ROLE, _MEMBER = 0, 1


class Groups:
    """Opens, compares and mends categories; each room in one has overwrites of its own."""

    def __init__(self, client: Callable[[], discord.Client], finder: Finder, pace: Pace) -> None:
        self._client = client
        self._finder = finder
        self._pace = pace
        self.own: Recent[int, float] = Recent(500)

    async def open(self, site: Site, plan: RoomPlan, key: str) -> int:
        """A new category, or an empty one that was opened for this before."""
        site.require(MANAGE_CHANNELS)
        known = await self._finder.namesake(site, CATEGORY, plan.name)
        if known is not None:
            return known
        if site.numbers.channels >= CHANNELS:
            raise Refused(FULL_SERVER)
        with needing(site, MANAGE_CHANNELS):
            async with self._pace.turn():
                made = await self._client().http.create_channel(
                    site.guild.id,
                    CATEGORY,
                    name=group_name(plan.name),
                    permission_overwrites=_overwrites(site, plan),
                    reason=reason(key),
                )
        return int(made["id"])

    def differences(self, site: Site, plan: RoomPlan, there: Channel) -> tuple[Difference, ...]:
        """In what a category is otherwise than planned: its name, and who sees it while it is empty."""
        found = [] if same_name(plan.name, there["name"]) else [Difference(Changed.NAME)]
        if _is_hidden(plan) and not _bits(there, site.guild.id, "deny") & VIEW:
            found.append(Difference(Changed.ENTRANCE))
        if not _bits(there, site.guild.me.id, "allow") & VIEW:
            found.append(Difference(Changed.MAY, str(site.guild.me.id), NAMES[VIEW]))
        return tuple(found)

    async def mend(self, site: Site, plan: RoomPlan, there: Channel, changes: Collection[Difference]) -> None:
        """Makes these differences go away, one by one."""
        for change in changes:
            if change.changed is Changed.NAME:
                with needing(site, MANAGE_CHANNELS):
                    async with self._pace.turn():
                        self._touch(there)
                        await self._client().http.edit_channel(int(there["id"]), name=group_name(plan.name))
            elif change.changed is Changed.ENTRANCE:
                await self._put(site, there, site.guild.id, _ROLE, 0, VIEW)
            elif change.changed is Changed.MAY:
                await self._put(site, there, site.guild.me.id, _MEMBER, (VIEW | SEND) & site.held, 0)

    async def close(self, site: Site, there: Channel) -> None:
        """Deletes a category in which no room is left; nothing was ever said in it."""
        category = site.guild.get_channel(int(there["id"]))
        if isinstance(category, discord.CategoryChannel) and not category.channels:
            with needing(site, MANAGE_CHANNELS):
                async with self._pace.turn():
                    self._touch(there)
                    await self._client().http.delete_channel(category.id)

    async def _put(self, site: Site, there: Channel, who: int, kind: Any, allow: int, deny: int) -> None:
        """Adds to what somebody is allowed and denied here, and takes nothing away."""
        allow |= _bits(there, who, "allow") & ~deny
        deny |= _bits(there, who, "deny") & ~allow
        with needing(site, MANAGE_ROLES):
            async with self._pace.turn():
                self._touch(there)
                await self._client().http.edit_channel_permissions(
                    int(there["id"]), who, str(allow), str(deny), kind
                )

    def _touch(self, there: Channel) -> None:
        self.own[int(there["id"])] = self._client().loop.time()


def _is_hidden(plan: RoomPlan) -> bool:
    return plan.entrance is Entrance.CLOSED


def _overwrites(site: Site, plan: RoomPlan) -> list[dict[str, Any]]:
    """The bot sees it; everybody does, but where it is to be in no list. Who is in a room of it sees both."""
    own = {"id": site.guild.me.id, "type": _MEMBER, "allow": str((VIEW | SEND) & site.held), "deny": "0"}
    all_others = {"id": site.guild.id, "type": _ROLE, "allow": "0", "deny": str(VIEW)}
    return [own, all_others] if _is_hidden(plan) else [own]


def _bits(there: Channel, who: int, which: str) -> int:
    found = (o for o in there.get("permission_overwrites") or [] if int(o["id"]) == who)
    return next((int(o[which]) for o in found), 0)
