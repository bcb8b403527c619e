"""What people on Discord are called: as seen since the start, because Discord lists nobody unasked."""

from __future__ import annotations

import discord

from bot.api.people import Address
from bot.api.text import bare
from bot.platforms.discord.recent import Recent

REMEMBERED = 20_000


class SeenNames:
    """Names of those who have acted; the newest are remembered."""

    def __init__(self) -> None:
        self._names: Recent[int, str] = Recent(REMEMBERED)

    def note(self, member: discord.Member) -> None:
        """Remembers what somebody is called in a server."""
        self._names[member.id] = member.display_name

    def known_as(self, account: Address) -> str | None:
        return self._names.get(int(account.id), "") or None

    def so_called(self, name: str) -> list[Address]:
        wanted = bare(name)
        return [Address("discord", str(user)) for user, known in self._names.items() if bare(known) == wanted]
