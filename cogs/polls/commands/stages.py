"""How something was counted: its stages in words, as a table and as a picture."""

from __future__ import annotations

from typing import Annotated

from bot.api.ask import Ask
from bot.api.card import File, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.drawing import PNG, picture
from bot.api.people import Role
from bot.api.speech import Speech
from cogs.polls.commands.counting import Counting
from cogs.polls.commands.desk import ElectionNumber, Number
from cogs.polls.rules import count_errors as errors
from cogs.polls.rules import outcome as rules
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import bars_chart, chart
from cogs.polls.views.stages import stages

From = Annotated[int, Arg("The stage to begin with", sample="1")]


class Stages(Counting):
    """For everyone who may know of it."""

    async def draw(self, _ask: Ask, ctx: Context, number: int, stage: int = 1) -> File | None:
        """Has the picture drawn, before anyone waits for the writer; None where there is nothing to draw."""
        if stage > 1 or self.home.speech is None:
            return None
        async with self.store.db.reading():
            poll = await self.over(ctx, number)
        say = self.home.speech(ctx.locale, str(ctx.zone), ctx.now, ctx.features)
        svg, alt = _drawn(say, poll)
        content = await picture(svg) if svg else None
        return File(f"count-{poll.number}.png", PNG, content, alt=alt) if content else None

    @command("poll counted", who=Role.OBSERVER, prepare="draw", example="poll counted 3")
    async def show_poll_count(self, ctx: Context, number: Number, stage: From = 1) -> Reply:
        """See how a poll was counted, with a chart."""
        return await self._told_of(ctx, number, stage)

    @command("election count", who=Role.OBSERVER, prepare="draw", example="election count 4")
    async def show_count(self, ctx: Context, number: ElectionNumber, stage: From = 1) -> Reply:
        """See how an election was counted, stage by stage, with a chart."""
        return await self._told_of(ctx, number, stage)

    async def _told_of(self, ctx: Context, number: int, stage: int) -> Reply:
        poll = await self.over(ctx, number)
        picture_: File | None = ctx.asked
        alt = picture_.alt if picture_ else ""
        return Reply(stages(await self.told(ctx.assembly, poll), stage, alt), file=picture_)

    async def over(self, ctx: Context, number: int) -> Poll:
        """One that has been counted."""
        poll = await self.find(ctx, number)
        if poll.state is not State.ENDED or not poll.result:
            raise errors.NotCounted(poll.number, poll.is_election)
        return poll


def _drawn(say: Speech, poll: Poll) -> tuple[str, str]:
    """The picture of a count as SVG, and the same in words; empty where there is nothing to draw."""
    outcome = rules.read(poll.result)
    result = outcome.result
    if result is not None and result.stages[0].needed:
        return chart.drawing(say, poll, outcome, result), chart.described(say, poll, outcome, result)
    shown = bars_chart.bars(say, poll, outcome)
    return (bars_chart.drawing(poll, shown), bars_chart.described(shown)) if shown else ("", "")
