"""Whether a person is where an assembly meets, as Discord says when it is asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import discord

from bot.api.clock import Clock
from bot.api.invocation import ALWAYS
from bot.api.people import Address
from bot.platforms import Refused, Unreachable
from bot.platforms.discord.recent import Recent
from bot.platforms.discord.rooms import server_of
from bot.platforms.discord.trouble import MISSING_ACCESS, explained

Place = discord.abc.GuildChannel | discord.Thread
KEPT, ABSENCE_KEPT = timedelta(minutes=3), timedelta(seconds=5)
REMEMBERED = 5_000


class Belonging:
    """Members of servers and who sees which room, each answer kept for minutes.

    Discord tells of kicks and bans, and without a privileged intent not of those who leave by themselves.
    """

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._asked: Recent[tuple[int, int], tuple[datetime, discord.Member | None]] = Recent(REMEMBERED)

    def forget(self, guild: int, user: int) -> None:
        """Ask again about somebody who left, or was removed."""
        self._asked.pop((guild, user))

    async def since(self, user: int, places: Collection[Address]) -> datetime | None:
        """When the person joined the server of one of these places, if they see the place; else None."""
        if not self._client.is_ready():
            raise Unreachable("Discord has not said yet where the bot is")
        servers = [number for place in places if (number := server_of(place)) is not None]
        found = [joined for number in servers if (joined := await self._joined(number, user)) is not None]
        if not found:
            rooms = [int(place.id) for place in places if place.id.isdecimal()]
            found = [joined for room in rooms if (joined := await self._sees(room, user)) is not None]
        return min(found, default=None)

    async def _joined(self, number: int, user: int) -> datetime | None:
        guild = self._client.get_guild(number)
        member = await self._member(guild, user) if guild is not None else None
        return None if member is None else member.joined_at or ALWAYS

    async def _sees(self, number: int, user: int) -> datetime | None:
        place = await self._place(number)
        member = await self._member(place.guild, user) if place is not None else None
        if place is None or member is None or not await _is_open_to(place, member):
            return None
        return member.joined_at or ALWAYS

    async def _place(self, number: int) -> Place | None:
        """A channel, category or thread; a thread that rests is known to Discord alone."""
        known = self._client.get_channel(number)
        if known is None:
            try:
                with explained():
                    known = await self._client.fetch_channel(number)
            except Refused:
                return None
            except Unreachable as trouble:
                if getattr(trouble.__cause__, "code", 0) != MISSING_ACCESS:
                    raise
                return None
        return known if isinstance(known, Place) else None

    async def _member(self, guild: discord.Guild, user: int) -> discord.Member | None:
        now = self._clock.now()
        at, member = self._asked.get((guild.id, user), (ALWAYS, None))
        if now - at < (ABSENCE_KEPT if member is None else KEPT):
            return member
        try:
            with explained():
                member = await guild.fetch_member(user)
        except Refused:
            member = None
        self._asked[guild.id, user] = (now, member)
        return member


async def _is_open_to(place: Place, member: discord.Member) -> bool:
    if isinstance(place, discord.CategoryChannel):
        return any(room.permissions_for(member).view_channel for room in (place, *place.channels))
    if isinstance(place, discord.Thread) and place.parent is None:
        return False
    here = place.permissions_for(member)
    if not here.view_channel:
        return False
    if isinstance(place, discord.Thread) and place.is_private() and not here.manage_threads:
        return await _is_in(place, member)
    return True


async def _is_in(thread: discord.Thread, member: discord.Member) -> bool:
    try:
        with explained():
            await thread.fetch_member(member.id)
    except Refused:
        return False
    return True
