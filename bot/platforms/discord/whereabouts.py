"""Where the bot is, held against where the assemblies are thought to meet."""

from __future__ import annotations

import discord
import structlog

from bot.api.people import Address
from bot.platforms import Door, Refused, Unreachable
from bot.platforms.discord.rooms import NETWORK, server_of
from bot.platforms.discord.trouble import MISSING_ACCESS, explained

_log = structlog.get_logger("discord")


async def look_round(client: discord.Client, door: Door) -> None:
    """Tells of servers and rooms that the bot was put out of or let into, as nobody told it meanwhile."""
    for place, thought_there in (await door.places(NETWORK)).items():
        there = await _is_there(client, place)
        if there is None or there == thought_there:
            continue
        await (door.room_back(place) if there else door.room_gone(place))
        _log.info("place.changed", there=there)


async def _is_there(client: discord.Client, place: Address) -> bool | None:
    """Whether the bot is in a server or room; None where Discord does not say so now."""
    number = server_of(place)
    if number is not None:
        return client.get_guild(number) is not None
    if not place.id.isdecimal() or client.get_channel(int(place.id)) is not None:
        return True
    try:
        with explained():
            await client.fetch_channel(int(place.id))
    except Refused:
        return False
    except Unreachable as trouble:
        return False if getattr(trouble.__cause__, "code", 0) == MISSING_ACCESS else None
    return True
