"""Reminders that people set for themselves, for a room or for a bloc; none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.reminders.commands import Reminders
    from cogs.reminders.store import AGAIN, DUE, MISSED, SNOOZED
    from cogs.reminders.views.answers import kept

    cog = Reminders(home)
    home.ringers.add(DUE, cog.rung)
    home.ringers.add(AGAIN, cog.came_again)
    home.ringers.add(SNOOZED, cog.woke)
    home.ringers.add(MISSED, cog.missed)
    home.now.add(cog.waiting)
    home.kept.add(kept())
    home.moving.add(cog.room_moved)
    home.redrawing.add(cog.naming)
    home.merging.add(cog.merged)
    home.exporting.add(cog.name, cog.exported)
    home.activity.add(cog.store.active_since)
    return cog
