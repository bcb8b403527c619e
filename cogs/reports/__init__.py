"""Reports from the workplaces, given in private and read by two before anyone hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.reports.commands import Reports
    from cogs.reports.commands.desk import KIND
    from cogs.reports.views.cards import kept

    cog = Reports(home)
    home.gatherings.openers["reports"] = cog.opening
    home.gatherings.hearings["reports"] = cog.heard
    home.gatherings.tellings[KIND] = cog.minuted
    home.now.add(cog.waiting)
    home.kept.add(kept())
    home.redrawing.add(cog.naming)
    home.merging.add(cog.merged)
    home.exporting.add("reports", cog.store.export)
    return cog
