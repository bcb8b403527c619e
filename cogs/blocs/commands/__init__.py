"""The commands of this cog."""

from __future__ import annotations

from cogs.blocs.commands.admitting import Admitting
from cogs.blocs.commands.announcing import Announcing
from cogs.blocs.commands.clockwork import Clockwork
from cogs.blocs.commands.flyers import Flyers
from cogs.blocs.commands.growing import Growing
from cogs.blocs.commands.keeping import Keeping
from cogs.blocs.commands.reading import Reading
from cogs.blocs.commands.reporting import Reporting
from cogs.blocs.commands.rooms import Rooms
from cogs.blocs.commands.starting import Starting


class BlocCog(
    Starting, Admitting, Reading, Keeping, Announcing, Rooms, Flyers, Growing, Clockwork, Reporting
):
    """Members of one trade, workplace or town, with rooms of their own."""
