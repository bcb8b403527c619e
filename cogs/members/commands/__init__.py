"""The commands of this cog, by what they are about."""

from cogs.members.commands.assembly import AssemblyCommands
from cogs.members.commands.copies import CopyCommands
from cogs.members.commands.growth import GrowthCommands
from cogs.members.commands.guards import GuardCommands
from cogs.members.commands.listing import ListingCommands
from cogs.members.commands.looking import LookingCommands
from cogs.members.commands.own import OwnCommands
from cogs.members.commands.principles import PrinciplesCommands
from cogs.members.commands.rests import RestCommands
from cogs.members.commands.roll import RollCommands
from cogs.members.commands.upkeep import Upkeep


class Members(
    AssemblyCommands,
    RollCommands,
    ListingCommands,
    PrinciplesCommands,
    GuardCommands,
    GrowthCommands,
    LookingCommands,
    CopyCommands,
    RestCommands,
    OwnCommands,
    Upkeep,
):
    """Assemblies, rolls, and what each person may know and choose about themselves."""
