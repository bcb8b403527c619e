"""When voting opens: by the last second, by the clock, or on the word of the mover or a steward."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.motions.amendment_store import FIRST_TO_OPEN
from cogs.motions.commands.amending import Amending
from cogs.motions.commands.base import Number, card_post, noted
from cogs.motions.commands.steps import Steps
from cogs.motions.rules import motion as motion_rules
from cogs.motions.rules import opening as rules
from cogs.motions.rules import secret
from cogs.motions.rules.amendment import Fall
from cogs.motions.rules.errors import NotNow
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.views import amending as answers
from cogs.motions.views import answers as motions
from cogs.motions.views import secret_refusals

TOO_FEW_CARD = "motion.too-few"
Length = Annotated[
    timedelta | datetime | None, Arg("In a meeting: how long it is open, or until when", sample="2m")
]


class Opening(Amending):
    """Open on a member's word, and what the clock does: it opens what waited and clears what has fallen."""

    @command("motion open", prepare="look_round", example="motion open 12")
    async def open_now(self, ctx: Context, number: Number, closes: Length = None) -> Reply:
        """Open voting on a motion that has its seconds, before the debate is over."""
        motion = await self.reach.get(ctx, number)
        chair = await self.inside.chair(ctx, motion)
        chair.needed_to_open(motion)
        draft = await self.amendments.draft(motion)
        rules.open_now(draft, ctx.member.id, chair.may, ctx.now)
        draft = replace(draft, motion=await self.inside.timed(ctx, motion, chair, closes))
        steps = Steps(journal=[*noted("opened", draft.motion, ctx.member.id)])
        motion = await self.begin_vote(ctx, draft, steps)
        return steps.reply(answers.opened(motion), silent=True)

    @sweep(first=FIRST_TO_OPEN)
    async def due_to_open(self, now: datetime) -> Due:
        """Drafts whose voting opens now, and amendments that have lost their motion."""
        drafts = [draft for draft in await self.amendments.waiting() if draft.is_ready(now)]
        fallen = await self.amendments.fallen()
        acts = [_act(d.motion.assembly, "begin", d.motion.number) for d in drafts]
        acts += [_act(assembly, "fall", number) for assembly, number in fallen]
        return Due(tuple(acts), await self.amendments.debated_until(now))

    @command("motion begin", who=Role.STEWARD, internal=True, prepare="look_round")
    async def begin(self, ctx: Context, number: Number) -> Reply:
        """Opens voting on a draft that waits for nothing more."""
        draft = await self.amendments.draft(await self.store.get(ctx.assembly.id, number))
        rules.begin(draft, ctx.now)
        entitled = len(await self.reach.entitled(ctx.assembly, draft.motion.bloc))
        if secret.are_too_few(draft.motion, entitled):
            return await self._put_off(draft.main or draft.motion, entitled, ctx)
        steps = Steps(journal=[*noted("opened", draft.motion)])
        motion = await self.begin_vote(ctx, draft, steps)
        return steps.reply(answers.opened(motion))

    async def _put_off(self, motion: Motion, entitled: int, ctx: Context) -> Reply:
        """Puts a motion off that too few may vote on in secret, and says so: else it would wait for ever."""
        motion = motion_rules.postpone(motion, 0, is_steward=True)
        await self.store.save(motion)
        steps = Steps(journal=[*noted("postponed", motion)])
        steps.stale += await self.inside.happened(ctx.assembly, motion, ctx.now)
        steps.redraw(motion)
        detail = f"{entitled}|{int(ctx.now.timestamp())}"
        steps.posts.append(card_post(motion, TOO_FEW_CARD, detail=detail, replies=True))
        return steps.reply(motions.now_in(motion))

    @card(TOO_FEW_CARD)
    async def too_few(self, _assembly: Assembly, number: int, detail: str) -> View | None:
        entitled, _, _ = detail.partition("|")
        return secret_refusals.too_few_for_secret(secret.TooFewForSecret(Numbered(number), int(entitled)))

    @command("motion fall", who=Role.STEWARD, internal=True)
    async def fall(self, ctx: Context, number: Number) -> Reply:
        """Ends an amendment whose motion can't be changed by it any more."""
        amendment = await self.store.get(ctx.assembly.id, number)
        main = await self.amendments.main_of(amendment)
        if not rules.has_fallen(amendment, main):
            raise NotNow(number, amendment.state)
        steps = Steps()
        why = Fall.OPENED if main.opened_at is not None else Fall.ENDED
        await self.let_fall(amendment, why, ctx.now, steps)
        return steps.reply(answers.opened(amendment))

    async def seconded(self, ctx: Context, draft: Draft) -> Reply:
        """What follows from a second: voting opens, or what comes first is said."""
        motion = draft.motion
        steps = Steps(journal=[*noted("seconded", motion, ctx.member.id)])
        steps.redraw(motion)
        if draft.main is not None:
            steps.redraw(draft.main)
        steps.stale += await self.inside.shown_on(motion)
        if draft.is_ready(ctx.now):
            return steps.reply(motions.seconded(await self.begin_vote(ctx, draft, steps), 0), silent=True)
        if missing := draft.missing():
            return steps.reply(motions.seconded(motion, missing))
        return steps.reply(answers.seconded_and_waits(draft))


def _act(assembly: int, what: str, number: int) -> DueAct:
    return DueAct(assembly, f"motion {what}", {"number": number})
