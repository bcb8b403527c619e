"""Blocs: members of one trade, workplace or town, with rooms of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.blocs.commands import BlocCog
    from cogs.blocs.commands.desk import Boards, Tables
    from cogs.blocs.councils import Councils
    from cogs.blocs.delegate_store import DelegateStore
    from cogs.blocs.doors import Doors
    from cogs.blocs.known import KnownBlocs
    from cogs.blocs.lodging import Lodgings
    from cogs.blocs.notices import Notices
    from cogs.blocs.store import BlocStore
    from cogs.blocs.views.answers import kept
    from cogs.blocs.views.delegates import kept as kept_of_delegates

    store, lodgings = BlocStore(home.db, home.assemblies, home.roll), Lodgings(home.db)
    known = KnownBlocs(store, lodgings)
    sent = DelegateStore(home.db)
    tables = Tables(
        store, Doors(home.db), lodgings, known, Notices(home.db), sent, Councils(store, known, sent)
    )
    cog = BlocCog(tables, Boards(home.deeds, home.words, home.clock, home.speech, home.bodies))
    home.bodies.blocs, home.bodies.delegates = known, cog
    for kind in cog.deed_kinds():
        home.deeds.add(kind)
    home.groups.add(cog.groups)
    home.now.add(cog.waiting)
    home.now.add(cog.owed)
    home.kept.add(kept())
    home.kept.add(kept_of_delegates())
    home.moving.add(cog.room_moved)
    home.redrawing.add(cog.naming)
    home.merging.add(cog.merge)
    home.merging.watch(cog.accounts_changed)
    home.exporting.add(cog.name, cog.exported)
    home.activity.add(cog.active)
    return cog
