"""The commands of motions, in the order of a motion's life."""

from __future__ import annotations

from bot.api.people import Address
from bot.api.services import OpenCard
from cogs.motions.commands.ballot import Balloting
from cogs.motions.commands.base import DRAFT_CARD, EARLY_CARD, SUGGESTION_CARD
from cogs.motions.commands.cards import Cards
from cogs.motions.commands.carrying import Carrying
from cogs.motions.commands.clock import RESULT_CARD, Clockwork
from cogs.motions.commands.consensus import Consensus
from cogs.motions.commands.disputes import DISPUTED_CARD, Disputes
from cogs.motions.commands.drafts import Drafts
from cogs.motions.commands.hall import Hall
from cogs.motions.commands.putting_back import PuttingBack
from cogs.motions.commands.reading import Reading
from cogs.motions.commands.reminding import Reminding
from cogs.motions.commands.voting import Voting
from cogs.motions.voting import VOTE_CARD


class Motions(
    Drafts,
    Carrying,
    Consensus,
    Voting,
    Balloting,
    Hall,
    Reading,
    Reminding,
    Clockwork,
    PuttingBack,
    Disputes,
    Cards,
):
    """Proposals put to the body, seconded, voted on and counted."""

    async def forget(self, assembly: int, member: int) -> None:
        """Takes the member's name off motions, and their ballots out of open votes."""
        await self.store.forget(assembly, member)
        await self.halls.forget(member)
        await self.conduct.forget(member)
        await self.disputes.forget(member)
        await self.double.forget(member)

    async def naming(self, assembly: int, member: int | None) -> list[tuple[str, int]]:
        """The cards that name a member, or anybody at all."""
        kinds = (DRAFT_CARD, VOTE_CARD, SUGGESTION_CARD, EARLY_CARD)
        if member is None:
            return await self.store.cards_of(assembly, (*kinds, RESULT_CARD, DISPUTED_CARD))
        asked_for = await self.store.announced_by(assembly, EARLY_CARD, member)
        disputed = [(DISPUTED_CARD, n) for n in await self.disputes.numbers_of(assembly, member)]
        named = await self.store.results_naming(assembly, member)
        results = [(RESULT_CARD, number) for number in named]
        return [*await self.store.cards_of(assembly, kinds, member), *asked_for, *disputed, *results]

    async def room_moved(self, old: Address, new: Address, assembly: int | None) -> list[OpenCard]:
        """Has motions live in another room; the cards of those that are not decided.

        Where it is only asked what is open there, a practice is not: it is for those who were there.
        """
        moved = await self.store.move(old, new, assembly)
        cards = [
            (motion.assembly, VOTE_CARD if motion.opened_at else DRAFT_CARD, int(motion.number))
            for motion in moved
            if motion.is_undecided and not (motion.practice and old == new)
        ]
        return list(dict.fromkeys([*cards, *await self.amendments.drafts_in(old, assembly)]))
