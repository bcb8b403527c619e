"""Polls that ask and decide nothing, and elections with a count that anyone can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.polls.commands import Polls

    cog = Polls(home)
    home.gatherings.tellings["poll"] = cog.poll_minuted
    home.gatherings.tellings["election"] = cog.election_minuted
    home.now.add(cog.waiting)
    home.moving.add(cog.room_moved)
    home.redrawing.add(cog.naming)
    home.activity.add(cog.store.asked_since)
    return cog
