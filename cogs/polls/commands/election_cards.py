"""The cards of elections, rendered when they are sent or edited."""

from __future__ import annotations

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.polls.commands.desk import ELECTION_CARD, ElectionNumber, is_unnamed
from cogs.polls.commands.nominating import OPENED_CARD, Nominating
from cogs.polls.rules.poll import VOTED_ON, Poll
from cogs.polls.views import elections as views


class ElectionCards(Nominating):
    """One card through all states; that voting opens is news of its own."""

    @command("election show", who=Role.OBSERVER, example="election show 4")
    async def show_election(self, ctx: Context, number: ElectionNumber) -> Reply:
        """See how an election stands, who stands in it, and what you can do now."""
        poll = await self.election(ctx, number)
        return Reply(views.election_card(await self.election_shown(ctx.assembly, poll)))

    @card(ELECTION_CARD)
    async def election_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return views.election_card(await self.election_shown(assembly, poll)) if poll else None

    @card(OPENED_CARD)
    async def opened_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return views.election_card(await self.election_shown(assembly, poll)) if poll else None

    async def election_shown(self, assembly: Assembly, poll: Poll) -> views.Shown:
        """An election with what its card shows beside it."""
        bloc = await self.circles.called(poll.bloc)
        voted = await self.papers.turnout(poll.box) if poll.box is not None else 0
        entitled = (
            await self.papers.entitled(poll.box) if poll.box is not None else len(await self.entitled(poll))
        )
        return views.Shown(
            poll,
            () if poll.state in VOTED_ON else await self.nominations.standing(poll.id),
            voted,
            entitled,
            is_unnamed(assembly, poll),
            bloc.name if bloc else "",
        )
