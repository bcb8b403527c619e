"""Texts that members report, and that two stewards set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import CardKind, CardSource, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed
from bot.api.number import Numbered
from bot.api.people import Assembly, Member, Role
from bot.api.sweep import Due, DueAct, sweep
from bot.ballots.views import nothing_changed
from cogs.motions.commands.base import SUGGESTION_CARD, MotionCog, Number, card_post, noted
from cogs.motions.conduct_store import FIRST_TO_DELETE
from cogs.motions.rules import conduct as rules
from cogs.motions.rules.conduct import DAY, KEPT_FOR, PRINCIPLE_LIMIT, WAITS_FOR, WHY_LIMIT, Passage
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.views import conduct as views

PUT_BACK = "text.put-back"
REPORT_CARD, PROPOSED_CARD, SET_ASIDE_CARD = "text.report", "text.proposed", "text.set-aside"
_REPORTABLE = ("motion.draft", "motion.vote", "motion.result", "motion.suggestion")
Suggestion = Annotated[int, Arg("The suggestion's own number, where it is one", sample="5")]


class Conduct(MotionCog):
    """Reporting is private; what is set aside vanishes from every card, and its number stays."""

    def cards(self) -> list[CardKind]:
        """Every kind of card of motions, none of which shows what is set aside."""
        return [
            replace(kind, source=self._guarded(kind)) if kind.kind.startswith("motion.") else kind
            for kind in super().cards()
        ]

    def _guarded(self, kind: CardKind) -> CardSource:
        async def source(assembly: Assembly, number: int, detail: str) -> View | None:
            motion = await self.store.find(assembly.id, number)
            suggestion = int(detail) if kind.kind == SUGGESTION_CARD else 0
            if motion is not None:
                instead = self.instead(motion) or await self._suggestion_instead(motion, suggestion)
                if instead is not None:
                    return instead
            shown = await kind.source(assembly, number, detail)
            if shown is None or motion is None or not _is_persons(motion) or kind.kind not in _REPORTABLE:
                return shown
            return views.with_report(shown, motion.number, suggestion)

        return source

    async def _suggestion_instead(self, motion: Motion, suggestion: int) -> View | None:
        """What is shown in the place of a suggestion that is set aside."""
        found = await self.conduct.found(motion.id, suggestion) if suggestion else None
        if found is None or not found.stands:
            return None
        return views.set_aside_card(motion.number, found.principle, suggestion)

    @command("text report", private=True, modal=True, example="text report 12 It names my neighbour")
    async def report(
        self,
        ctx: Context,
        number: Number,
        why: Annotated[str, Arg("What is wrong with it; stewards alone read it", long=True, limit=WHY_LIMIT)],
        suggestion: Suggestion = 0,
    ) -> Reply:
        """Tell the stewards, in private, that a text should not stand."""
        motion, passage = await self._passage(ctx, number, suggestion)
        has_reported = await self.conduct.has_reported(motion.id, suggestion, ctx.member.id)
        lately = await self.conduct.reported_since(ctx.member.id, ctx.now - DAY)
        found = await self.conduct.found(motion.id, suggestion)
        rules.report(passage, ctx.member.id, has_reported, lately, found)
        await self.conduct.report(motion.id, suggestion, ctx.member.id, why, ctx.now)
        stewards = rules.may_act(passage, await self._stewards(motion))
        tells = tuple(Tell(s, REPORT_CARD, number, str(suggestion)) for s in stewards if s != ctx.member.id)
        return Reply(views.reported(motion.number, len(stewards)), tells=tells, private=True)

    @command("text set-aside", who=Role.STEWARD, private=True, example="text set-aside 12")
    async def set_aside(
        self,
        ctx: Context,
        number: Number,
        principle: Annotated[str, Arg("By which principle; everyone reads it", limit=PRINCIPLE_LIMIT)] = "",
        suggestion: Suggestion = 0,
    ) -> Reply:
        """Set a text aside, together with another steward, by citing a principle."""
        motion, passage = await self._passage(ctx, number, suggestion)
        await self.deeds.untouched(ctx.assembly.id, motion.number)
        before = await self.conduct.found(motion.id, suggestion)
        found = rules.set_aside(passage, before, ctx.member.id, principle, ctx.now)
        await self.conduct.keep(motion.id, suggestion, found)
        if not found.stands:
            return await self._ask_another(ctx, motion, passage)
        stale: tuple[tuple[str, int], ...] = ((SUGGESTION_CARD, motion.number),)
        if not suggestion:
            await self.store.save(rules.hidden(motion, found.principle))
            await self.conduct.hide_amendments(motion, True)
            stale = await self.conduct.cards_about(ctx.assembly.id, motion.number)
            stale += await self.inside.reworded(ctx.assembly, motion)
        post = self._notice(motion, suggestion)
        entry = noted("set aside", motion, ctx.member.id, suggestion=suggestion)
        answer = views.set_aside(motion.number, suggestion)
        reply = Reply(answer, posts=(post,), stale=stale, journal=entry, private=True)
        undo = Deed(PUT_BACK, {"number": int(motion.number), "suggestion": suggestion})
        return await self.deeds.hold(ctx, reply, undo)

    async def _ask_another(self, ctx: Context, motion: Motion, passage: Passage) -> Reply:
        others = rules.may_act(passage, await self._stewards(motion))
        detail = str(passage.suggestion)
        tells = tuple(Tell(s, PROPOSED_CARD, motion.number, detail) for s in others if s != ctx.member.id)
        entry = noted("set-aside proposed", motion, ctx.member.id, suggestion=passage.suggestion)
        return Reply(views.proposed(motion.number), tells=tells, journal=entry, private=True)

    async def _stewards(self, motion: Motion) -> list[int]:
        """The stewards who may read a motion: of one of a bloc, those who are in its body."""
        stewards = await self.conduct.stewards(motion.assembly)
        body = frozenset(stewards) if motion.bloc is None else await self.reach.body(motion.bloc)
        return [steward for steward in stewards if steward in body]

    def _notice(self, motion: Motion, suggestion: int) -> Post:
        return card_post(motion, SET_ASIDE_CARD, detail=str(suggestion), replies=not suggestion)

    async def _passage(self, ctx: Context, number: Numbered, suggestion: int) -> tuple[Motion, Passage]:
        """The text that is meant, and whose it is."""
        motion = await self.reach.get(ctx, number)
        if not _is_persons(motion):
            raise rules.NoPersonsText(motion.number)
        passage = await self.conduct.passage(motion, suggestion)
        if passage is None:
            raise rules.NoSuchSuggestion(motion.number, suggestion)
        return motion, passage

    async def reported(self, assembly: Assembly, member: Member, now: datetime) -> Sequence[View]:
        """The lines of /now for stewards: what was reported, but for what is about themselves."""
        if member.role is not Role.STEWARD:
            return ()
        lines = []
        for motion, suggestion in await self.conduct.reported(assembly.id, now - WAITS_FOR):
            if motion.bloc is not None and not await self.reach.is_of(motion.bloc, member.id):
                continue
            passage = await self.conduct.passage(motion, suggestion)
            if passage is not None and passage.author != member.id:
                whys = await self.conduct.whys(motion.id, suggestion)
                found = await self.conduct.found(motion.id, suggestion)
                asked = found if found is not None and found.first != member.id else None
                lines.append(views.waits(motion, suggestion, whys, asked))
        return lines

    @card(REPORT_CARD)
    async def report_told(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None or motion.state is State.SET_ASIDE:
            return None
        return views.report_told(motion, int(detail), await self.conduct.whys(motion.id, int(detail)))

    @card(PROPOSED_CARD)
    async def proposed_told(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        found = await self.conduct.found(motion.id, int(detail)) if motion else None
        if motion is None or found is None or found.done_at is not None:
            return None
        return views.proposed_told(motion, int(detail), found)

    @card(SET_ASIDE_CARD)
    async def set_aside_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        found = await self.conduct.found(motion.id, int(detail)) if motion else None
        if motion is None or found is None:
            return None
        if found.restored_at is not None:
            return views.shown_again_card(motion.number)
        return views.set_aside_card(motion.number, found.principle, int(detail))

    @sweep(first=FIRST_TO_DELETE)
    async def reports_to_delete(self, now: datetime) -> Due:
        """Reports that have been kept for as long as it is said that they are."""
        oldest = await self.conduct.oldest_report()
        if oldest is None:
            return Due()
        assembly, at = oldest
        return Due((DueAct(assembly, "text tidy"),)) if at + KEPT_FOR <= now else Due(next=at + KEPT_FOR)

    @command("text tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Delete reports that have been kept long enough."""
        await self.conduct.tidy(ctx.now)
        return Reply(nothing_changed(), silent=True)


def _is_persons(motion: Motion) -> bool:
    """Whether a person wrote it: a practice and an appeal are the house's own words."""
    return not motion.practice and motion.restores is None
