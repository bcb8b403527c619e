"""Reports from the workplaces, given in private and read by two before anyone hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.reports.commands import Reports

    return Reports(home)
