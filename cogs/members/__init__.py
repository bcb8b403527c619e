"""Assemblies, their rolls, and what each person may know and choose about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.members.commands import Members
from cogs.members.store import MemberStore
from cogs.members.views.privacy import KEPT

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, with its lines on the boards of /privacy and /now."""
    members = Members(
        MemberStore(home.db, home.assemblies, home.roll),
        home.now,
        home.kept,
        home.forgetting,
        home.redrawing,
        home.operator,
        home.locales,
    )
    for line in KEPT:
        home.kept.add(line)
    home.now.add(members.waiting)
    return members
