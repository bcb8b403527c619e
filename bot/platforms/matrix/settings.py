"""What can be set about Matrix."""

from __future__ import annotations

import msgspec


def _bridges() -> list[str]:
    return ["@_discord_*", "@discord_*"]


class MatrixSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The section [matrix] of the configuration; the face is on where homeserver is set.

    user is needed with a password, not with a token. store is the folder for the device's keys, inside the
    data folder. invite_from says whose invitations are taken: account ids, or *:server for everyone of a
    server. ghosts are accounts that a bridge or another bot speaks through, which are nobody; * stands for
    anything in both. proxy is the address of an HTTP or SOCKS proxy. edit_interval is how many
    seconds a card rests between two edits: some clients show each edit as a message. room_version is that of
    the rooms which the bot opens, the homeserver's own choice where it is empty.
    """

    homeserver: str = ""
    user: str = ""
    password_file: str = ""
    token_file: str = ""
    device_name: str = "Folkmoot"
    store: str = "matrix-store"
    invite_from: list[str] = []
    ghosts: list[str] = msgspec.field(default_factory=_bridges)
    proxy: str = ""
    edit_interval: float = 10.0
    room_version: str = ""
