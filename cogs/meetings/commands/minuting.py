"""Taking notes while a meeting goes on, and what minutes gather by themselves."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.meetings import Happened
from cogs.meetings.commands.sitting_desk import SittingDesk, discreet
from cogs.meetings.rules import minute as rules
from cogs.meetings.rules.minute import DECIDED, MOST_BY_ITSELF, MOST_LINES, NOTE, TEXT_LIMIT
from cogs.meetings.views import minutes as views
from cogs.meetings.views.minute_words import in_words

What = Annotated[str, Arg("What to note", long=True, limit=TEXT_LIMIT, sample="The kettle is broken")]


class Minuting(SittingDesk):
    """The note-taker notes; whoever is here does while nobody has that role."""

    @command("note", example="note The kettle is broken")
    async def note(self, ctx: Context, text: What) -> Reply:
        """Note something in the minutes of the meeting."""
        return await self._note(ctx, NOTE, text)

    @command("decided", example="decided We meet on Fridays")
    async def decided(self, ctx: Context, text: What) -> Reply:
        """Note in the minutes what was decided without a vote."""
        return await self._note(ctx, DECIDED, text)

    @command("undo")
    async def undo(self, ctx: Context) -> Reply:
        """Take back what you noted last in the meeting."""
        held = await self.attended(ctx)
        line = rules.last_of(await self.minutes.of(held.id), ctx.member.id)
        await self.minutes.remove(line.id)
        return Reply(views.undone(line.text), private=True)

    async def happened(self, what: Happened) -> None:
        """Takes in what happened elsewhere while a meeting of the same body goes on, in the words of now."""
        held = await self.sittings.of_body(what.assembly.id, what.bloc)
        telling = self.home.gatherings.tellings.get(what.kind)
        if held is None or telling is None or await self.minutes.count(held.id) >= MOST_BY_ITSELF:
            return
        view = await telling(what.assembly, what.subject)
        if view is not None:
            text = in_words(view(self.saying(what.assembly)), rules.token)
            before = rules.same_item(await self.minutes.of(held.id), what.kind, what.subject)
            if before is not None:
                await self.minutes.write(before.id, text)
            else:
                await self.minutes.add(held.id, what.at, what.kind, what.subject, text=text)

    async def _note(self, ctx: Context, kind: str, text: str) -> Reply:
        held = await self.attended(ctx)
        with discreet(ctx):
            rules.may_note(held, ctx.member)
        if await self.minutes.count(held.id) >= MOST_LINES:
            raise rules.TooManyLines
        words = rules.worded(text)
        await self.minutes.add(held.id, ctx.now, kind, member=ctx.member.id, text=words)
        return Reply(views.noted(kind == DECIDED), private=True)
