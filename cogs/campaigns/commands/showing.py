"""Looking at a campaign, its words and its card."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.campaigns.commands.desk import CARD, Desk, Which
from cogs.campaigns.commands.signing import REACTS
from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import cards
from cogs.campaigns.views.cards import Organisation, Shown

Version = Annotated[int | None, Arg("Which version; the newest if left out", sample="1")]


class Showing(Desk):
    """Shows what is; changes nothing."""

    @command("campaign show", who=Role.OBSERVER, example="campaign show erlan")
    async def show(self, ctx: Context, campaign: Which) -> Reply:
        """See how far a campaign is."""
        return Reply(await self.shown(ctx.assembly, await self.find(ctx, campaign)))

    @command("campaign read", who=Role.OBSERVER, example="campaign read erlan")
    async def read(self, ctx: Context, campaign: Which, version: Version = None) -> Reply:
        """Read what is signed, or was in an earlier version."""
        found = await self.find(ctx, campaign)
        wanted = found.version if version is None else version
        some = {one.number: one for one in await self.store.versions(found.id)}
        if (words := some.get(wanted)) is None:
            raise errors.NoVersion(wanted, found.version)
        shown = cards.text_card(found, words.number, words.title, words.text, found.version)
        return Reply(shown, private=True)

    @card(CARD, reacts=REACTS)
    async def campaign_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        return await self.shown(assembly, campaign) if campaign else None

    async def shown(self, assembly: Assembly, campaign: Campaign) -> View:
        """The card of a campaign as it stands."""
        bloc = await self.circles.called(campaign.bloc)
        by_version = {term: n for term, n, _ in await self.signatures.by(campaign.id, "version")}
        shown = Shown(
            campaign,
            (await self.so_far([campaign]))[campaign.id],
            by_version.get(campaign.version, 0),
            len(await self.store.sponsors(campaign.id)) if campaign.sponsors_needed else 0,
            bloc.name if bloc else "",
            await self._launching(campaign),
            tuple([view for show in self.beside for view in await show(assembly, campaign)]),
        )
        return cards.campaign_card(shown)

    async def _launching(self, campaign: Campaign) -> tuple[Organisation, ...]:
        found = []
        for name, confirmed_by in await self.store.launching(campaign.id):
            bloc = await self.circles.called(confirmed_by)
            found.append(Organisation(name, bloc.name if bloc else ""))
        return tuple(found)
