"""Motions as a meeting sees them: on its agenda, and in its minutes."""

from __future__ import annotations

from bot.api.card import View
from bot.api.number import Numbered
from bot.api.people import Assembly
from cogs.motions.commands.base import MotionCog
from cogs.motions.rules import result
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.result import Report
from cogs.motions.views import sitting as views


class InMeetings(MotionCog):
    """Nobody is named there, and what is set aside has no words."""

    async def minuted(self, assembly: Assembly, number: int) -> View | None:
        """What became of a motion, for the minutes of the meeting in which that happened."""
        motion = await self.store.find(assembly.id, number)
        if motion is None or motion.practice:
            return None
        return views.minuted(motion, _report(motion))

    async def on_agenda(self, assembly: Assembly, number: Numbered) -> View | None:
        """Where a motion stands, with what can be done with it in the meeting."""
        motion = await self.store.find(assembly.id, number)
        if motion is None:
            return None
        return views.on_agenda(await self.amendments.draft(motion), _report(motion))


def _report(motion: Motion) -> Report | None:
    return result.read(motion.report) if motion.report else None
