"""Discord's rooms and places as addresses, and who is in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import aiohttp
import discord

from bot.api.invocation import ALWAYS
from bot.api.people import Address, Room
from bot.platforms import Unreachable
from bot.platforms.discord.directory import SeenNames
from bot.platforms.discord.recent import Recent

NETWORK = "discord"
REMEMBERED = 20_000
_ASKED_AT_ONCE = 100  # as many people as one request over the gateway may name
_SERVER = "server:"  # an old server and its first channel have the same number


def account(user: int | str) -> Address:
    return Address(NETWORK, str(user))


def room_address(channel: int | str) -> Address:
    return Address(NETWORK, str(channel))


def server_address(guild: int | str) -> Address:
    return Address(NETWORK, f"{_SERVER}{guild}")


def server_of(place: Address) -> int | None:
    """The server's number where the place is a server."""
    found = place.id.removeprefix(_SERVER)
    return int(found) if place.id != found and found.isdecimal() else None


def room_of(client: discord.Client, channel: int, guild: int | None) -> Room:
    """The room with the places it lies in: its channel for a thread, category, server."""
    here = room_address(channel)
    if guild is None:
        return Room(here, (here,), private=True)
    above = [here]
    known = client.get_channel(channel)
    if isinstance(known, discord.Thread):
        above.append(room_address(known.parent_id))
        known = known.parent
    category = getattr(known, "category_id", None)
    group = None if category is None else room_address(category)
    if group is not None:
        above.append(group)
    return Room(here, (*above, server_address(guild)), group=group)


def guild_of(client: discord.Client, place: Address) -> discord.Guild | None:
    """The server in which a room or place lies, as far as the bot is in it."""
    number = server_of(place)
    if number is not None:
        return client.get_guild(number)
    channel = client.get_channel(int(place.id)) if place.id.isdecimal() else None
    return getattr(channel, "guild", None)


def called(client: discord.Client, place: Address) -> str | None:
    """What people call a room or place there, as far as Discord has told it: #assembly."""
    number = server_of(place)
    if number is not None:
        guild = client.get_guild(number)
        return guild.name if guild is not None else None
    found = client.get_channel(int(place.id)) if place.id.isdecimal() else None
    name: str | None = getattr(found, "name", None)
    if name is None or isinstance(found, discord.CategoryChannel):
        return name
    return f"#{name}"


_SILENT = (TimeoutError, RuntimeError, OSError, discord.DiscordException, aiohttp.ClientError)


class Presence:
    """Who is in a server and since when, as far as it was seen or asked."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._joined: Recent[tuple[int, int], datetime] = Recent(REMEMBERED)
        self.directory: SeenNames | None = None

    def note(self, member: object) -> datetime:
        """Remember when a member joined; that instant, or "always" where Discord does not say."""
        if not isinstance(member, discord.Member) or member.joined_at is None:
            return ALWAYS
        self._joined[member.guild.id, member.id] = member.joined_at
        if self.directory is not None:
            self.directory.note(member)
        return member.joined_at

    def since(self, guild: int | None, user: int) -> datetime:
        """When the member joined, as last seen."""
        return self._joined.get((guild or 0, user), ALWAYS)

    async def among(self, guild: discord.Guild, users: Iterable[int]) -> dict[int, discord.Member]:
        """Those of these people who are in the server now."""
        if self._client.ws is None or not self._client.ws.open:
            raise Unreachable("not connected to Discord")
        asked = sorted(set(users))
        found: dict[int, discord.Member] = {}
        for start in range(0, len(asked), _ASKED_AT_ONCE):
            some = asked[start : start + _ASKED_AT_ONCE]
            try:
                members = await guild.query_members(user_ids=some, limit=_ASKED_AT_ONCE, cache=False)
            except _SILENT as failure:
                raise Unreachable("Discord does not say who is in the server") from failure
            for member in members:
                found[member.id] = member
                self.note(member)
        return found
