"""Campaigns: letters that are signed, and pledges that hold once enough have made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.campaigns.commands import Campaigns
    from cogs.campaigns.commands.breakdowns import STEP_ALARM
    from cogs.campaigns.commands.ending import TELL
    from cogs.campaigns.commands.looking import LOOK
    from cogs.campaigns.commands.moving import DAYS

    cog = Campaigns(home)
    home.ringers.add(LOOK, cog.looked)
    home.ringers.add(STEP_ALARM, cog.stepped)
    home.ringers.add(DAYS, cog.day_gone)
    home.ringers.add(TELL, cog.telling)
    home.texts.add(cog.as_texts())
    return cog
