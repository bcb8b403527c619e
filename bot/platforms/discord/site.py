"""Where on Discord a room of ours lies: the server, the category, the channel whose threads it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import discord

from bot.api.people import Address
from bot.platforms import Refused, Unreachable
from bot.platforms.discord.names import key_in
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permitting import NAMES, VIEW
from bot.platforms.discord.rooms import guild_of, server_of
from bot.platforms.discord.shapes import FULL_CHANNEL, IN_CATEGORY, Numbers
from bot.platforms.discord.trouble import MISSING_ACCESS, MISSING_PERMISSIONS

CATEGORY: Literal[4] = 4
TEXT: Literal[0] = 0
PRIVATE_THREAD: Literal[12] = 12
PRIVATE_THREADS = 1 << 36
_NAMES = NAMES | {PRIVATE_THREADS: "Create Private Threads"}
_FORBIDDEN = {MISSING_ACCESS, MISSING_PERMISSIONS}
MOST_OVERWRITES = 30060
MAY_NOT = "I may not do that here"

Channel = dict[str, Any]
"""A channel as Discord's interface tells it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server, and the category in it under which a room lies, if any; place is where the assembly meets."""

    guild: discord.Guild
    category: int | None
    place: Address

    @property
    def held(self) -> int:
        """The bot's own permissions, which bound what it can give."""
        category = self.guild.get_channel(self.category) if self.category else None
        held: int = self.guild.me.guild_permissions.value
        if category is not None:
            held |= category.permissions_for(self.guild.me).value
        return held

    @property
    def numbers(self) -> Numbers:
        """How full the server is, as far as the bot has been told."""
        inside = sum(channel.category_id == self.category for channel in self.guild.channels)
        return Numbers(
            channels=len(self.guild.channels),
            in_category=inside if self.category else 0,
            roles=len(self.guild.roles),
            threads=len(self.guild.threads),
        )

    @property
    def may_hold_one_more(self) -> bool:
        """Whether the category has room for another channel."""
        return self.numbers.in_category < IN_CATEGORY

    def require(self, *bits: int) -> None:
        """Raises Refused with what the bot would have to be allowed."""
        lacking = tuple(_NAMES[bit] for bit in bits if not self.held & bit)
        if lacking:
            raise Refused(MAY_NOT, lacks=lacking)

    def hall(self) -> discord.TextChannel:
        """The channel in whose private threads a room may be: one that everybody there can see."""
        found = self._nearest()
        suited = [c for c in found if _suits(c)]
        if not suited:
            raise Refused(MAY_NOT, lacks=(_NAMES[PRIVATE_THREADS],))
        return next((c for c in suited if c.permissions_for(self.guild.default_role).view_channel), suited[0])

    def _nearest(self) -> list[discord.TextChannel]:
        here = None if server_of(self.place) else self.guild.get_channel_or_thread(int(self.place.id))
        if isinstance(here, discord.Thread):
            here = here.parent
        if isinstance(here, discord.TextChannel):
            return [here]
        inside = here.text_channels if isinstance(here, discord.CategoryChannel) else []
        return [*inside, *(c for c in self.guild.text_channels if c not in inside)]


def _suits(channel: discord.TextChannel) -> bool:
    """No room of our own, and the bot may open private threads in it and speak there."""
    own = channel.permissions_for(channel.guild.me)
    may = own.view_channel and own.create_private_threads and own.send_messages_in_threads
    return may and not key_in(channel.topic)


class Sites:
    """Finds out where rooms lie."""

    def __init__(self, client: Callable[[], discord.Client], pace: Pace) -> None:
        self._client = client
        self._pace = pace

    async def of(self, place: Address, above: Address | None = None) -> Site:
        """The site of a room that hangs under another, or lies in the place itself."""
        client = self._client()
        guild = guild_of(client, place)
        if guild is None and client.is_ready():
            raise Refused("the bot is not in this server, or this room is gone")
        if guild is None or guild.unavailable:
            raise Unreachable("Discord has not said yet where the bot is")
        return Site(guild, await self._category(guild, above or place), place)

    def around(self, channel: Channel) -> Site:
        """The site of a channel that stands, by what Discord says of it."""
        guild = self._client().get_guild(int(channel["guild_id"]))
        if guild is None or guild.unavailable:
            raise Unreachable("Discord has not said yet where the bot is")
        parent = channel.get("parent_id")
        category = int(parent) if parent and channel["type"] == TEXT else None
        return Site(guild, category, Address("discord", str(channel["id"])))

    async def look(self, room: int) -> Channel:
        """What Discord says of a channel now."""
        try:
            async with self._pace.turn():
                return dict(await self._client().http.get_channel(room))
        except Unreachable as trouble:
            if getattr(trouble.__cause__, "code", 0) not in _FORBIDDEN:
                raise
            raise Refused(MAY_NOT, lacks=(NAMES[VIEW],)) from trouble.__cause__

    async def _category(self, guild: discord.Guild, where: Address) -> int | None:
        if server_of(where) is not None:
            return None
        known = guild.get_channel_or_thread(int(where.id))
        if known is None:  # opened just now: Discord has not told yet
            told = await self.look(int(where.id))
            if told["type"] != CATEGORY and told.get("parent_id") and told["type"] != TEXT:
                told = await self.look(int(told["parent_id"]))
            found = told["id"] if told["type"] == CATEGORY else told.get("parent_id")
            return int(found) if found else None
        if isinstance(known, discord.Thread):
            return known.category_id if known.parent else None
        return known.id if isinstance(known, discord.CategoryChannel) else known.category_id


@contextmanager
def needing(site: Site, *bits: int) -> Iterator[None]:
    """Turns Discord's "missing permissions" into what would have to be given."""
    try:
        yield
    except Unreachable as trouble:
        if getattr(trouble.__cause__, "code", 0) not in _FORBIDDEN:
            raise
        lacking = [_NAMES[bit] for bit in bits if not site.held & bit]
        lacks = tuple(lacking or [_NAMES[bit] for bit in bits])
        raise Refused(MAY_NOT, lacks=lacks) from trouble.__cause__


@contextmanager
def fitting() -> Iterator[None]:
    """Says plainly that a channel has as many overwrites as Discord allows."""
    try:
        yield
    except Refused as refusal:
        if getattr(refusal.__cause__, "code", 0) != MOST_OVERWRITES:
            raise
        raise Refused(FULL_CHANNEL) from refusal.__cause__


@contextmanager
def passing_over(*codes: int) -> Iterator[None]:
    """Lets be what needs no doing any more: an overwrite that is gone, a person who has left."""
    try:
        yield
    except Refused as refusal:
        if getattr(refusal.__cause__, "code", 0) not in codes:
            raise
