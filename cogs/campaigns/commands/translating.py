"""Letters in other languages: what volunteers translate, and who signed in which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.api import language as languages
from bot.api.ask import Ask
from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly
from bot.api.services import Rendering, Source, TextKind
from cogs.campaigns.commands.desk import CARD, Desk, Which
from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.views import translated

KIND = "campaign"
Into = Annotated[str, Arg("The language; leave it out to see all", lookup="any-language", sample="es")]


class Translating(Desk):
    """The core of translations serves letters as it serves motions."""

    def as_texts(self) -> TextKind:
        """Letters and pledges, for the board of texts."""
        return TextKind(
            KIND,
            self.words_of,
            translated.called,
            translated.binds,
            ask="campaign translate",
            see="campaign list",
            cards=(CARD,),
        )

    async def words_of(self, assembly: Assembly, number: int) -> Source | None:
        """The words of a campaign as they stand; a bloc's own are for those alone who are in it."""
        campaign = await self.store.find(assembly.id, number)
        if campaign is None or campaign.bloc is not None:
            return None
        return Source(campaign.title, campaign.text, campaign.locale, is_over=not campaign.is_running)

    async def renderings(self, assembly: Assembly, campaign: Campaign) -> Sequence[Rendering]:
        """The words in every language in which they were reviewed, the original first."""
        own = Rendering(campaign.locale, campaign.title, campaign.text)
        board = self.texts.translations
        if board is None or campaign.bloc is not None:
            return [own]
        return [own, *await board.renderings(assembly, KIND, campaign.number)]

    async def know_language(self, _ask: Ask, ctx: Context, *, which: str, language: str = "") -> None:
        """Reads the language before the transaction: their names take a while the first time."""
        languages.read(language, ctx.locale)

    @command("campaign translate", prepare="know_language", example="campaign translate erlan es")
    async def translate(self, ctx: Context, which: Which, language: Into = "") -> Reply:
        """Ask for a letter in another language, or translate it; see who signed in which."""
        campaign = await self.find(ctx, which)
        board = self.texts.translations
        if board is None or campaign.bloc is not None:
            raise errors.NotTranslated(campaign.number)
        if language:
            return await board.ask(ctx, KIND, campaign.number, language)
        standings = await board.standings(ctx.assembly, KIND, campaign.number)
        signed = await self.signed_by_language(campaign)
        return Reply(translated.table(campaign, standings, signed), private=True)

    async def signed_by_language(self, campaign: Campaign) -> dict[str, int]:
        """How many signed in each language, by its tag, as far as it may be told."""
        return await self.breakdowns.by_language(campaign.id)


def in_tongue(renderings: Sequence[Rendering], *tags: str) -> Rendering:
    """The words in the first of a reader's languages in which there are any, else the original."""
    for tag in filter(None, tags):
        for rendering in renderings:
            if languages.is_same(rendering.locale, tag):
                return rendering
    return renderings[0]
