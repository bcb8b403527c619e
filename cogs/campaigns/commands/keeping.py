"""What is kept of people in campaigns, and for how long."""

from __future__ import annotations

from cogs.campaigns.commands.desk import Desk


class Keeping(Desk):
    """Signatures leave with the person, without a trace."""

    async def forget(self, assembly: int, member: int) -> None:
        """Erases a member's signatures, and that they started or sponsored campaigns."""
        some = [campaign.id for campaign in await self.store.all(assembly)]
        await self.store.db.within(lambda c: self.signatures.take(c, [(one, member) for one in some]))
        await self.store.forget(assembly, member)
