"""The commands of campaigns."""

from __future__ import annotations

from cogs.campaigns.commands.keeping import Keeping
from cogs.campaigns.commands.listing import Listing
from cogs.campaigns.commands.looking import Looking


class Campaigns(Listing, Looking, Keeping):
    """Letters and pledges: signed with one word, and counted to the last signature."""
