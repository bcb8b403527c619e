"""The commands of campaigns."""

from __future__ import annotations

from cogs.campaigns.commands.keeping import Keeping
from cogs.campaigns.commands.listing import Listing
from cogs.campaigns.commands.looking import Looking
from cogs.campaigns.commands.showing import Showing
from cogs.campaigns.commands.starting import Starting
from cogs.campaigns.commands.translating import Translating


class Campaigns(Starting, Showing, Translating, Listing, Looking, Keeping):
    """Letters and pledges: signed with one word, and counted to the last signature."""
