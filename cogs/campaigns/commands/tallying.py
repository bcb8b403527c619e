"""The numbers of a campaign, with a picture of how it grew."""

from __future__ import annotations

from bot.api.ask import Ask
from bot.api.card import File, Reply
from bot.api.command import command
from bot.api.context import Context
from bot.api.drawing import PNG, picture
from bot.api.people import Role
from cogs.campaigns.commands.desk import Which
from cogs.campaigns.commands.exporting import Exporting
from cogs.campaigns.commands.reaching import Reaching
from cogs.campaigns.rules.breakdown import Public
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.series import series
from cogs.campaigns.views import chart as drawn
from cogs.campaigns.views import tally as views
from cogs.campaigns.views.chart import Chart
from cogs.campaigns.views.tally import Tallied


class Tallying(Exporting, Reaching):
    """Numbers that give nobody away."""

    async def draw(self, _ask: Ask, ctx: Context, campaign: str) -> File | None:
        """Has the picture drawn, before anyone waits for the writer; None where there is nothing to draw."""
        async with self.store.db.reading():
            found = await self.find(ctx, campaign)
            public = await self.public(found)
            total = (await self.so_far([found]))[found.id]
        if not public.of("day") or self.home.speech is None:
            return None
        say = self.home.speech(ctx.locale, str(ctx.zone), ctx.now, ctx.features)
        made = _chart(found, public, total, ctx)
        content = await picture(drawn.drawing(say, made))
        name = f"campaign-{found.number}.png"
        return File(name, PNG, content, alt=drawn.described(say, made)) if content else None

    @command("campaign tally", who=Role.OBSERVER, prepare="draw", example="campaign tally erlan")
    async def tally(self, ctx: Context, campaign: Which) -> Reply:
        """See who signs: by trade, bloc, country, language and day, with a chart."""
        found = await self.find(ctx, campaign)
        picture_: File | None = ctx.asked
        told = Tallied(
            found,
            (await self.so_far([found]))[found.id],
            await self.public(found),
            await self.exports.on_paper(found.id),
            await self.sent.count(found.id),
            picture_.alt if picture_ else "",
        )
        return Reply(views.tally(told), file=picture_)


def _chart(campaign: Campaign, public: Public, total: int, ctx: Context) -> Chart:
    """The line up to now, or up to the end of a campaign that has ended."""
    opened = campaign.opened_at or campaign.started_at
    last = campaign.ended_at or ctx.now
    days = [(row.term, row.n) for row in public.of("day")]
    return Chart(campaign.title, series(days, total, opened.date(), last.date()), campaign.goal)
