"""The lasting cards of polls, rendered when they are sent or edited."""

from __future__ import annotations

from collections import Counter

from bot.api.card import View
from bot.api.cog import Reacts, card
from bot.api.people import Assembly
from bot.ballots.paper import Paper
from cogs.polls.commands.counting import RESULT_CARD
from cogs.polls.commands.desk import Desk, is_unnamed
from cogs.polls.marks import CARD, MANY_CARD, MARKS, NUMBERS
from cogs.polls.rules import outcome as outcomes
from cogs.polls.rules.poll import Poll, State
from cogs.polls.views import cards, outcome
from cogs.polls.views.cards import Shown


class Cards(Desk):
    """One method a kind of card."""

    @card(CARD, reacts=Reacts("poll vote", "choice", MARKS))
    async def poll_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return await self.poll_view(assembly, poll) if poll else None

    @card(MANY_CARD, reacts=Reacts("poll vote", "choice", NUMBERS, each=True))
    async def many_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        return await self.poll_view(assembly, poll) if poll else None

    @card(RESULT_CARD)
    async def result_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        poll = await self.store.find(assembly.id, number)
        if poll is not None and poll.state is State.DROPPED:
            return outcome.unread(await self.shown(assembly, poll))
        if poll is None or not poll.result:
            return None
        return await self.result_view(assembly, poll)

    async def result_view(self, assembly: Assembly, poll: Poll) -> View:
        """What came of a poll, once it is counted."""
        return outcome.result_card(await self.shown(assembly, poll), outcomes.read(poll.result))

    async def poll_minuted(self, assembly: Assembly, number: int) -> View | None:
        """How a counted poll reads in minutes."""
        poll = await self.store.find(assembly.id, number)
        if poll is None or not poll.result:
            return None
        return outcome.minuted(poll, outcomes.read(poll.result))

    async def poll_view(self, assembly: Assembly, poll: Poll) -> View:
        """The card of a poll as it stands."""
        return cards.poll_card(await self.shown(assembly, poll))

    async def shown(self, assembly: Assembly, poll: Poll) -> Shown:
        """A poll with what may be seen of it now."""
        box = poll.box or 0
        bloc = await self.circles.called(poll.bloc)
        counts = outcomes.read(poll.result).yes if poll.result else {}
        papers: Counter[Paper] = Counter()
        if not (poll.is_sealed or counts):
            papers = await (self.papers.firsts if poll.is_ranked else self.papers.grouped)(box)
        return Shown(
            poll,
            await self.papers.turnout(box),
            await self.papers.entitled(box),
            counts or _by_option(poll, papers),
            is_unnamed(assembly, poll),
            bloc.name if bloc else "",
            self.bodies.motions is not None,
        )


def _by_option(poll: Poll, papers: Counter[Paper]) -> Counter[int]:
    """How many chose each option; of orders, how many put it first."""
    found: Counter[int] = Counter()
    for paper, times in papers.items():
        for option in paper[:1] if poll.is_ranked else paper:
            found[option] += times
    return found
