"""The link with which somebody takes the bot into a server."""

from __future__ import annotations

from urllib.parse import urlencode

from bot.platforms.discord.permissions import LEAST

SCOPES = "bot applications.commands"


def link(application_id: int | str) -> str:
    """The invitation, with the two scopes and the least permissions."""
    query = {"client_id": str(application_id), "scope": SCOPES, "permissions": str(LEAST)}
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
    return int(decoded) if decoded.isdigit() else None
