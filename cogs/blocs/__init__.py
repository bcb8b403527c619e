"""Blocs: members of one trade, workplace or town, with rooms of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.blocs.commands import BlocCog

    return BlocCog(home)
