"""The cards of elections, rendered when they are sent or edited."""

from __future__ import annotations

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role, RollPolicy
from cogs.polls.commands.counting import Counting
from cogs.polls.commands.desk import ELECTION_CARD, ElectionNumber, is_unnamed
from cogs.polls.commands.nominating import OPENED_CARD, Nominating
from cogs.polls.rules.candidate import candidates
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import elections as views
from cogs.polls.views.result import elected_card


class ElectionCards(Counting, Nominating):
    """One card through all states; that voting opens is news of its own."""

    @command("election show", who=Role.OBSERVER, example="election show 4")
    async def show_election(self, ctx: Context, number: ElectionNumber) -> Reply:
        """See how an election stands, who stands in it, and what you can do now."""
        poll = await self.election(ctx, number)
        return Reply(await self.election_view(ctx.assembly, poll))

    @card(ELECTION_CARD)
    async def election_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        if poll is None or poll.state is not State.ENDED:
            return await self.election_view(assembly, poll) if poll else None
        return views.over_card(await self.election_shown(assembly, poll), await self.told(assembly, poll))

    @card(OPENED_CARD)
    async def opened_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        """The news that voting is open, as long as it is."""
        poll = await self.store.find(assembly.id, number)
        if poll is None or poll.state is not State.OPEN:
            return None
        return views.opened_card(poll, len([one for one in poll.standing if not one.reopens]))

    async def election_view(self, assembly: Assembly, poll: Poll) -> View:
        """Its card; once it is counted, its result."""
        if poll.state is State.ENDED:
            return elected_card(await self.told(assembly, poll))
        return views.election_card(await self.election_shown(assembly, poll))

    async def election_shown(self, assembly: Assembly, poll: Poll) -> views.Shown:
        """An election with what its card shows beside it."""
        bloc = await self.circles.called(poll.bloc)
        voted = await self.papers.turnout(poll.box) if poll.box is not None else 0
        entitled = await (self.papers.entitled(poll.box) if poll.box is not None else self._entitled(poll))
        named = await self.nominations.of(poll.id) if poll.options else await self.still_standing(poll)
        return views.Shown(
            poll,
            candidates(poll, named),
            voted,
            entitled,
            is_unnamed(assembly, poll),
            bloc.name if bloc else "",
            poll.quorum if poll.box is not None else await self.quorum(assembly, poll),
            anyone=assembly.policy is RollPolicy.ANYONE and poll.bloc is None,
        )

    async def _entitled(self, poll: Poll) -> int:
        """How many could vote if it opened now."""
        return len(await self.entitled(poll))
