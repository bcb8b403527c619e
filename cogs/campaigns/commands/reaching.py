"""Reaching people outside: one's own letter to the addressee, words to pass on, and flyers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot import paper
from bot.api.ask import Ask
from bot.api.card import File, Reply, View
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Address, Assembly, Role
from cogs.campaigns.commands.desk import Which
from cogs.campaigns.commands.translating import Translating, in_tongue
from cogs.campaigns.printing import printed
from cogs.campaigns.rules import reaching as rules
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.reaching import LINK_LIMIT
from cogs.campaigns.sent_store import Sent
from cogs.campaigns.views import flyer as flyers
from cogs.campaigns.views import message as views
from cogs.campaigns.views.message import Message

IsSent = Annotated[
    bool, Arg("Yes, once you have sent it: it is counted, and nobody learns who", sample="yes")
]
Link = Annotated[str, Arg("A link by which people join, for the code", limit=LINK_LIMIT, sample="https://…")]


class Reaching(Translating):
    """Nothing is sent by the bot itself: people write in their own name."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.sent = Sent(home.db)
        self.beside.append(self._to_share)

    @command("campaign message", who=Role.OBSERVER, private=True, example="campaign message erlan")
    async def message(self, ctx: Context, campaign: Which, sent: IsSent = False) -> Reply:
        """Get a ready letter to send from your own address, and words to pass on."""
        found = await self.running(ctx, campaign)
        if sent:
            return await self._noted(ctx, found)
        words = in_tongue(await self.renderings(ctx.assembly, found), ctx.tongue, ctx.locale)
        link, is_whole = rules.mailto(found.addressee, words.title, words.text)
        n = (await self.so_far([found]))[found.id]
        way = rules.way_to(_room(ctx))
        made = Message(found, words.title, words.text, link, is_whole, n, ctx.assembly.name, way)
        return Reply(views.message(made), private=True)

    async def _noted(self, ctx: Context, campaign: Campaign) -> Reply:
        """Counts a member once; of who is none nothing is written down for it."""
        if ctx.found_member is not None:
            await self.sent.note(campaign.id, ctx.found_member.id)
        return Reply(views.thanked(campaign, await self.sent.count(campaign.id)), private=True)

    async def set_flyer(self, _ask: Ask, ctx: Context, campaign: str, link: str = "") -> bytes:
        """Has the page set, before anyone waits for the writer."""
        scanned = rules.link(link) if link else ""
        async with self.store.db.reading():
            found = await self.running(ctx, campaign)
            some = await self.renderings(ctx.assembly, found)
        found = replace(found, title=in_tongue(some, ctx.tongue, ctx.locale).title)
        assert self.home.speech is not None
        say = self.home.speech(ctx.locale, str(ctx.zone), ctx.now, ctx.features)
        return await printed(flyers.flyer(say, found, ctx.assembly.name, _room(ctx), scanned))

    @command("campaign flyer", prepare="set_flyer", example="campaign flyer erlan")
    async def flyer(self, ctx: Context, campaign: Which, link: Link = "") -> Reply:
        """Get a page to print: the symbol, what is asked for, and a code by which to sign."""
        found = await self.running(ctx, campaign)
        file = File(f"flyer-{found.number}.pdf", paper.PDF, ctx.asked)
        is_linked = bool(link or rules.way_to(_room(ctx)))
        return Reply(flyers.flyer_made(found, is_linked), private=True, file=file)

    async def _to_share(self, _assembly: Assembly, campaign: Campaign) -> Sequence[View]:
        return [views.share_button(campaign)] if campaign.is_running else []


def _room(ctx: Context) -> Address:
    """A room of the assembly on the reader's network, to which others can be led."""
    network = ctx.account.address.network
    if ctx.assembly.home.network == network:
        return ctx.assembly.home
    rooms = [place.cards for place in ctx.assembly.places if place.cards and place.cards.network == network]
    return rooms[0] if rooms else Address(network, "")
