"""Polls that ask and decide nothing, and elections with a count that anyone can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.polls.commands import Polls
    from cogs.polls.merging_store import MergingStore
    from cogs.polls.own_store import OwnStore
    from cogs.polls.views.kept import kept_names, kept_votes

    cog = Polls(home)
    home.gatherings.tellings["poll"] = cog.poll_minuted
    home.gatherings.tellings["election"] = cog.election_minuted
    home.now.add(cog.waiting)
    home.moving.add(cog.room_moved)
    home.redrawing.add(cog.naming)
    home.redrawing.add(cog.naming_elected)
    home.activity.add(cog.store.asked_since)
    home.now.add(cog.nominated_waiting)
    home.now.add(cog.short_waiting)
    home.now.add(cog.seats_waiting)
    own, merging = OwnStore(home.db), MergingStore(cog.store, cog.papers)
    home.activity.add(own.voted_since)
    home.exporting.add("polls", own.export)
    home.merging.add(merging.merge, merging)
    home.redoing.add(merging.cast_since)
    for line in (kept_votes(), kept_names()):
        home.kept.add(line)
    return cog
