"""Meetings as a file for one's own calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from bot.api.card import File, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from cogs.meetings.commands.desk import Desk
from cogs.meetings.rules.calendar import Telling, written
from cogs.meetings.rules.call import Call
from cogs.meetings.views import call_answers as answers

CANCELLED_FOR = timedelta(days=60)
"""For how long a file of all meetings says that one is cancelled, so that calendars learn of it."""
MEDIA_TYPE = "text/calendar"
Which = Annotated[int | None, Arg("The meeting's number; all of them if left out", lookup="meetings")]


class Calendars(Desk):
    """The file is handed to whoever asks; it holds what this person may know here."""

    @command("meeting ics", who=Role.OBSERVER, example="meeting ics 3")
    async def ics(self, ctx: Context, number: Which = None) -> Reply:
        """Get the meetings to come as a file for your calendar."""
        calls = [await self.get(ctx, number)] if number is not None else await self._all(ctx)
        if not calls:
            return Reply(answers.call_list([]), private=True)
        careful = bool(ctx.assembly.careful)
        origin = f"{ctx.assembly.founded_at.isoformat()}/{ctx.assembly.id}"
        plain = self._said(ctx, answers.MEETING) if careful else ""
        content = written(calls, Telling(origin, ctx.assembly.name, plain), ctx.now)
        file = File("meetings.ics", MEDIA_TYPE, content)
        gone = sum(call.cancelled_at is not None for call in calls)
        return Reply(answers.calendar(len(calls) - gone, gone), file=file, private=True)

    async def _all(self, ctx: Context) -> list[Call]:
        """The meetings to come, and those that were cancelled lately."""
        coming = [call for call, _ in await self.known(ctx)]
        gone = await self.calls.cancelled_since(ctx.assembly.id, ctx.now - CANCELLED_FOR)
        return [*coming, *[call for call in gone if await self.circles.may_know(ctx, call.bloc)]]

    def _said(self, ctx: Context, message: str) -> str:
        """A message of the catalog, as it stands in a file."""
        speaks = self.home.speech
        return speaks(ctx.locale, str(ctx.zone), ctx.now, ctx.features).word(message) if speaks else message
