"""What everybody may see of who signs: made anew in steps, never by one signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.api.alarms import Alarm, Rung
from bot.api.card import View
from bot.api.cog import Home
from bot.api.people import Assembly
from cogs.campaigns.commands.desk import CARD
from cogs.campaigns.commands.vouching import Vouching
from cogs.campaigns.rules.breakdown import KINDS, PACE, Breakdown, Public, PublicRow, fitting, step
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import breakdown as views

STEP_ALARM = "campaign.step"
"""Rings when a breakdown may be made anew."""


class PublicBreakdowns(Vouching):
    """Rows by trade, bloc, language, country and day, as far as they give nobody away."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.lookers.append(self.make_public)
        self.beside.append(self.most_from)

    async def make_public(self, assembly: Assembly, campaign: Campaign, now: datetime) -> Rung:
        """The next breakdown, where it may be told; where it is too soon, later."""
        if not may_break_down(campaign):
            return Rung()
        before = await self.breakdowns.shown(campaign.id)
        if before is not None and now - before.at < PACE:
            return await self._later(campaign, before.at + PACE)
        if not campaign.is_pledge:
            await self.vouches.follow(campaign.id)
        counted = await self.breakdowns.counted(campaign.id, assembly.id, campaign.is_pledge, now)
        if (after := step(before, counted)) is None:
            return Rung()
        await self.breakdowns.show(campaign.id, after)
        return Rung(stale=((CARD, campaign.number),))

    async def _later(self, campaign: Campaign, at: datetime) -> Rung:
        if await self.alarms.of(campaign.assembly, STEP_ALARM, campaign.id):
            return Rung()
        return Rung(alarms=(Alarm(campaign.assembly, STEP_ALARM, campaign.id, at),))

    async def stepped(self, assembly: Assembly, due: Sequence[Alarm], now: datetime) -> Rung:
        """Makes those anew that waited for their hour."""
        some = await self.store.by_ids({alarm.subject for alarm in due})
        made = [await self.make_public(assembly, campaign, now) for campaign in some]
        return Rung(
            stale=tuple([one for rung in made for one in rung.stale]),
            alarms=tuple([one for rung in made for one in rung.alarms]),
        )

    async def public(self, campaign: Campaign) -> Public:
        """The rows that may be shown of a campaign just now."""
        shown = await self.breakdowns.shown(campaign.id) if may_break_down(campaign) else None
        if shown is None:
            return Public()
        total = (await self.so_far([campaign]))[campaign.id]
        rows: dict[str, tuple[PublicRow, ...]] = {}
        more: set[str] = set()
        for kind in KINDS:
            rows[kind] = await self._named(kind, shown, total)
            if sum(row.n for row in rows[kind]) < total:
                more.add(kind)
        return Public(rows, frozenset(more), shown.at)

    async def _named(self, kind: str, shown: Breakdown, total: int) -> tuple[PublicRow, ...]:
        some = fitting(shown.rows.get(kind, {}), total)
        names = await self._names(kind, [term for term, _ in some])
        return tuple(
            PublicRow(kind, term, names[term], row.n, row.vouched) for term, row in some if term in names
        )

    async def _names(self, kind: str, some: Sequence[int]) -> dict[int, str]:
        """What rows are called; a bloc that is in no list is named nowhere."""
        if kind == "day":
            return dict.fromkeys(some, "")
        if kind != "bloc":
            return await self.breakdowns.words(some)
        blocs = {one: await self.circles.called(one) for one in some}
        return {one: bloc.name for one, bloc in blocs.items() if bloc is not None and not bloc.is_unlisted}

    async def most_from(self, _assembly: Assembly, campaign: Campaign) -> Sequence[View]:
        """The largest trades, on the card."""
        public = await self.public(campaign)
        return [views.most(public)] if public.of("trade") else []


def may_break_down(campaign: Campaign) -> bool:
    """Whether anything but the total may be known: of a pledge only once its number is reached."""
    return not campaign.is_pledge or campaign.met_at is not None
