"""The ballot step by step: each press carries what was chosen before, and nothing is kept before the last."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from cogs.polls.commands.dates import Dates
from cogs.polls.commands.desk import Number, is_unnamed
from cogs.polls.rules import building
from cogs.polls.rules.poll import Kind, Poll, must_be_open
from cogs.polls.views import building as views

SoFar = Annotated[str, Arg("What stands on your ballot so far, as the buttons write it", limit=100)]
More = Annotated[str, Arg("The number of what comes next on it", limit=100, sample="3")]
Held = Annotated[str, Arg("The receipt of the vote that you change", limit=60)]


class Building(Dates):
    """For whoever may vote."""

    @command("poll paper", example="poll paper 4", untraced=True)
    async def paper(
        self, ctx: Context, number: Number, paper: SoFar = "", add: More = "", receipt: Held = ""
    ) -> Reply:
        """See what can be chosen, and vote step by step."""
        return await self.paper_of(ctx, await self.find(ctx, number), paper, add, receipt)

    async def paper_of(
        self, ctx: Context, poll: Poll, paper: str = "", add: str = "", receipt: str = ""
    ) -> Reply:
        """The ballot paper of a poll or an election as far as it is filled in."""
        must_be_open(poll, ctx.now)
        if poll.kind is Kind.WHEN:
            return await self.dates_of(ctx, poll, receipt=receipt)
        draft = building.draft(poll, paper, add)
        held = await self.carried(ctx, poll, receipt)
        known = await self.answer_of(ctx, poll, held)
        standing = None if known is None else tuple(one for n in known if (one := poll.option(n)))
        unnamed = is_unnamed(ctx.assembly, poll)
        return Reply(views.paper(draft, standing, held, unnamed), private=True, instead=True)
