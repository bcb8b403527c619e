"""The commands of this cog."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class Places(Cog):
    """Where an assembly meets, and how several networks become one assembly."""

    name = "places"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing of anybody."""
