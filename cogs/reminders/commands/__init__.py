"""What can be said about reminders."""

from __future__ import annotations

from bot.api.cog import Cog, Home


class Reminders(Cog):
    """The cog as one."""

    name = "reminders"

    def __init__(self, home: Home) -> None:
        self.home = home

    async def forget(self, assembly: int, member: int) -> None:
        """Nothing is kept of anybody yet."""
