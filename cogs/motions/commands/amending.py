"""What amendments do to their motion and to each other, whoever sets it off."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Reply
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.motions.commands.base import DRAFT_CARD, MotionCog, noted, talked_about
from cogs.motions.commands.steps import Steps
from cogs.motions.rules import amendment as rules
from cogs.motions.rules.amendment import Fall
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.rules.state import State
from cogs.motions.views.amendments import Amended

AMENDED_CARD, FALLEN_CARD = "motion.amended", "motion.fallen"


class Amending(MotionCog):
    """The steps that accepting, counting, editing and opening have in common."""

    async def begin_vote(self, ctx: Context, draft: Draft, steps: Steps) -> Motion:
        """Opens voting on a draft; its amendments that nobody took up fall."""
        for amendment in () if draft.motion.is_amendment else draft.unsupported:
            await self.let_fall(amendment, Fall.OPENED, ctx.now, steps)
        motion, posts = await self.open_voting(ctx, draft.motion)
        await self.store.save(motion)
        steps.posts += posts
        steps.redraw(motion)
        steps.stale += await self.inside.shown_on(motion)
        return motion

    async def decided(self, amendment: Motion, reply: Reply, now: datetime) -> Reply:
        """The result of an amendment, with what it does to its motion."""
        steps = Steps(stale=[(DRAFT_CARD, Numbered.of(amendment.number.whole))])
        steps.redraw(amendment)
        if amendment.state is State.CARRIED:
            await self.take_up(amendment, now, steps)
        return steps.added_to(reply)

    async def take_up(self, amendment: Motion, now: datetime, steps: Steps) -> None:
        """Puts the words of an amendment that was accepted or carried into its motion."""
        before = await self.amendments.main_of(amendment)
        after = rules.taken_up(before, amendment, await self.amendments.base(amendment))
        if after == before:
            return
        await self.store.save(after)
        steps.posts.append(talked_about(amendment, AMENDED_CARD))
        steps.journal.extend(noted("amended", after))
        await self.follow(after, now, steps)

    async def follow(self, main: Motion, now: datetime, steps: Steps) -> None:
        """Holds a motion's other amendments against its new words."""
        steps.redraw(main)
        for other in await self.amendments.of(main):
            if not other.is_undecided:
                continue
            moved = rules.followed(other, await self.amendments.base(other), main)
            if rules.changes_nothing(moved, main):
                await self.let_fall(other, Fall.SAME, now, steps)
                continue
            await self.store.save(moved)
            await self.amendments.hold_against(moved, main)
            steps.redraw(moved)

    async def let_fall(self, amendment: Motion, why: Fall, now: datetime, steps: Steps) -> None:
        """Ends an amendment undecided, and says why."""
        fallen = rules.fall(amendment, now)
        await self.store.save(fallen)
        steps.redraw(fallen)
        steps.posts.append(talked_about(fallen, FALLEN_CARD, detail=why.value))
        steps.journal.extend(noted("fallen", fallen))

    async def amended(self, assembly: Assembly, motion: Motion) -> Amended:
        """An amendment with what its cards show beside it."""
        draft = await self.amendments.draft(motion)
        return Amended(
            await self.shown(assembly, motion),
            await self.amendments.base(motion),
            tuple(other.number for other in draft.pending),
        )
