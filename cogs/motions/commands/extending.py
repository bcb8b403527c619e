"""The one extension of a vote in which too few took part."""

from __future__ import annotations

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.context import Context
from bot.api.people import Assembly
from cogs.motions.commands.base import MotionCog, card_post, noted
from cogs.motions.rules import announced, extension
from cogs.motions.rules.announced import Announced
from cogs.motions.rules.motion import Motion
from cogs.motions.views import answers
from cogs.motions.views.extension import extended_card
from cogs.motions.voting import VOTE_CARD

EXTENDED_CARD = "motion.extended"


class Extending(MotionCog):
    """It happens at the close, before anything is counted but heads."""

    async def extension(self, motion: Motion, ctx: Context) -> Reply | None:
        """Keeps a vote open once more, if people alone are missing; None where it is to be counted."""
        box = motion.box or 0
        told = await self.halls.told(motion.id)
        turnout = await self.ballots.turnout(box) + (told.present if told else 0)
        entitled = (await self.ballots.tally(box)).entitled
        extended = extension.extended(motion, turnout, entitled, ctx.now)
        if extended is None or extended.closes_at is None:
            return None
        await self.store.save(extended)
        await self.ballots.accept_late(box)
        detail = f"{turnout}|{announced.written(Announced(extended.closes_at, ctx.now))}"
        post = card_post(extended, EXTENDED_CARD, detail=detail, replies=True)
        entry = noted("extended", extended, turnout=turnout)
        stale = ((VOTE_CARD, motion.number),)
        return Reply(answers.now_in(extended), posts=(post,), stale=stale, journal=entry)

    @card(EXTENDED_CARD)
    async def extended_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        motion = await self.store.find(assembly.id, number)
        turnout, _, said = detail.partition("|")
        return extended_card(motion, int(turnout), announced.read(said).at) if motion else None
