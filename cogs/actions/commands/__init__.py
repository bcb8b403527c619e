"""What can be said about actions."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class Actions(Cog):
    """The cog as one."""

    name = "actions"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Nothing is kept of anybody yet."""
