"""Motions: what the assembly decides, from the proposal to a result that anyone can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.api.deeds import DeedKind
from bot.ballots.store import Ballots

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, with its store on the house's database."""
    from cogs.motions.commands import Motions
    from cogs.motions.commands.conduct import PUT_BACK
    from cogs.motions.commands.proposing import Offered
    from cogs.motions.commands.voting import CLOSE_AS_BEFORE
    from cogs.motions.inside import KIND
    from cogs.motions.merging_store import MergingStore
    from cogs.motions.own_store import OwnStore
    from cogs.motions.store import MotionStore
    from cogs.motions.views.answers import kept, kept_words
    from cogs.motions.views.checking import kept_objections
    from cogs.motions.views.conduct import kept_reports
    from cogs.motions.views.secret import kept_secret

    ballots = Ballots(home.db)
    store = MotionStore(home.db, ballots, home.assemblies, home.roll)
    boards = (home.texts, home.groups, home.next_steps, home.bodies, home.deeds)
    cog = Motions(store, ballots, *boards, home.merging.twins, home.gatherings)
    home.bodies.motions = Offered(cog)
    home.deeds.add(DeedKind(PUT_BACK, cog.says_put_back, cog.put_back))
    home.deeds.add(DeedKind(CLOSE_AS_BEFORE, cog.says_close_as_before, cog.close_as_before))
    home.gatherings.tellings[KIND] = cog.minuted
    home.now.add(cog.waiting)
    home.now.add(cog.reported)
    home.texts.add(cog.as_texts())
    for line in (kept(), kept_secret(), kept_words(), kept_objections(), kept_reports()):
        home.kept.add(line)
    home.moving.add(cog.room_moved)
    home.redrawing.add(cog.naming)
    merging = MergingStore(store)
    home.merging.add(merging.merge, merging)
    home.redoing.add(merging.cast_since)
    own = OwnStore(home.db)
    home.activity.add(own.active_since)
    home.exporting.add("motions", own.export)
    return cog
