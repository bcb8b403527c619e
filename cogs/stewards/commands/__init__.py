"""The commands of this cog."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class Stewards(Cog):
    """Given and recalled by the assembly, and never alone with what can hurt."""

    name = "stewards"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Keeps nothing of anybody."""
