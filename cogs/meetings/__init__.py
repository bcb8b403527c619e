"""Meetings: called in time, held in order, and minuted to the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.meetings.commands import Meetings

    return Meetings(home)
