"""Who stands in an election."""

from __future__ import annotations

from dataclasses import replace

from bot.api.card import Reply
from bot.api.context import Context
from cogs.polls.commands.opening import Opening
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import answers


class Nominating(Opening):
    """Nominations, until their time is over."""

    async def nominations_over(self, ctx: Context, poll: Poll) -> Reply:
        """Has an election wait that has fewer candidates than seats."""
        poll = replace(poll, state=State.SHORT)
        return await self.keep(poll, answers.closing(poll))
