"""The commands of this cog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import View
from bot.api.people import Address
from bot.api.services import OpenCard
from cogs.reminders.commands.clockwork import Clockwork
from cogs.reminders.commands.desk import ROOM
from cogs.reminders.commands.keeping import Keeping
from cogs.reminders.commands.setting import Setting


class Reminders(Setting, Keeping, Clockwork):
    """Reminders that people set for themselves, for a room or for a bloc."""

    async def room_moved(self, old: Address, new: Address, assembly: int | None) -> Sequence[OpenCard]:
        """Has what belongs in one room be said in another; what stands there is over."""
        await self.store.move_room(old, new, assembly)
        return ()

    async def naming(self, assembly: int, member: int | None) -> Sequence[tuple[str, int]]:
        """The cards in rooms that say who has set them."""
        return [(ROOM, number) for number in await self.store.shown_of(assembly, member)]

    async def merged(self, _assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """What one member has set is the other's, who is the same person."""
        await self.store.merge(kept, gone)
        return ()

    async def exported(self, assembly: int, member: int) -> object:
        """What is kept of a member's reminders, for themselves."""
        return [
            {
                "number": one.number,
                "for": one.whose.value,
                "text": one.text,
                "next": one.rings_next.isoformat() if one.rings_next else None,
                "repeats": one.rule,
                "important": one.important,
            }
            for one in await self.store.of_person(assembly, member)
        ]

    async def forget(self, assembly: int, member: int) -> None:
        """Erases what a member has set; what would ring finds nothing then."""
        await self.store.forget(member)
