"""Which card shows a motion: amendments have cards of their own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.api.card import View
from bot.api.people import Assembly, Member
from bot.api.services import NextStep
from bot.api.speech import N_
from cogs.motions.commands.amending import Amending
from cogs.motions.commands.outcome import Outcomes
from cogs.motions.rules.motion import Motion
from cogs.motions.views import amending as answers
from cogs.motions.views import amendments, cards, drafts
from cogs.motions.views import answers as motion_answers

CARRY = NextStep(N_("Carry it up"), "bloc carry")


class Drawing(Amending, Outcomes):
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
        return self.with_outcome(motion, plain, *await self.going_up(motion))

    async def full_view(self, assembly: Assembly, motion: Motion, plain: View) -> View:
        """What is read on demand: an amendment's changes; a motion's amendments, and its thread."""
        if motion.is_amendment:
            return amendments.in_full(plain, await self.amended(assembly, motion))
        draft = await self.amendments.draft(motion)
        known = [a for a in await self.amendments.of(motion) if self.instead(a) is None]
        has_thread = await self.amendments.has_thread(motion)
        whole = amendments.motion_in_full(plain, draft, known, has_thread)
        return self.with_outcome(motion, whole, *await self.going_up(motion))

    async def going_up(self, motion: Motion) -> tuple[NextStep, ...]:
        """The step to the bloc above, where a motion can still take it."""
        can = motion.goes_up and await self.store.brought_up(motion) is None
        return (CARRY,) if can else ()

    async def waiting_draft(self, motion: Motion, member: Member) -> Sequence[View]:
        """What a member can do for a draft: second it, or accept a change of their own motion."""
        draft = await self.amendments.draft(motion)
        if draft.main is not None and draft.main.mover == member.id and motion.mover != member.id:
            return (answers.waiting_accept(motion),)
        seconders = await self.store.seconders(motion.id)
        if motion.mover == member.id or member.id in seconders or not draft.missing():
            return ()
        return (motion_answers.waiting_second(motion),)
