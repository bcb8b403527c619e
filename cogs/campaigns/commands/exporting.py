"""Handing a letter over with the names that are shown; and what signatories said, by two stewards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from bot.api.ask import Ask
from bot.api.card import Entry, File, Post, Reply, Tell, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.errors import PrivateOnly
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from bot.api.speech import N_, Speech
from cogs.campaigns.commands.breakdowns import PublicBreakdowns
from cogs.campaigns.commands.desk import Which
from cogs.campaigns.commands.showing import wanted
from cogs.campaigns.commands.translating import Translating
from cogs.campaigns.export_store import Exports
from cogs.campaigns.handing import Whole, as_file
from cogs.campaigns.rules import handover as rules
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.handover import FETCHED_WITHIN, Form, Sums
from cogs.campaigns.views import handover as views

HAND_OVER, ALLOWED_CARD, HANDED_CARD = "campaign.hand-over", "campaign.may-fetch", "campaign.handed"
GONE_AFTER = timedelta(hours=1)
How = Annotated[Form, Arg("As a table, for programs, as text, or on paper", sample="pdf")]
Language = Annotated[str, Arg("Its language; the original if left out", lookup="any-language", sample="es")]
Stated = Annotated[bool, Arg("What signatories said, row by row: for stewards, two of them", sample="yes")]


class Exporting(PublicBreakdowns, Translating):
    """What goes out shows no name that its owner keeps."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.exports = Exports(home.db)
        title = N_("Hand over what signatories said")
        self.deeds.add(DeedKind(HAND_OVER, self._says_hand_over, self._hand_over, title))

    async def write_out(
        self,
        _ask: Ask,
        ctx: Context,
        campaign: str,
        as_: Form = Form.CSV,
        language: str = "",
        stated: bool = False,
    ) -> tuple[File, Sums] | None:
        """Has the file written, before anyone waits for the writer; None where it may not be fetched yet."""
        async with self.store.db.reading():
            found = rules.ready(await self.find(ctx, campaign))
            if stated:
                if not await self._may_fetch(ctx, found, as_):
                    return None
                pages = self.exports.stated(found)
            else:
                pages = self.exports.named(found)
            sums, public = await self._sums(found), await self.public(found)
            found = await self._translated(ctx, found, language)
            whole = Whole(self._in_its_language(ctx, found), found, sums, public, stated)
            return await as_file(whole, as_, pages), sums

    @command("campaign export", prepare="write_out", example="campaign export erlan pdf")
    async def export(
        self,
        ctx: Context,
        campaign: Which,
        as_: How = Form.CSV,
        language: Language = "",
        stated: Stated = False,
    ) -> Reply:
        """Get a letter with its signatories as a file, to hand over."""
        found = rules.ready(await self.find(ctx, campaign))
        if stated:
            return await self._export_stated(ctx, found, as_)
        file, sums = ctx.asked
        return Reply(views.handed(found, as_, sums), private=True, file=file)

    async def _export_stated(self, ctx: Context, campaign: Campaign, form: Form) -> Reply:
        """The file, where another steward has agreed; else what asks them to."""
        may = await self._may_fetch(ctx, campaign, form)
        if ctx.asked is None or not may:
            arguments = {"campaign": int(campaign.number), "member": ctx.member.id}
            return await self.deeds.weigh(ctx, Deed(HAND_OVER, arguments))
        if not ctx.is_private:
            raise PrivateOnly
        await self.exports.take_back(campaign.id, ctx.member.id)
        file, sums = ctx.asked
        entry = Entry("campaign.fetched", int(campaign.number), ctx.member.id)
        file = replace(file, gone_after=GONE_AFTER)
        return Reply(views.handed_stated(campaign, sums), private=True, file=file, journal=(entry,))

    async def _may_fetch(self, ctx: Context, campaign: Campaign, form: Form) -> bool:
        """Whether this steward may have it now; refuses who is none, and what has no such file."""
        if ctx.role is not Role.STEWARD:
            raise rules.StewardsOnly(campaign.number)
        if campaign.bloc is not None:
            raise rules.OfABloc(campaign.number)
        if form not in (Form.CSV, Form.JSON):
            raise rules.NoPersonalForm(campaign.number)
        return await self.exports.may_fetch(campaign.id, ctx.member.id, ctx.now)

    async def _says_hand_over(self, assembly: Assembly, deed: Deed) -> Said:
        number = Numbered(int(deed.arguments["campaign"]))
        return views.says_hand_over(await self.store.find(assembly.id, number))

    async def _hand_over(self, ctx: Context, deed: Deed) -> Reply:
        """Lets the steward who asked fetch it within a day, and says so to everybody."""
        number, member = Numbered(int(deed.arguments["campaign"])), int(deed.arguments["member"])
        campaign = await self.store.find(ctx.assembly.id, number)
        if campaign is None or campaign.bloc is not None:
            raise rules.OfABloc(number)
        await self.exports.allow(campaign.id, member, ctx.now + FETCHED_WITHIN)
        told = () if ctx.found_member and ctx.found_member.id == member else (_told(member, campaign),)
        return Reply(
            views.allowed(campaign, _line(campaign)),
            posts=(Post(HANDED_CARD, int(number)),),
            tells=told,
            journal=(Entry("campaign.hand-over", int(number), member),),
            private=True,
        )

    @card(ALLOWED_CARD)
    async def allowed_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, Numbered(number))
        return views.allowed(campaign, _line(campaign)) if campaign else None

    @card(HANDED_CARD)
    async def handed_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, Numbered(number))
        return views.announced(campaign) if campaign else None

    async def _sums(self, campaign: Campaign) -> Sums:
        total, named = await self.exports.count(campaign)
        paper = await self.exports.on_paper(campaign.id)
        return Sums(total, named, paper, await self.exports.organisations(campaign.id))

    async def _translated(self, ctx: Context, campaign: Campaign, language: str) -> Campaign:
        """The campaign in the words of a translation that was reviewed, where one is asked for."""
        if not language:
            return campaign
        words = wanted(ctx, campaign, await self.renderings(ctx.assembly, campaign), language)
        return replace(campaign, title=words.title, text=words.text, locale=words.locale)

    def _in_its_language(self, ctx: Context, campaign: Campaign) -> Speech:
        """Files are in the language of the letter: it goes to its addressee, not to who asks for it."""
        assert self.home.speech is not None
        return self.home.speech(campaign.locale, ctx.assembly.zone, ctx.now, ctx.features)


def _told(member: int, campaign: Campaign) -> Tell:
    return Tell(member, ALLOWED_CARD, int(campaign.number), asked=True)


def _line(campaign: Campaign) -> str:
    return f"campaign export {campaign.number} csv stated:yes"
