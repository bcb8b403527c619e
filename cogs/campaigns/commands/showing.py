"""Looking at a campaign, its words and its card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from bot.api import language as languages
from bot.api.ask import Ask
from bot.api.card import Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Address, Assembly, Role
from bot.api.services import Rendering
from cogs.campaigns.commands.desk import CARD, Which
from cogs.campaigns.commands.moving import NEWS
from cogs.campaigns.commands.signing import REACTS
from cogs.campaigns.commands.translating import KIND, Translating, in_tongue
from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import cards
from cogs.campaigns.views.cards import Organisation, Shown, with_buttons

Tongue = Annotated[str, Arg("The language; yours if left out", lookup="any-language", sample="es")]
Version = Annotated[int | None, Arg("Which version; the newest if left out", sample="1")]

MOST_OVER = 50


class Showing(Translating):
    """Shows what is; changes nothing."""

    @command("campaign show", who=Role.OBSERVER, example="campaign show erlan")
    async def show(self, ctx: Context, campaign: Which) -> Reply:
        """See how far a campaign is."""
        return Reply(await self.shown(ctx.assembly, await self.find(ctx, campaign)))

    async def know_tongue(
        self, _ask: Ask, ctx: Context, *, campaign: str, language: str = "", version: int | None = None
    ) -> None:
        """Reads the language before the transaction: their names take a while the first time."""
        languages.read(language, ctx.locale)

    @command("campaign read", who=Role.OBSERVER, prepare="know_tongue", example="campaign read erlan es")
    async def read(
        self, ctx: Context, campaign: Which, language: Tongue = "", version: Version = None
    ) -> Reply:
        """Read what is signed, in your language where it was translated, or in an earlier version."""
        found = await self.find(ctx, campaign)
        if version is None:
            some = await self.renderings(ctx.assembly, found)
            words = (
                wanted(ctx, found, some, language) if language else in_tongue(some, ctx.tongue, ctx.locale)
            )
            return Reply(cards.reading(found, words), private=True)
        earlier = {one.number: one for one in await self.store.versions(found.id)}.get(version)
        if earlier is None:
            raise errors.NoVersion(version, found.version)
        words = Rendering(found.locale, earlier.title, earlier.text)
        return Reply(cards.reading(found, words, version), private=True)

    @card(CARD, reacts=REACTS)
    async def campaign_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        return await self.shown(assembly, campaign) if campaign else None

    async def shown(self, assembly: Assembly, campaign: Campaign) -> View:
        """The card of a campaign as it stands."""
        bloc = await self.circles.called(campaign.bloc)
        counted = await self.signatures.by(campaign.id, "version")
        by_version = {term: vouched if campaign.is_pledge else n for term, n, vouched in counted}
        shown = Shown(
            campaign,
            (await self.so_far([campaign]))[campaign.id],
            by_version.get(campaign.version, 0),
            len(await self.store.sponsors(campaign.id)) if campaign.sponsors_needed else 0,
            bloc.name if bloc else "",
            await self._launching(campaign),
            tuple([view for show in self.beside for view in await show(assembly, campaign)]),
        )
        card = cards.campaign_card(shown)
        return with_buttons(card, await self.texts.buttons(assembly, KIND, campaign.number))

    async def naming(self, assembly: int, _member: int | None) -> list[tuple[str, int]]:
        """News of an end thanks its translators by name; who they are is not asked here."""
        return [(NEWS, one.number) for one in await self.store.over(assembly, MOST_OVER) if one.bloc is None]

    async def room_moved(
        self, old: Address, new: Address, assembly: int | None
    ) -> Sequence[tuple[int, str, int]]:
        """Has the campaigns of a room live in another; their cards."""
        some = await self.store.of_room(old, assembly)
        await self.store.move_room(old, new, assembly)
        return [(one.assembly, CARD, one.number) for one in some if one.is_running]

    async def starters_merged(self, assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """Makes what either has started or sponsored the one's."""
        await self.store.merge(assembly, kept, gone)
        return ()

    async def _launching(self, campaign: Campaign) -> tuple[Organisation, ...]:
        found = []
        for name, confirmed_by in await self.launches.of(campaign.id):
            bloc = await self.circles.called(confirmed_by)
            found.append(Organisation(name, bloc.name if bloc else ""))
        return tuple(found)


def wanted(ctx: Context, campaign: Campaign, some: Sequence[Rendering], language: str) -> Rendering:
    """The words in the language that was asked for."""
    tag = languages.read(language, ctx.locale)
    for one in some:
        if tag is not None and languages.is_same(one.locale, tag):
            return one
    raise errors.NotInLanguage(campaign.name, language)
