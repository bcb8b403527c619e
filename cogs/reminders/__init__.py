"""Reminders that people set for themselves, for a room or for a bloc; none is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.reminders.commands import Reminders

    return Reminders(home)
