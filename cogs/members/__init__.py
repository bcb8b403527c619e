"""Assemblies, their rolls, and what each person may know and choose about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.api.deeds import DeedKind
from cogs.members.commands import Members
from cogs.members.commands.guards import ASKED_OF_NEWCOMERS, GUARDS
from cogs.members.own_store import OwnStore
from cogs.members.views.privacy import kept

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, with its lines on the boards of /privacy and /now."""
    members = Members(home)
    members.add_removing()
    members.add_settings()
    members.add_principles()
    for line in kept(home.keeping):
        home.kept.add(line)
    home.now.add(members.waiting)
    home.now.add(members.asking)
    home.now.add(members.principles_wait)
    home.asides.add(members.changed_principles)
    home.moving.add(members.room_zones.moved)
    home.redrawing.add(members.naming)
    home.deeds.add(DeedKind(GUARDS, members.says_guards, members.set_guards, ASKED_OF_NEWCOMERS))
    home.merging.add(members.joining.merge)
    home.exporting.add("members", OwnStore(home.db).export)
    return members
