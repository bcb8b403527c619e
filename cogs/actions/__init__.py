"""Action items: who does what by when, binding once accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.api.services import NextStep
from bot.api.speech import N_

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.actions.commands import Actions
    from cogs.actions.commands.desk import KIND, NUDGE_CARD
    from cogs.actions.views.answers import kept

    cog = Actions(home)
    home.ringers.add(NUDGE_CARD, cog.rung)
    home.gatherings.openers["actions"] = cog.opening
    home.gatherings.tellings[KIND] = cog.minuted
    home.next_steps.add(NextStep(N_("Who does what"), "action from"))
    home.now.add(cog.waiting)
    home.kept.add(kept())
    home.redrawing.add(cog.naming)
    home.moving.add(cog.room_moved)
    home.merging.add(cog.merged)
    home.activity.add(cog.store.active_since)
    home.exporting.add("actions", cog.store.export)
    return cog
