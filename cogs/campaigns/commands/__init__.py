"""The commands of campaigns."""

from __future__ import annotations

from cogs.campaigns.commands.batches import Batches
from cogs.campaigns.commands.ending import Ending
from cogs.campaigns.commands.endorsing import Endorsing
from cogs.campaigns.commands.following import Following
from cogs.campaigns.commands.listing import Listing
from cogs.campaigns.commands.pledging import Pledging
from cogs.campaigns.commands.reviewing import Reviewing
from cogs.campaigns.commands.showing import Showing
from cogs.campaigns.commands.signing import SigningCommands
from cogs.campaigns.commands.telling import Telling
from cogs.campaigns.commands.terms import Terms
from cogs.campaigns.commands.together import Together


class Campaigns(
    Telling,
    SigningCommands,
    Pledging,
    Together,
    Following,
    Ending,
    Showing,
    Listing,
    Terms,
    Batches,
    Endorsing,
    Reviewing,
):
    """Letters and pledges: signed with one word, and counted to the last signature."""
