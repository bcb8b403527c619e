"""The cards of a date that is looked for, before and after the answers are counted."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.api.card import View
from bot.api.people import Assembly
from bot.ballots.paper import Paper
from cogs.polls.commands.cards import Cards
from cogs.polls.rules import date as rules
from cogs.polls.rules import outcome as outcomes
from cogs.polls.rules.date import Standing
from cogs.polls.rules.poll import Kind, Poll
from cogs.polls.views import dates as views
from cogs.polls.views.dates import Asked


class DateCards(Cards):
    """In the place of a poll's own cards, where it asks when."""

    async def poll_view(self, assembly: Assembly, poll: Poll) -> View:
        if poll.kind is not Kind.WHEN:
            return await super().poll_view(assembly, poll)
        return views.card(await self._shown_date(assembly, poll))

    async def result_view(self, assembly: Assembly, poll: Poll) -> View:
        if poll.kind is not Kind.WHEN:
            return await super().result_view(assembly, poll)
        return views.result(await self._shown_date(assembly, poll), outcomes.read(poll.result))

    async def _shown_date(self, assembly: Assembly, poll: Poll) -> Asked:
        standings = await self.standings(poll, self.home.clock.now())
        shown = await self.shown(assembly, poll)
        return Asked(shown, standings, self.home.gatherings.meetings is not None)

    async def standings(self, poll: Poll, now: datetime) -> tuple[Standing, ...]:
        """How many can come when; once it is over as it was counted, and as the times stood then."""
        if poll.result:
            outcome = outcomes.read(poll.result)
            return rules.standings(poll, outcome.yes, outcome.need_be, outcome.cast, poll.ended_at or now)
        papers: Counter[Paper] = Counter()
        if not poll.is_sealed:
            papers = await self.papers.grouped(poll.box or 0)
        yes, need_be = rules.counted(papers)
        return rules.standings(poll, yes, need_be, papers.total(), now)
