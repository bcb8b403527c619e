"""What people on Discord are called: as seen since the start, because Discord lists nobody unasked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

import discord

from bot.api.people import Address
from bot.api.text import bare
from bot.platforms.discord.recent import Recent

REMEMBERED = 20_000


class SeenNames:
    """Names of those who have acted; the newest are remembered."""

    def __init__(self, ask: Callable[[Collection[int]], Awaitable[None]]) -> None:
        self._names: Recent[int, str] = Recent(REMEMBERED)
        self._ask = ask

    def note(self, member: discord.Member) -> None:
        """Remembers what somebody is called in a server."""
        self._names[member.id] = member.display_name

    def known_as(self, account: Address) -> str | None:
        return self._names.get(int(account.id), "") or None

    async def learn(self, accounts: Collection[Address]) -> None:
        """Asks Discord about those of whom nothing was seen yet."""
        unseen = [int(account.id) for account in accounts if int(account.id) not in self._names]
        await self._ask(unseen)

    def so_called(self, name: str) -> list[Address]:
        wanted = bare(name)
        return [Address("discord", str(user)) for user, known in self._names.items() if bare(known) == wanted]
