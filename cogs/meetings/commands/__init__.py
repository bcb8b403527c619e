"""The commands of meetings, from the call to the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import View
from bot.api.cog import Home
from cogs.meetings.commands.answering import Answering
from cogs.meetings.commands.calling import Calling
from cogs.meetings.commands.changing import Changing
from cogs.meetings.commands.keeping import Keeping
from cogs.meetings.commands.reading import Reading
from cogs.meetings.commands.reminding import Reminding


class Meetings(Calling, Changing, Reading, Answering, Reminding, Keeping):
    """Meetings: called in time, held in order."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.add_ringers()

    async def forget(self, assembly: int, member: int) -> None:
        """Takes the member's name off meetings they called, and their answers out."""
        await self.rsvps.forget(assembly, member)

    async def merge(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what one member called and answered the other's, who is the same person."""
        await self.rsvps.merge(assembly, kept, gone)
        return ()
