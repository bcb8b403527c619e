"""What time does to a campaign: its days are counted down on its card, its milestones told, its end comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.api.alarms import Alarm, Rung
from bot.api.card import Post, View
from bot.api.cog import Home, card
from bot.api.people import Assembly
from cogs.campaigns.commands.desk import CARD
from cogs.campaigns.commands.looking import Looking
from cogs.campaigns.rules import goal
from cogs.campaigns.rules.campaign import Campaign, Kind
from cogs.campaigns.views import news
from cogs.campaigns.views.words import is_hidden

KIND = "campaign"
NEWS, DAYS, MILESTONE = "campaign.news", "campaign.days", "campaign.milestone"
DAY = timedelta(days=1)


def told(campaign: Campaign, detail: str) -> Post:
    """News of a campaign, where its card stands: opened, closed, ended, or a number that was reached."""
    room = campaign.room if campaign.room.id else None
    return Post(NEWS, campaign.number, room, detail, replies_to=CARD, bloc=campaign.bloc)


class Moving(Looking):
    """By the clock, and once for however many signatures."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.lookers.append(self.milestones)

    async def milestones(self, assembly: Assembly, campaign: Campaign, now: datetime) -> Rung:
        """Tells a number that was reached; at most one a day, and then the greatest."""
        found = await self.store.get(campaign.id)  # as it is after those who looked before
        if found is None or not found.is_running or is_hidden(found):
            return Rung()
        reached = goal.reached(found.goal, (await self.so_far([found]))[found.id])
        is_met = found.kind is Kind.PLEDGE and reached >= found.goal  # that is told by itself
        if reached <= found.milestone or is_met:
            return Rung()
        due_at = found.milestone_at + DAY if found.milestone_at else now
        if due_at > now:
            return await self._told_later(found, due_at)
        await self.store.save(replace(found, milestone=reached, milestone_at=now))
        return Rung(posts=(told(found, str(reached)),))

    async def _told_later(self, campaign: Campaign, at: datetime) -> Rung:
        if await self.alarms.of(campaign.assembly, MILESTONE, campaign.id):
            return Rung()
        return Rung(alarms=(Alarm(campaign.assembly, MILESTONE, campaign.id, at),))

    async def milestone_due(self, assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Tells what was reached while another number was news."""
        some = await self.store.by_ids({alarm.subject for alarm in due})
        made = [await self.milestones(assembly, one, now) for one in some]
        return Rung(posts=tuple([post for rung in made for post in rung.posts]))

    async def days_counted(self, assembly: Assembly, campaign: Campaign, now: datetime) -> None:
        """Has the card be drawn anew as the days go by."""
        await self.alarms.cancel(assembly.id, DAYS, campaign.id)
        await self.alarms.set(*_next_day(campaign, now))

    async def day_gone(self, _assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Says on the cards how many days are left, or whatever else has changed since."""
        some = await self.store.by_ids({alarm.subject for alarm in due})
        return Rung(
            stale=tuple((CARD, one.number) for one in some),
            alarms=tuple(alarm for one in some if one.is_running for alarm in _next_day(one, now)),
        )

    @card(NEWS)
    async def news_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        if campaign is None:
            return None
        n = (await self.so_far([campaign]))[campaign.id]
        translated = await self.translators(assembly, campaign)
        return news.news_card(campaign, detail, n, *translated)

    async def translators(self, assembly: Assembly, campaign: Campaign) -> tuple[bool, Sequence[int]]:
        """Whether it can be read in other languages, and who wrote that, where they may be named."""
        board = self.texts.translations
        if board is None or campaign.bloc is not None:
            return False, ()
        some = await board.translators(assembly, KIND, campaign.number)
        return bool(await board.renderings(assembly, KIND, campaign.number)), some


def _next_day(campaign: Campaign, now: datetime) -> tuple[Alarm, ...]:
    """When one day less is left than now."""
    if campaign.closes_at is None or campaign.closes_at - now <= DAY:
        return ()
    whole = (campaign.closes_at - now) // DAY
    at = campaign.closes_at - whole * DAY
    due_at = at if at > now else at + DAY
    return (Alarm(campaign.assembly, DAYS, campaign.id, due_at),)
