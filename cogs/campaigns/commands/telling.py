"""What goes out to the world, in one."""

from __future__ import annotations

from cogs.campaigns.commands.tallying import Tallying


class Telling(Tallying):
    """Tallies, files, messages, flyers, and motions for other workplaces."""

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member off what they published, reported, sent and may fetch."""
        await super().forget(assembly, member)
        await self.exports.forget(member)
        await self.sent.forget(member)
