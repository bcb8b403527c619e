"""All that makes a count trusted, and what is kept of those who see to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import View
from cogs.campaigns.commands.batches import Batches
from cogs.campaigns.commands.endorsing import Endorsing
from cogs.campaigns.commands.keeping import Keeping
from cogs.campaigns.commands.reviewing import Reviewing
from cogs.campaigns.commands.terms import Terms


class Trusting(Terms, Batches, Endorsing, Reviewing, Keeping):
    """Words, paper, organisations and reviews."""

    async def forget(self, assembly: int, member: int) -> None:
        """Takes a member off the words that they merged and the paper that they handed in."""
        await super().forget(assembly, member)
        await self.words.forget(member)
        await self.paper.forget(member)

    async def trust_merged(self, _assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Has what one of two members saw to who are one be the other's."""
        await self.words.merge_members(kept, gone)
        await self.paper.merge_members(kept, gone)
        return ()

    async def seen_to(self, assembly: int, member: int) -> object:
        """What a member saw to, for themselves."""
        paper = await self.paper.by(assembly, member)
        return {
            "words made one": await self.words.by(assembly, member),
            "handed in on paper": [{"signatures": one.n, "where": one.proof} for one in paper],
        }
