"""Stewards: given and recalled by the assembly, and never alone with what can hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, as the scales on which deeds are weighed, and on the boards that it needs."""
    from cogs.stewards.commands import Stewards
    from cogs.stewards.views.terms import kept

    stewards = Stewards(home)
    stewards.add_kinds()
    home.deeds.scales = stewards
    home.acting.add(stewards.acted)
    home.now.add(stewards.waiting)
    home.redrawing.add(stewards.naming)
    home.merging.add(stewards.merged)
    home.exporting.add("stewards", stewards.exported)
    home.kept.add(kept())
    return stewards
