"""Campaigns: letters that are signed, and pledges that hold once enough have made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.campaigns.commands import Campaigns
    from cogs.campaigns.commands.looking import LOOK

    cog = Campaigns(home)
    home.ringers.add(LOOK, cog.looked)
    home.texts.add(cog.as_texts())
    return cog
