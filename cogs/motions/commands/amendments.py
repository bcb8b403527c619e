"""Amendments: proposed by any member, accepted by the motion's mover or decided by a vote."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly
from cogs.motions.commands.amending import AMENDED_CARD, FALLEN_CARD, Amending
from cogs.motions.commands.base import DRAFT_CARD, Number, draft_post, noted
from cogs.motions.commands.steps import Steps
from cogs.motions.rules import amendment as rules
from cogs.motions.rules.amendment import Fall
from cogs.motions.rules.bloc import check_words
from cogs.motions.rules.errors import BallotsCast
from cogs.motions.rules.motion import Motion
from cogs.motions.views import amending as answers
from cogs.motions.views import amendments as views

NewText = Annotated[
    str, Arg("The motion as it shall read, or: old words => new words", long=True, sample="noon => 1 pm")
]


class Amendments(Amending):
    """Amend and accept."""

    @command("motion amend", modal=True, example="motion amend 12 noon => 1 pm")
    async def amend(self, ctx: Context, number: Number, text: NewText) -> Reply:
        """Propose other words for a motion, before it is voted on."""
        main = await self.reach.get(ctx, number)
        check_words(main)
        before = await self.amendments.of(main)
        shortest = ctx.assembly.shortest_vote
        made = rules.amend(main, before, ctx.member.id, text, shortest, ctx.now)
        sitting = await self.inside.proposing(ctx, main.bloc)
        made = replace(made, unnamed=made.unnamed or bool(ctx.assembly.careful))
        motion = await self.store.add(replace(made, sitting=sitting.number if sitting else None))
        await self.amendments.hold_against(motion, main)
        steps = Steps(posts=[draft_post(motion)], stale=[(DRAFT_CARD, main.number)])
        steps.journal.extend(noted("moved", motion, ctx.member.id))
        return steps.reply(answers.amended(motion), private=True, silent=True)

    @command("motion accept", example="motion accept 12.1")
    async def accept(self, ctx: Context, number: Number) -> Reply:
        """Take an amendment into your motion."""
        amendment = await self.reach.get(ctx, number)
        if not amendment.is_amendment:
            raise rules.NoAmendment(number)
        main = await self.amendments.main_of(amendment)
        others = await self.amendments.of(main)
        taken = rules.accept(amendment, main, others, ctx.member.id, ctx.now)
        await self.store.save(taken)
        steps = Steps(journal=[*noted("accepted", taken, ctx.member.id)])
        steps.stale += await self.inside.happened(ctx.assembly, taken, ctx.now)
        steps.redraw(taken)
        await self.take_up(taken, ctx.now, steps)
        return steps.reply(answers.accepted(taken), silent=True)

    async def edit_amendment(self, ctx: Context, motion: Motion, text: str, is_seconded: bool) -> Motion:
        """An amendment with other words by its mover."""
        main = await self.amendments.main_of(motion)
        return rules.edit(motion, main, ctx.member.id, text, is_seconded)

    async def check_rivals(self, motion: Motion) -> None:
        """Refuses new words for a motion where an amendment of the same words is voted on."""
        others = await self.amendments.of(motion)
        before = await self.store.get(motion.assembly, motion.number)
        if (other := rules.rival(motion, before, others)) is not None:
            raise rules.SameWordsVotedOn(motion.number, other.number)

    async def check_amendments_cast(self, main: Motion) -> None:
        """Refuses to withdraw a motion while members have voted on an amendment to it."""
        for amendment in await self.amendments.of(main):
            box = amendment.box if amendment.state in rules.VOTED_ON else None
            if box is not None and await self.ballots.turnout(box):
                raise BallotsCast(amendment.number)

    @staticmethod
    def whole(motion: Motion) -> Motion:
        """The motion, where it is no amendment."""
        if motion.is_amendment:
            raise rules.NotForAmendments(motion.number)
        return motion

    @card(AMENDED_CARD)
    async def amended_notice(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        return views.amended_card(await self.amended(assembly, motion)) if motion else None

    @card(FALLEN_CARD)
    async def fallen_notice(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        return views.fallen_card(motion.number, Fall(detail)) if motion else None
