"""The ballot step by step: each press carries what was chosen before, and nothing is kept before the last."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from cogs.polls.commands.dates import Dates
from cogs.polls.commands.desk import Number, is_unnamed
from cogs.polls.commands.nominating import Nominating
from cogs.polls.rules import building
from cogs.polls.rules.candidate import candidates
from cogs.polls.rules.poll import Kind, Poll, must_be_open
from cogs.polls.views import building as views
from cogs.polls.views.candidates import candidates_card

SoFar = Annotated[str, Arg("What stands on your ballot so far, as the buttons write it", limit=100)]
More = Annotated[str, Arg("The number of what comes next on it", limit=100, sample="3")]
Read = Annotated[bool, Arg("Whether to read first what candidates say")]
Held = Annotated[str, Arg("The receipt of the vote that you change", limit=60)]


class Building(Dates, Nominating):
    """For whoever may vote."""

    @command("poll paper", example="poll paper 4", untraced=True, confides="is_filled_in")
    async def paper(
        self,
        ctx: Context,
        number: Number,
        paper: SoFar = "",
        add: More = "",
        receipt: Held = "",
        read: Read = False,
    ) -> Reply:
        """See what can be chosen, and vote step by step."""
        poll = await self.find(ctx, number)
        reply = await self.paper_of(ctx, poll, paper, add, receipt)
        if read and poll.is_election:
            some = candidates(poll, await self.nominations.of(poll.id))
            said = candidates_card(poll, some, is_unnamed(ctx.assembly, poll))
            reply.view = views.reading(building.draft(poll, paper), said, receipt)
        return reply

    async def paper_of(
        self, ctx: Context, poll: Poll, paper: str = "", add: str = "", receipt: str = ""
    ) -> Reply:
        """The ballot paper of a poll or an election as far as it is filled in."""
        must_be_open(poll, ctx.now)
        if poll.kind is Kind.WHEN:
            return await self.dates_of(ctx, poll, receipt=receipt)
        self.refuse_overheard(ctx, poll, paper, add, receipt)
        draft = building.draft(poll, paper, add)
        held = await self.carried(ctx, poll, receipt)
        known = await self.answer_of(ctx, poll, held)
        standing = None if known is None else tuple(one for n in known if (one := poll.option(n)))
        unnamed = is_unnamed(ctx.assembly, poll)
        return Reply(views.paper(draft, standing, held, unnamed), private=True, instead=True)
