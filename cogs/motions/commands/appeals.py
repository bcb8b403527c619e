"""Appeals: three members have the assembly vote on what two stewards set aside."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.ballots.rules import MAJORITY, Votes
from bot.ballots.secret import LEAST_ENTITLED
from cogs.motions.commands.base import SUGGESTION_CARD, Number, card_post, noted
from cogs.motions.commands.conduct import SET_ASIDE_CARD, Conduct, Suggestion
from cogs.motions.commands.steps import Steps
from cogs.motions.rules import conduct as rules
from cogs.motions.rules import motion as motion_rules
from cogs.motions.rules.conduct import APPEALS_NEEDED
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Asked, Terms, settled
from cogs.motions.views import conduct as views

RESTORED_CARD = "text.restored"


class Appeals(Conduct):
    """The vote's card does not show what was set aside."""

    @command("text appeal", example="text appeal 12")
    async def appeal(self, ctx: Context, number: Number, suggestion: Suggestion = 0) -> Reply:
        """Ask for a vote on whether a text that was set aside is shown again."""
        motion, passage = await self._passage(ctx, number, suggestion)
        found = await self.conduct.found(motion.id, suggestion)
        before = await self.conduct.appellants(motion.id, suggestion)
        vote = await self.conduct.appeal_vote(motion, suggestion)
        appellants = rules.appeal(passage, found, before, ctx.member.id, vote)
        await self.conduct.appeal(motion.id, suggestion, ctx.member.id)
        steps = Steps(journal=[*noted("appealed", motion, ctx.member.id, suggestion=suggestion)])
        missing = APPEALS_NEEDED - len(appellants)
        opened = await self._open_appeal(ctx, motion, suggestion, steps) if missing <= 0 else None
        answer = views.appealed(motion.number, missing, opened.number if opened else None)
        return steps.reply(answer, silent=opened is not None)

    async def _open_appeal(self, ctx: Context, motion: Motion, suggestion: int, steps: Steps) -> Motion:
        """Moves and opens the vote; its words are the principle, so that everyone knows what it is about."""
        found = await self.conduct.found(motion.id, suggestion)
        number = await self.store.new_number(ctx.assembly.id, motion.unlisted)
        terms = await self._terms(ctx, motion.bloc)
        title, text = f"{motion.number}", found.principle if found else ""
        vote = motion_rules.move(ctx.assembly.id, number, None, title, text, terms, ctx.now)
        vote = replace(vote, room=motion.room, unnamed=bool(ctx.assembly.careful))
        vote = replace(vote, restores=motion.number, restored_suggestion=suggestion)
        vote = replace(vote, bloc=motion.bloc, unlisted=motion.unlisted)
        vote, posts = await self.open_voting(ctx, await self.store.add(vote))
        await self.store.save(vote)
        steps.posts += posts
        steps.journal.extend(noted("moved", vote, restores=int(motion.number)))
        return vote

    async def _terms(self, ctx: Context, bloc: int | None) -> Terms:
        """More than half of the votes cast, with the assembly's kind of vote where enough may vote."""
        usual = settled(Asked(), ctx.assembly)
        votes = usual.votes
        if votes is Votes.SECRET and len(await self.reach.entitled(ctx.assembly, bloc)) < LEAST_ENTITLED:
            votes = Votes.AT_END
        return Terms(MAJORITY, closes=usual.closes, votes=votes, hour=usual.hour, seconds=0)

    async def appeal_decided(self, vote: Motion, ctx: Context) -> Steps:
        """Brings back what a vote that was carried restores; one without a quorum leaves room for another."""
        steps = Steps()
        if vote.restores is None:
            return steps
        motion = await self.store.get(ctx.assembly.id, vote.restores)
        found = await self.conduct.found(motion.id, vote.restored_suggestion)
        if vote.state is State.INQUORATE:
            await self.conduct.begin_anew(motion.id, vote.restored_suggestion)
        if vote.state is not State.CARRIED or found is None or found.done_at is None:
            return steps
        await self.conduct.keep(motion.id, vote.restored_suggestion, replace(found, restored_at=ctx.now))
        if vote.restored_suggestion:
            steps.stale.append((SUGGESTION_CARD, motion.number))
        elif motion.state is State.SET_ASIDE:
            back = rules.restored(motion, found.done_at, ctx.assembly.shortest_vote, ctx.now)
            motion = await self.conduct.put_back(back)
            await self.conduct.hide_amendments(motion, False)
            steps.stale += await self.conduct.cards_about(ctx.assembly.id, motion.number)
            steps.stale += await self.inside.reworded(ctx.assembly, motion)
        steps.stale.append((SET_ASIDE_CARD, motion.number))
        replies = not vote.restored_suggestion
        steps.posts.append(card_post(motion, RESTORED_CARD, detail=str(vote.number), replies=replies))
        steps.journal.extend(noted("restored", motion, suggestion=vote.restored_suggestion))
        return steps

    @card(RESTORED_CARD)
    async def restored_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion, vote = await self.store.find(assembly.id, number), Numbered.read(detail)
        appeal = await self.store.find(assembly.id, vote) if vote else None
        if motion is None or appeal is None or vote is None:
            return None
        until = motion.closes_at if motion.state is State.OPEN else None
        return views.restored_card(motion, vote, appeal.restored_suggestion, until)
