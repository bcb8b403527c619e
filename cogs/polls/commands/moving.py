"""From what many would like to what is decided: a motion that is made of a poll."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.api.blocs import Proposal
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.speech import Features, Speech
from cogs.polls.commands.cards import Cards
from cogs.polls.commands.desk import Number
from cogs.polls.rules.asking_errors import NoMotions, NoSuchOption
from cogs.polls.rules.option import Option
from cogs.polls.rules.outcome import read
from cogs.polls.rules.poll import TITLE_LIMIT, Poll
from cogs.polls.views import moving as views
from cogs.polls.views.cards import Shown

Which = Annotated[int | None, Arg("The option's number; the one that leads if left out", sample="2")]


class Moving(Cards):
    """For every member who may know of the poll."""

    @command("poll motion", example="poll motion 3")
    async def motion(self, ctx: Context, number: Number, option: Which = None) -> Reply:
        """Propose a motion from a poll, with the option that leads."""
        poll = await self.poll(ctx, number)
        if self.bodies.motions is None or self.home.speech is None:
            raise NoMotions
        shown = await self.shown(ctx.assembly, poll)
        say = self.home.speech(ctx.assembly.locale, ctx.assembly.zone, ctx.now, Features())
        proposal = self._proposal(say, shown, _wanted(poll, shown, option))
        return await self.bodies.motions.propose(ctx, proposal)

    @staticmethod
    def _proposal(say: Speech, shown: Shown, option: Option | None) -> Proposal:
        """Its words are kept, so they are in the assembly's language."""
        title = views.title(say, shown.poll, option)
        short = title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1] + "…"
        return Proposal(short, views.text(say, shown), shown.poll.bloc)


def _wanted(poll: Poll, shown: Shown, n: int | None) -> Option | None:
    """The option that is named, else the one that leads alone, as far as that may be seen."""
    if n is None:
        some = _leading(poll, shown)
        return poll.option(some[0]) if len(some) == 1 else None
    found = poll.option(n)
    if found is None:
        raise NoSuchOption(poll.number, n, len(poll.options))
    return found


def _leading(poll: Poll, shown: Shown) -> Sequence[int]:
    """What leads; of orders that is known once they are counted, as first choices alone say nothing."""
    outcome = read(poll.result) if poll.result else None
    if poll.is_ranked:
        is_clear = outcome is not None and outcome.result is not None and not outcome.result.ties
        return outcome.elected if outcome is not None and is_clear else ()
    return outcome.best if outcome is not None else [one.n for one in shown.leading]
