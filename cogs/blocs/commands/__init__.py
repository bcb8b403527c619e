"""The commands of this cog."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class BlocCog(Cog):
    """Members of one trade, workplace or town, with rooms of their own."""

    name = "blocs"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing of anybody."""
