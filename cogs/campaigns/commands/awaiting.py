"""What waits for a member, in /now: campaigns to sign, to sponsor or to tell the end of, and questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.api.card import View
from bot.api.people import Assembly, Member
from cogs.campaigns import people_store
from cogs.campaigns.commands.desk import Desk
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.question import Yes, still_open
from cogs.campaigns.views import answers, asking

MOST_WAITING = 3
MOST_OVER = 50
NEWS_FOR = timedelta(days=14)


class Awaiting(Desk):
    """For a member alone: whoever signed before they came onto the roll is the same person."""

    async def waiting(self, assembly: Assembly, member: Member, now: datetime) -> Sequence[View]:
        """The lines of /now: what a member could sign or sponsor, is asked, and has to tell the end of."""
        people = await self._numbers(assembly, member)
        running = await self._for(member, await self.store.running(assembly.id))
        signed = await self.store.signed_among([one.id for one in running], people)
        to_sign = [answers.now_sign(one) for one in running if one.id not in signed]
        asked = [line for one in running if one.id in signed for line in await self._asked(one, people)]
        waiting = await self._for(member, await self.store.waiting(assembly.id))
        to_sponsor = [
            answers.now_sponsor(one)
            for one in waiting
            if one.sponsors_needed and one.starter != member.id
            if member.id not in await self.store.sponsors(one.id)
        ]
        over = await self.store.over(assembly.id, MOST_OVER)
        to_end = [answers.now_end(o) for o in over if o.is_untold and o.starter == member.id]
        if assembly.careful:
            to_end += await self._ended_for(people, over, now)
        return [*to_end, *asked[:MOST_WAITING], *to_sponsor[:MOST_WAITING], *to_sign[:MOST_WAITING]]

    async def _asked(self, campaign: Campaign, people: Collection[int]) -> list[View]:
        """What somebody who has signed is asked: a careful assembly's message does not say it."""
        found = await self.store.db.within(lambda c: self.signatures.held_among(c, campaign.id, people))
        if not found:
            return []
        held = found[max(found)]
        is_older = held.signature.version < campaign.version
        some = [Yes.TEXT if is_older else None, still_open(campaign, held)]
        return [asking.now_asked(campaign, answer) for answer in some if answer is not None]

    async def _ended_for(
        self, people: Collection[int], over: Sequence[Campaign], now: datetime
    ) -> list[View]:
        """What a careful assembly's message does not say: how that ended which a member asked about."""
        news = {one.id: one for one in over if one.outcome and one.ended_at and one.ended_at > now - NEWS_FOR}
        asked = await self.store.asked_among(list(news), people)
        return [answers.now_ended(one) for one in news.values() if one.id in asked]

    async def _numbers(self, assembly: Assembly, member: Member) -> frozenset[int]:
        """Every number under which a member may have signed."""
        return await self.store.db.within(
            lambda c: people_store.numbers_of(c, assembly.id, 0, member.id, self.home.merging.twins(c))
        )

    async def _for(self, member: Member, some: Sequence[Campaign]) -> list[Campaign]:
        return [one for one in some if await self.circles.is_for(member, one.bloc)]
