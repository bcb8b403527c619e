"""Which card shows a motion: amendments have cards of their own."""

from __future__ import annotations

from bot.api.card import View
from bot.api.people import Assembly
from cogs.motions.commands.amending import Amending
from cogs.motions.rules.motion import Motion
from cogs.motions.views import amendments, cards, drafts


class Drawing(Amending):
    """The views of a motion or an amendment, with what they show beside it."""

    async def draft_view(self, assembly: Assembly, motion: Motion) -> View:
        """The draft's card."""
        if motion.is_amendment:
            return amendments.amendment_card(await self.amended(assembly, motion))
        draft = await self.amendments.draft(motion)
        return drafts.draft_card(await self.shown(assembly, motion), draft)

    async def vote_view(self, assembly: Assembly, motion: Motion) -> View:
        """The card of the vote."""
        if motion.is_amendment:
            return amendments.vote_card(await self.amended(assembly, motion))
        return cards.vote_card(await self.shown(assembly, motion))

    async def result_view(self, assembly: Assembly, motion: Motion, plain: View) -> View:
        """The card of the result."""
        if motion.is_amendment:
            return amendments.result_card(plain, await self.amended(assembly, motion))
        return plain

    async def full_view(self, assembly: Assembly, motion: Motion, plain: View) -> View:
        """What is read on demand."""
        if motion.is_amendment:
            return amendments.in_full(plain, await self.amended(assembly, motion))
        return plain
