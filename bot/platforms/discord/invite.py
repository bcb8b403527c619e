"""The link with which somebody takes the bot into a server."""

from __future__ import annotations

from urllib.parse import urlencode

from bot.platforms.discord.permissions import LEAST, WITH_ROOMS

SCOPES = "bot applications.commands"


def link(application_id: int | str, *, with_rooms: bool = False) -> str:
    """The invitation, with the two scopes and the least permissions, or also those for rooms and events."""
    wanted = WITH_ROOMS if with_rooms else LEAST
    query = {"client_id": str(application_id), "scope": SCOPES, "permissions": str(wanted)}
    return f"https://discord.com/oauth2/authorize?{urlencode(query)}"


def application_of(token: str) -> int | None:
    """The bot's id, which is the first part of its token; None where that is not readable."""
    import base64
    import binascii

    first = token.partition(".")[0]
    try:
        decoded = base64.b64decode(first + "=" * (-len(first) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return int(decoded) if decoded.isascii() and decoded.isdigit() else None
