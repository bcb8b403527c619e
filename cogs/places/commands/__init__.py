"""The commands of this cog, by what they are about."""

from __future__ import annotations

from bot.api.deeds import DeedKind
from bot.api.speech import N_
from cogs.places.commands.connecting import CONNECT, Connecting
from cogs.places.commands.rooms import DISCONNECT, RoomCommands
from cogs.places.commands.using import Using


class Places(Connecting, RoomCommands, Using):
    """Where an assembly meets, and how several networks become one assembly."""

    def deed_kinds(self) -> tuple[DeedKind, ...]:
        """What can hurt: having a place join, and giving one up."""
        connect, part = N_("Connect another place"), N_("Disconnect a place")
        return (
            DeedKind(CONNECT, self.says_connect, self.do_connect, connect),
            DeedKind(DISCONNECT, self.says_disconnect, self.do_disconnect, part),
        )
