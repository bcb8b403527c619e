"""The commands of meetings, from the call to the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.card import View
from bot.api.cog import Home
from cogs.meetings.commands.agenda import Agenda
from cogs.meetings.commands.answering import Answering
from cogs.meetings.commands.calendar import Calendars
from cogs.meetings.commands.calling import Calling
from cogs.meetings.commands.changing import Changing
from cogs.meetings.commands.keeping import Keeping
from cogs.meetings.commands.naming import Naming
from cogs.meetings.commands.publishing import Publishing
from cogs.meetings.commands.reading import Reading
from cogs.meetings.commands.reminding import Reminding
from cogs.meetings.commands.seating import Seating
from cogs.meetings.commands.showing import Showing
from cogs.meetings.commands.sitting_desk import BOX_ALARM, SHOW_ALARM
from cogs.meetings.commands.stacking import Stacking
from cogs.meetings.commands.starting import Starting


class Meetings(
    Naming,
    Publishing,
    Stacking,
    Keeping,
    Showing,
    Calendars,
    Reminding,
    Changing,
    Agenda,
    Seating,
    Starting,
    Answering,
    Reading,
    Calling,
):
    """Meetings: called in time, held in order."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.add_ringers()
        home.ringers.add(BOX_ALARM, self.rung_boxes)
        home.ringers.add(SHOW_ALARM, self.rung_shows)
        self.agendas.append(self.on_call_cards)
        self.put_on.append(self.taken_on)
        self.on_end.append(self.drafted)
        self.on_end.append(self.delegates_asked)

    async def forget(self, assembly: int, member: int) -> None:
        """Takes the member's name off meetings they called, and their answers out."""
        await self.rsvps.forget(assembly, member)
        await self.outward.forget(member)
        await self.people.forget(member)
        await self.stack.forget(member)
        await self.minutes.forget(member)

    async def merge(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what one member called and answered the other's, who is the same person."""
        await self.rsvps.merge(assembly, kept, gone)
        await self.people.merge(kept, gone)
        await self.stack.merge(kept, gone)
        await self.minutes.merge(kept, gone)
        return ()
