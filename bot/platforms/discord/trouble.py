"""Discord's refusals and failures, as what the outbox knows to do with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.platforms import Refused, Unreachable

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, UNKNOWN_USER = 10003, 10004, 10008, 10013
NO_DIRECT_MESSAGES, NO_SHARED_SERVER = 50007, 50278
MISSING_ACCESS, MISSING_PERMISSIONS = 50001, 50013
OLD_EDITS = 30046
_FOR_GOOD = {
    UNKNOWN_CHANNEL: "the room is gone",
    UNKNOWN_GUILD: "the server is gone",
    UNKNOWN_MESSAGE: "the message is gone",
    UNKNOWN_USER: "there is no such account",
    NO_DIRECT_MESSAGES: "this person takes no direct messages",
    NO_SHARED_SERVER: "this person shares no server with the bot",
}
# What somebody can mend by giving a permission is tried again, ever more slowly.
_LATER = {MISSING_ACCESS: None, MISSING_PERMISSIONS: None, OLD_EDITS: 300.0}


@contextmanager
def explained() -> Iterator[None]:
    """Raises Refused or Unreachable for whatever went wrong with a request."""
    try:
        yield
    except discord.RateLimited as limit:
        raise Unreachable("Discord asks to wait", retry_after=limit.retry_after) from limit
    except discord.HTTPException as refusal:
        raise _meaning(refusal) from refusal
    except aiohttp.ClientConnectorError as failure:
        raise Unreachable("Discord can't be reached") from failure
    except (aiohttp.ClientError, OSError, TimeoutError) as failure:
        raise Unreachable("the connection broke", in_doubt=True) from failure


def _meaning(refusal: discord.HTTPException) -> Refused | Unreachable:
    if refusal.code in _FOR_GOOD:
        room_gone = refusal.code in (UNKNOWN_CHANNEL, UNKNOWN_GUILD)
        return Refused(_FOR_GOOD[refusal.code], room_gone=room_gone)
    if refusal.code in _LATER:
        return Unreachable(f"Discord refuses for now ({refusal.code})", retry_after=_LATER[refusal.code])
    if refusal.status == 429:
        return Unreachable("Discord asks to wait", retry_after=5.0)
    if refusal.status >= 500:
        return Unreachable(f"Discord failed ({refusal.status})", in_doubt=True)
    if refusal.status == 401:
        return Unreachable("Discord does not take the token", retry_after=60.0)
    return Refused(f"Discord refuses it ({refusal.status}, {refusal.code})")
