"""The commands of campaigns."""

from __future__ import annotations

from bot.api.command import Command
from cogs.campaigns.commands.awaiting import Awaiting
from cogs.campaigns.commands.ending import Ending
from cogs.campaigns.commands.following import Following
from cogs.campaigns.commands.listing import Listing
from cogs.campaigns.commands.pledging import Pledging
from cogs.campaigns.commands.showing import Showing
from cogs.campaigns.commands.signing import SigningCommands
from cogs.campaigns.commands.telling import Telling
from cogs.campaigns.commands.together import Together
from cogs.campaigns.commands.trusting import Trusting

FIRST = {
    path: place
    for place, path in enumerate(
        (
            "campaign start",
            "campaign list",
            "campaign show",
            "campaign read",
            "campaign end",
            "sign",
            "unsign",
        )
    )
}


class Campaigns(
    Telling,
    SigningCommands,
    Pledging,
    Together,
    Following,
    Ending,
    Showing,
    Awaiting,
    Listing,
    Trusting,
):
    """Letters and pledges: signed with one word, and counted to the last signature."""

    def commands(self) -> list[Command]:
        """What most people look for comes first, in help."""
        return sorted(super().commands(), key=lambda one: FIRST.get(one.path, len(FIRST)))
