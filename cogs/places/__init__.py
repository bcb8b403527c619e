"""Places: where an assembly meets, and how several networks become one assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, with its deeds and its line on what is kept."""
    from cogs.places.commands import Places
    from cogs.places.parent_store import ParentStore
    from cogs.places.store import PlaceStore
    from cogs.places.views.places import kept

    store = PlaceStore(home.db, home.assemblies, home.roll)
    kin = ParentStore(home.db, home.assemblies, home.roll)
    cog = Places(store, kin, home.moving, home.deeds, home.bodies)
    for kind in cog.deed_kinds():
        home.deeds.add(kind)
    home.kept.add(kept())
    home.merging.add(store.merge)
    home.merging.watch(store.void)
    return cog
