"""The commands of campaigns."""

from __future__ import annotations

from cogs.campaigns.commands.ending import Ending
from cogs.campaigns.commands.following import Following
from cogs.campaigns.commands.listing import Listing
from cogs.campaigns.commands.pledging import Pledging
from cogs.campaigns.commands.showing import Showing
from cogs.campaigns.commands.signing import SigningCommands
from cogs.campaigns.commands.telling import Telling
from cogs.campaigns.commands.together import Together
from cogs.campaigns.commands.trusting import Trusting


class Campaigns(
    Telling,
    SigningCommands,
    Pledging,
    Together,
    Following,
    Ending,
    Showing,
    Listing,
    Trusting,
):
    """Letters and pledges: signed with one word, and counted to the last signature."""
