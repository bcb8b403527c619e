"""What can be set about Discord. The token itself comes from the environment or a file."""

from __future__ import annotations

import msgspec

API = "https://discord.com/api/v10"
GATEWAY = "wss://gateway.discord.gg/"


class DiscordSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The [discord] section; api and gateway are other addresses of Discord's two interfaces.

    members asks Discord to tell of those who come and leave by themselves: a privileged intent.
    """

    token_file: str = ""
    api: str = API
    gateway: str = GATEWAY
    proxy: str = ""
    members: bool = False
