"""Reminding of votes, and how many have voted."""

from __future__ import annotations

from datetime import datetime

from bot.api.card import Reply, Tell, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role, RollPolicy
from bot.api.sweep import Due, DueAct, sweep
from cogs.motions.commands.base import MotionCog, Number, card_post
from cogs.motions.reminding_store import FIRST_REMINDER
from cogs.motions.rules import reminding as rules
from cogs.motions.rules import turnout
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.turnout import Turnout
from cogs.motions.views import reminding as views

REMINDER_CARD, OWN_REMINDER_CARD = "motion.reminder", "motion.your-vote"


class Reminding(MotionCog):
    """Says how many have voted, and tells those alone who have not; nobody is named anywhere."""

    @sweep(first=FIRST_REMINDER)
    async def reminders_due(self, now: datetime) -> Due:
        """Votes that are to be reminded of a day before they close."""
        found, soonest = await self.reminding.closing_soon(now)
        waiting = [(motion, at) for motion in found if (at := rules.due_at(motion)) is not None]
        acts = [
            DueAct(motion.assembly, "motion remind-in-time", {"number": int(motion.number)})
            for motion, at in waiting
            if at <= now
        ]
        later = [at for _, at in waiting if at > now]
        return Due(tuple(acts), min([*later, *([soonest] if soonest else [])], default=None))

    @command("motion remind", example="motion remind 12")
    async def remind(self, ctx: Context, number: Number) -> Reply:
        """Remind everyone of an open vote, without naming anybody."""
        return await self._remind(ctx, await self.reach.get(ctx, number))

    @command("motion remind-in-time", who=Role.STEWARD, internal=True)
    async def remind_in_time(self, ctx: Context, number: Number) -> Reply:
        """Reminds of a vote a day before its close."""
        motion = await self.store.get(ctx.assembly.id, number)
        at = rules.due_at(motion)
        if at is None or at > ctx.now:
            return Reply(views.reminded(number))
        reached = await self._reached(ctx.assembly, motion)
        if reached.is_whole:
            await self.store.save(rules.passed_over(motion, ctx.now))
            return Reply(views.reminded(number), silent=True)
        return await self._remind(ctx, motion)

    @command("motion turnout", who=Role.OBSERVER, example="motion turnout 12")
    async def turnout(self, ctx: Context, number: Number) -> Reply:
        """See how many have voted, and nothing of who or how."""
        motion = await self.reach.get(ctx, number)
        hidden = self.instead(motion)
        return Reply(hidden or views.turnout_card(motion, await self._reached(ctx.assembly, motion)))

    @card(REMINDER_CARD)
    async def reminder(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None or motion.state is not State.OPEN:
            return None
        return self.instead(motion) or views.reminder_card(motion, await self._reached(assembly, motion))

    @card(OWN_REMINDER_CARD, knocks=False)
    async def own_reminder(self, assembly: Assembly, number: int, member: str) -> View | None:
        """For a member who has not voted by now; whoever has is told nothing."""
        motion = await self.store.find(assembly.id, number)
        if motion is None or motion.state is not State.OPEN or motion.box is None:
            return None
        has_voted = await self.ballots.has_voted(motion.box, int(member))
        if has_voted or int(member) in await self.halls.ticked(motion.id):
            return None
        return self.instead(motion) or views.own_reminder_card(motion)

    async def _remind(self, ctx: Context, motion: Motion) -> Reply:
        reached = await self._reached(ctx.assembly, motion)
        motion = rules.remind(motion, reached.voted, reached.entitled, ctx.now)
        await self.store.save(motion)
        post = card_post(motion, REMINDER_CARD, detail=str(int(ctx.now.timestamp())), replies=True)
        tells = await self._tells(ctx.assembly, motion)
        return Reply(views.reminded(motion.number), posts=(post,), tells=tells, silent=True)

    async def _tells(self, assembly: Assembly, motion: Motion) -> tuple[Tell, ...]:
        """A message for everyone entitled: only those get it who have not voted when it is sent.

        So nothing that is stored for it tells who had voted by now.
        """
        is_listed = assembly.policy is not RollPolicy.ANYONE or motion.bloc is not None
        if not is_listed or motion.box is None:
            return ()
        entitled = await self.reminding.electorate(motion.box) or ()
        return tuple(Tell(m, OWN_REMINDER_CARD, motion.number, str(m)) for m in sorted(entitled))

    async def _reached(self, assembly: Assembly, motion: Motion) -> Turnout:
        if motion.box is None:
            return Turnout(0)
        voters = await self.reminding.voters(motion.box) | await self.halls.ticked(motion.id)
        groups = await self.groups.of(assembly)
        return turnout.turnout(await self.reminding.electorate(motion.box), voters, groups)
