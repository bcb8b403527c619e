"""The lasting cards of motions, rendered when they are sent or edited."""

from __future__ import annotations

from bot.api.card import View
from bot.api.cog import Reacts, card
from bot.api.people import Assembly
from bot.ballots.rules import Way
from cogs.motions.commands.base import (
    DRAFT_CARD,
    EARLY_CARD,
    KEPT_OPEN_CARD,
    REOPENED_CARD,
    SUGGESTION_CARD,
    is_unnamed,
)
from cogs.motions.commands.clock import RESULT_CARD
from cogs.motions.commands.drawing import Drawing
from cogs.motions.commands.translated import Translated
from cogs.motions.rules import announced, consensus, result
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.views import notices
from cogs.motions.views.blocs import with_deed
from cogs.motions.voting import VOTE_CARD

MARKS = {
    "✅": "for",
    "👍": "for",
    "❌": "against",
    "👎": "against",
    "⚪": "abstain",
    "🤷": "abstain",
    "🟡": "stand-aside",
    "🛑": "block",
}


OVER = notices.practice_over()


class Cards(Translated, Drawing):
    """One method a kind of card; a motion that is no longer there was a practice."""

    @card(DRAFT_CARD)
    async def draft(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None:
            return OVER
        shown = await self.draft_view(assembly, motion)
        return await self.with_languages(assembly, motion, shown) if motion.state is State.MOVED else shown

    @card(VOTE_CARD, reacts=Reacts("motion vote", "choice", MARKS))
    async def vote_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None:
            return OVER
        shown = await self.vote_view(assembly, motion)
        return await self.with_languages(assembly, motion, shown)

    @card(RESULT_CARD)
    async def result(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None:
            return OVER
        if not motion.report:
            return None
        there = await self.in_the_hall(motion)
        unnamed, blocked = is_unnamed(assembly, motion), await self._blocks(motion)
        meets = self.inside.gatherings.meetings is not None
        plain = notices.result_card(motion, result.read(motion.report), there, unnamed, blocked, meets)
        if assembly.may_count_twice and not motion.practice:
            plain = notices.with_doubt(plain)
        if motion.deed:
            plain = with_deed(plain, motion, await self.does(assembly, motion))
        return await self.result_view(assembly, motion, plain)

    async def _blocks(self, motion: Motion) -> list[tuple[int, str]]:
        if motion.box is None or motion.threshold.way is not Way.CONSENSUS:
            return []
        return consensus.blocks(await self.ballots.all(motion.box))

    @card("motion.lapsed")
    async def lapsed(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        return notices.lapsed_card(motion) if motion else None

    @card(SUGGESTION_CARD)
    async def suggestion(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        found = await self.store.suggestion(int(detail))
        return (
            notices.suggestion_card(motion, *found, is_unnamed(assembly, motion))
            if motion and found
            else None
        )

    @card(EARLY_CARD)
    async def closing_early(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        if motion is None:
            return OVER
        return notices.closing_early_card(motion, announced.read(detail), is_unnamed(assembly, motion))

    @card(KEPT_OPEN_CARD)
    async def kept_open_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        return notices.kept_open_card(motion, announced.read(detail).at) if motion else OVER

    @card(REOPENED_CARD)
    async def reopened(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        return notices.reopened_card(motion, announced.read(detail).at) if motion else OVER
