"""The commands of motions, in the order of a motion's life."""

from __future__ import annotations

from cogs.motions.commands.cards import Cards
from cogs.motions.commands.clock import Clockwork
from cogs.motions.commands.drafts import Drafts
from cogs.motions.commands.reading import Reading
from cogs.motions.commands.voting import Voting


class Motions(Drafts, Voting, Reading, Clockwork, Cards):
    """Proposals put to the body, seconded, voted on and counted."""

    async def forget(self, assembly: int, member: int) -> None:
        """Takes the member's name off motions, and their ballots out of open votes."""
        await self.store.forget(assembly, member)
