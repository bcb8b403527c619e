"""Places: where an assembly meets, and how several networks become one assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.places.commands import Places

    return Places(home)
