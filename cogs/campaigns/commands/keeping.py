"""What is kept of people in campaigns, and for how long."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.engine import Connection

from cogs.campaigns import people_store
from cogs.campaigns.commands.desk import Desk
from cogs.campaigns.rules.campaign import Campaign


class Keeping(Desk):
    """Signatures leave with the person, without a trace."""

    async def erase(self, campaign: Campaign, people: Collection[int]) -> None:
        """Erases signatures with all that is kept beside them, what their owners were told, and accounts that
        are known by nothing else."""
        self.roll.unsettle(await self.store.db.within(lambda c: self._erase(c, campaign, people)))

    def _erase(self, connection: Connection, campaign: Campaign, people: Collection[int]) -> list[int]:
        self.signatures.take(connection, [(campaign.id, person) for person in sorted(people)])
        kinds = [card.kind for card in self.cards()]
        return people_store.without_traces(connection, kinds, int(campaign.number), people)

    async def forget(self, assembly: int, member: int) -> None:
        """Erases a member's signatures, and that they started or sponsored campaigns."""
        await self.store.db.within(lambda c: self._erase_all(c, assembly, member))
        await self.store.forget(assembly, member)

    def _erase_all(self, connection: Connection, assembly: int, member: int) -> None:
        people = people_store.numbers_of(connection, assembly, 0, member, {})
        some = people_store.signed_by(connection, assembly, people)
        self.signatures.take(connection, [(one, person) for one in some for person in sorted(people)])
