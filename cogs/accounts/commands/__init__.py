"""The commands of this cog."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class Accounts(Cog):
    """How the accounts of one person become one member, and how they part again."""

    name = "accounts"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing of anybody."""
