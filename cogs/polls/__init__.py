"""Polls that ask and decide nothing, and elections with a count that anyone can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.polls.commands import Polls

    cog = Polls(home)
    home.gatherings.tellings["election"] = cog.election_minuted
    return cog
