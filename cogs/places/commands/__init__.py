"""The commands of this cog, by what they are about."""

from __future__ import annotations

from bot.api.deeds import DeedKind
from bot.api.speech import N_
from cogs.places.commands.affiliating import AFFILIATE, LEAVE, TAKE_IN
from cogs.places.commands.connecting import CONNECT, Connecting
from cogs.places.commands.growing import BECOME, Growing
from cogs.places.commands.rooms import DISCONNECT, RoomCommands
from cogs.places.commands.using import Using


class Places(Connecting, RoomCommands, Using, Growing):
    """Where an assembly meets, how several networks become one, and which assembly is under which."""

    def deed_kinds(self) -> tuple[DeedKind, ...]:
        """What can hurt: having a place join, giving one up, and what assemblies decide about each other."""
        connect, part = N_("Connect another place"), N_("Disconnect a place")
        above, below, alone = (
            N_("Come under another assembly"),
            N_("Take an assembly in"),
            N_("Leave the assembly above"),
        )
        return (
            DeedKind(CONNECT, self.says_connect, self.do_connect, connect),
            DeedKind(DISCONNECT, self.says_disconnect, self.do_disconnect, part),
            DeedKind(AFFILIATE, self.says_affiliate, self.do_affiliate, above),
            DeedKind(TAKE_IN, self.says_take_in, self.do_take_in, below),
            DeedKind(BECOME, self.says_become, self.do_become, N_("Become an assembly of our own")),
            DeedKind(LEAVE, self.says_leave, self.do_leave, alone),
        )
