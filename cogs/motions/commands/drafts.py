"""From the proposal to the opening of the vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.blocs import moved
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.ballots.rules import Votes
from cogs.motions.commands.amendments import Amendments
from cogs.motions.commands.base import (
    DRAFT_CARD,
    SUGGESTION_CARD,
    Body,
    Number,
    Title,
    noted,
    talked_about,
)
from cogs.motions.commands.proposing import Proposing, Standing
from cogs.motions.commands.steps import Steps
from cogs.motions.rules import motion as rules
from cogs.motions.rules.bloc import check_words
from cogs.motions.rules.errors import DecidedLikeItsMotion, MovedByNobody, NoModels, NotNow, PracticeOpen
from cogs.motions.rules.motion import PRACTICE_VOTE, TITLE_LIMIT, Motion
from cogs.motions.rules.state import State
from cogs.motions.rules.terms import Asked, Terms, again, altered, checked, settled
from cogs.motions.views import answers
from cogs.motions.voting import VOTE_CARD

Closes = Annotated[timedelta | datetime | None, Arg("When voting closes, or how long it is open")]
Threshold = Annotated[
    str, Arg("How much it needs: half, 2/3, 3/4 of the roll, unanimous, consensus", limit=40, sample="2/3")
]
Quorum = Annotated[str, Arg("How many must take part: 15, 1/3, 30%", limit=40, sample="15")]
Seconds = Annotated[int | None, Arg("How many must second it", sample="1")]
Kind = Annotated[Votes | None, Arg("Who sees the votes: open, open-at-end, secret")]
Debate = Annotated[timedelta | datetime | None, Arg("How long to talk first, before voting opens")]
Extend = Annotated[bool | None, Arg("Stay open longer, once, if too few take part")]


Wording = Annotated[
    str,
    Arg("What it is called, in a few words", limit=TITLE_LIMIT, unless="model", sample="Buy a kettle"),
]
Model = Annotated[int | None, Arg("A motion offered to all workplaces, by its number", lookup="models")]
Whose = Annotated[str, Arg("The bloc whose own motion it is", lookup="blocs", sample="Nurses")]
Double = Annotated[bool, Arg("Yes if it needs a majority of the blocs as well", sample="yes")]


class Drafts(Proposing, Amendments):
    """Propose, edit, second, withdraw, postpone, resume, suggest, again, practice."""

    @command("motion propose", modal=True, example="motion propose Buy a kettle")
    async def propose(
        self,
        ctx: Context,
        title: Wording,
        text: Body = "",
        closes: Closes = None,
        threshold: Threshold = "",
        quorum: Quorum = "",
        seconds: Seconds = None,
        votes: Kind = None,
        debate: Debate = None,
        extend: Extend = None,
        bloc: Whose = "",
        double: Double = False,
        model: Model = None,
    ) -> Reply:
        """Propose something to the assembly, or to a bloc of yours."""
        asked = Asked(threshold, quorum, closes, seconds, votes, debate, extend)
        standing = Standing(await self.reach.proposing(ctx, bloc), double)
        terms = settled(asked, ctx.assembly)
        if model is not None:
            return await self._from_model(ctx, model, (title, text), terms, standing)
        return await self.moved(ctx, title, text, terms, standing)

    async def _from_model(
        self, ctx: Context, model: int, own: tuple[str, str], terms: Terms, standing: Standing
    ) -> Reply:
        """Moves what is offered to all workplaces; own words stand in the place of its title or text.

        It is counted at home once the assembly carries it; what a bloc of it decides stays here.
        """
        models = self.bodies.models
        if models is None:
            raise NoModels
        words, (title, text) = await models.words(model), own
        standing = replace(standing, locale=words.locale)
        reply = await self.moved(ctx, title or words.title, text or words.text, terms, standing)
        if standing.bloc is None:
            await models.moved(ctx.assembly.id, moved(reply), model)
        return reply

    @command("motion edit")
    async def edit(
        self,
        ctx: Context,
        number: Number,
        title: Title = "",
        text: Body = "",
        closes: Closes = None,
        threshold: Threshold = "",
        quorum: Quorum = "",
        debate: Debate = None,
        extend: Extend = None,
    ) -> Reply:
        """Change your motion before anyone has seconded it."""
        asked = Asked(threshold, quorum, closes, debate=debate, extend_once=extend)
        motion = await self.reach.get(ctx, number)
        if title or text:
            check_words(motion)
        is_seconded = bool(await self.store.seconders(motion.id))
        steps = Steps(stale=[(DRAFT_CARD, number)])
        if motion.is_amendment:
            if not asked.is_nothing:
                raise DecidedLikeItsMotion(number)
            motion = await self.edit_amendment(ctx, motion, text or title, is_seconded)
            await self.store.save(motion)
        else:
            terms = None if asked.is_nothing else self._altered(ctx, motion, asked)
            edited = rules.edit(motion, ctx.member.id, title, text, is_seconded, terms)
            await self.check_rivals(edited)
            await self.store.save(edited)
            await self.follow(edited, ctx.now, steps)
        return steps.reply(answers.changed(motion), private=True)

    def _altered(self, ctx: Context, motion: Motion, asked: Asked) -> Terms:
        """The terms of a draft with changes; a close that is not changed is not held against anything new."""
        before = replace(rules.terms_of(motion), closes=motion.closes_on or motion.closes_after)
        terms = altered(before, asked, ctx.now)
        limited = terms if asked.closes is not None else replace(terms, closes=None)
        checked(limited, ctx.assembly.policy, ctx.assembly.shortest_vote, ctx.now)
        return terms

    @command("motion second", prepare="look_round", example="motion second 12")
    async def second(self, ctx: Context, number: Number) -> Reply:
        """Second a motion, so that it is voted on."""
        motion = await self.reach.get(ctx, number)
        rules.second(motion, ctx.member.id, await self.store.seconders(motion.id))
        await self.store.add_seconder(motion.id, ctx.member.id)
        return await self.seconded(ctx, await self.amendments.draft(motion))

    @command("motion withdraw")
    async def withdraw(self, ctx: Context, number: Number) -> Reply:
        """Take your motion back, before the first vote on it."""
        motion = await self.reach.get(ctx, number)
        await self.check_amendments_cast(motion)
        ballots = (await self.ballots.count(motion.box)).present if motion.box is not None else 0
        motion = rules.withdraw(motion, ctx.member.id, ballots, ctx.now)
        return await self._moved_on(motion, "withdrawn", ctx)

    @command("motion postpone")
    async def postpone(self, ctx: Context, number: Number) -> Reply:
        """Put a draft off, until it is resumed."""
        motion = self.whole(await self.reach.get(ctx, number))
        await self.deeds.untouched(ctx.assembly.id, motion.number)
        chair = await self.inside.chair(ctx, motion)
        motion = rules.postpone(motion, ctx.member.id, chair.may)
        return await self._moved_on(motion, "postponed", ctx)

    @command("motion resume")
    async def resume(self, ctx: Context, number: Number) -> Reply:
        """Take up a draft that was put off."""
        motion = self.whole(await self.reach.get(ctx, number))
        chair = await self.inside.chair(ctx, motion)
        motion = rules.resume(motion, ctx.member.id, chair.may, ctx.now)
        motion = await self.inside.timed(ctx, motion, chair)
        return await self._moved_on(motion, "resumed", ctx)

    @command("motion suggest", modal=True)
    async def suggest(
        self, ctx: Context, number: Number, change: Annotated[str, Arg("The change you suggest", long=True)]
    ) -> Reply:
        """Suggest a change to a draft; its mover can take it up."""
        motion = await self.reach.get(ctx, number)
        if motion.state is not State.MOVED:
            raise NotNow(number, motion.state)
        suggestion = await self.store.suggest(motion.id, ctx.member.id, change, ctx.now)
        post = talked_about(motion, SUGGESTION_CARD, detail=str(suggestion))
        return Reply(answers.suggested(motion), posts=(post,), silent=True, private=True)

    @command("motion again")
    async def again(self, ctx: Context, number: Number, title: Title = "", text: Body = "") -> Reply:
        """Propose a motion once more that is at its end, in the same words or in others."""
        before = self.whole(await self.reach.get(ctx, number))
        if before.is_undecided or before.practice or before.restores or before.state is State.SET_ASIDE:
            raise NotNow(number, before.state)
        if before.deed and before.mover is None:
            raise MovedByNobody(number)
        terms = again(rules.terms_of(before), ctx.assembly)
        if before.origin is not None:  # now a member brings it, and no bloc: it needs what all others do
            terms = replace(terms, seconds=settled(Asked(), ctx.assembly).seconds)
        if title or text:
            check_words(before)
        deed = Deed.read(before.deed) if before.deed else None
        standing = Standing(await self.reach.bloc_of(before), before.double, deed)
        return await self.moved(ctx, title or before.title, text or before.text, terms, standing)

    @command("motion practice", example="motion practice")
    async def practice(self, ctx: Context) -> Reply:
        """Try voting out: tea or coffee? It counts for nothing."""
        bloc = await self.reach.proposing(ctx, "")
        whose = bloc.id if bloc else None
        if (present := await self.store.open_practice(ctx.assembly.id, whose)) is not None:
            raise PracticeOpen(present)
        unlisted = bloc is not None and bloc.is_unlisted
        number = await self.store.new_number(ctx.assembly.id, unlisted)
        title = "Tea or coffee?"
        terms = Terms(closes=PRACTICE_VOTE, seconds=0)
        motion = rules.move(ctx.assembly.id, number, ctx.member.id, title, "", terms, ctx.now)
        unnamed = bool(ctx.assembly.careful)
        motion = replace(motion, room=await self.lives(ctx, bloc), practice=True, unnamed=unnamed)
        motion = replace(motion, bloc=whose, unlisted=unlisted)
        motion = await self.store.add(motion)
        motion, posts = await self.open_voting(ctx, motion)
        motion = replace(motion, closes_at=ctx.now + PRACTICE_VOTE)
        await self.store.save(motion)
        return Reply(answers.proposed(motion), posts=posts, silent=True)

    async def _moved_on(self, motion: Motion, what: str, ctx: Context) -> Reply:
        await self.store.save(motion)
        kind = VOTE_CARD if motion.opened_at else DRAFT_CARD
        settled = () if motion.is_undecided else ((kind, motion.number),)
        entry = noted(what, motion, ctx.member.id)
        is_news = motion.state is not State.MOVED
        shown = (
            self.inside.happened(ctx.assembly, motion, ctx.now) if is_news else self.inside.shown_on(motion)
        )
        stale = ((kind, motion.number), *await shown)
        return Reply(answers.now_in(motion), stale=stale, settled=settled, journal=entry)
