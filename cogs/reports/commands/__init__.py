"""What can be said about reports."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class Reports(Cog):
    """The cog as one."""

    name = "reports"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Nothing is kept of anybody yet."""
