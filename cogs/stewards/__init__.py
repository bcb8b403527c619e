"""Stewards: given and recalled by the assembly, and never alone with what can hurt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.stewards.commands import Stewards

    return Stewards(home)
