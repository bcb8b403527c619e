"""Changing a question before anybody has answered it, and closing it early."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply
from bot.api.command import command
from bot.api.context import Context
from cogs.polls.commands.asking import Closes, Options, Question
from cogs.polls.commands.desk import Number
from cogs.polls.commands.opening import Opening
from cogs.polls.rules import asking, options
from cogs.polls.rules import changing as rules
from cogs.polls.rules.asking_errors import NothingToChange
from cogs.polls.rules.poll import Poll
from cogs.polls.views import answers


class Changing(Opening):
    """For whoever asked; stewards can close a question too."""

    @command("poll edit", example="poll edit 3 closes:2d")
    async def edit(
        self,
        ctx: Context,
        number: Number,
        question: Question = "",
        options_: Options = "",
        closes: Closes = None,
    ) -> Reply:
        """Change a question of yours before anybody has answered it."""
        before = await self.poll(ctx, number)
        rules.may_change(before, ctx.member.id, await self.papers.turnout(before.box or 0), ctx.now)
        if not (question or options_ or closes):
            raise NothingToChange(number)
        if question or options_:
            rules.may_reword(before)
        poll = replace(before, title=" ".join(question.split()) or before.title)
        if closes:
            poll = replace(poll, closes_at=asking.closes_at(closes, ctx.assembly, ctx.now))
        if options_:
            poll = await self._on_other_paper(ctx, poll, options.checked(options.split(options_)))
        reply = await self.keep(poll, answers.changed(poll))
        reply.private = True
        return reply

    @command("poll close", example="poll close 3")
    async def close(self, ctx: Context, number: Number) -> Reply:
        """Close a question of yours now, and see what came of it."""
        poll = await self.poll(ctx, number)
        await self.own(ctx, poll)
        box = poll.box or 0
        answered, entitled = await self.papers.turnout(box), await self.papers.entitled(box)
        poll = rules.close(poll, answered, entitled, ctx.now)
        return await self.keep(poll, answers.closing(poll))

    async def _on_other_paper(self, ctx: Context, poll: Poll, some: tuple[str, ...]) -> Poll:
        """The poll in a new box, as the old one has room for the papers that it had."""
        await self.papers.erase(poll.box or 0)
        changed = rules.with_options(poll, some)
        opened = await self.open_box(ctx, changed, changed.options, poll.closes_at or ctx.now)
        poll = replace(opened, opened_at=poll.opened_at)
        await self.store.put_options(poll)
        return poll
