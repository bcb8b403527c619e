"""Changing a campaign: its words in a new version, how long it runs, its symbol."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from cogs.campaigns.commands.desk import Which, is_unlisted, noted
from cogs.campaigns.commands.moving import Moving
from cogs.campaigns.commands.starting import Addressee, Called
from cogs.campaigns.rules import campaign as rules
from cogs.campaigns.rules import changing, errors, goal
from cogs.campaigns.rules import symbol as symbols
from cogs.campaigns.rules.campaign import SYMBOL_LIMIT, TITLE_LIMIT, Campaign
from cogs.campaigns.stencils import emoji_of
from cogs.campaigns.views import answers

NewTitle = Annotated[str, Arg("What it demands, if that is to read otherwise", form=True, limit=TITLE_LIMIT)]
NewText = Annotated[str, Arg("The new text in full", long=True)]
NewEnd = Annotated[timedelta | datetime | None, Arg("The last moment to sign", sample="14d")]
NewGoal = Annotated[str, Arg("How many people it needs", lookup="goals", sample="2000")]
Symbol = Annotated[
    str,
    Arg(
        "An emoji, or the name of a stencil, such as vest; none for no symbol",
        limit=SYMBOL_LIMIT,
        sample="🦺",
    ),
]


class Changing(Moving):
    """For whoever started it, and stewards."""

    async def own(self, ctx: Context, which: str) -> Campaign:
        """The campaign that is meant; refuses who may not change it."""
        campaign = await self.find(ctx, which)
        is_starter = ctx.found_member is not None and campaign.starter == ctx.member.id
        if not is_starter and ctx.role is not Role.STEWARD:
            raise errors.NotYours(campaign.number)
        return campaign

    @command("campaign update", modal=True, example="campaign update erlan")
    async def update(
        self,
        ctx: Context,
        campaign: Which,
        text: NewText = "",
        title: NewTitle = "",
        addressee: Addressee = "",
        name: Called = "",
    ) -> Reply:
        """Change a campaign's words; whoever has signed keeps what they signed, and is asked again."""
        before = await self.own(ctx, campaign)
        after = await self._renamed(ctx, before, name)
        after = changing.reworded(after, title, text, addressee)
        if after == before:
            raise errors.NothingChanged("campaign update")
        is_signed = await self.is_signed(before)
        after = changing.versioned(before, after, is_signed)
        if changing.is_reworded(before, after):
            await self.store.add_version(after, ctx.now)
        if after.version > before.version:
            await self.store.db.within(
                lambda connection: self.look_soon(connection, ctx.assembly.id, {after.id}, ctx.now)
            )
        reply = await self.keep(after, answers.updated(before, after))
        reply.journal = noted("campaign.updated", after, ctx.member.id)
        reply.private = True
        return reply

    async def _renamed(self, ctx: Context, campaign: Campaign, name: str) -> Campaign:
        if not name or rules.name_of(name) == campaign.name:
            return campaign
        fresh = rules.name_of(name)
        if is_unlisted(campaign.number):
            return replace(campaign, name=rules.unlisted_name(fresh, campaign.number))
        if fresh in await self.store.names(ctx.assembly.id):
            raise errors.NameTaken(fresh)
        return replace(campaign, name=fresh)

    async def is_signed(self, campaign: Campaign) -> bool:
        """Whether anybody's signature stands under it, whatever became of it."""
        return bool(await self.signatures.by(campaign.id, "standing"))

    @command("campaign extend", example="campaign extend erlan closes:14d")
    async def extend(self, ctx: Context, campaign: Which, closes: NewEnd = None, goal: NewGoal = "") -> Reply:
        """Give a campaign more time, or another goal."""
        before = await self.own(ctx, campaign)
        closes_at = ctx.now + closes if isinstance(closes, timedelta) else closes
        wants = await self.goal_of(ctx, before, goal) if goal else None
        after = changing.extended(before, closes_at, wants, await self.is_signed(before), ctx.now)
        await self.days_counted(ctx.assembly, after, ctx.now)
        reply = await self.keep(after, answers.extended(after))
        reply.journal = noted("campaign.extended", after, ctx.member.id)
        return reply

    async def goal_of(self, _ctx: Context, _campaign: Campaign, words: str) -> int:
        """How many people are wanted from now on."""
        return goal.read(words)

    @command("campaign symbol", example="campaign symbol erlan 🦺")
    async def symbol(self, ctx: Context, campaign: Which, symbol: Symbol) -> Reply:
        """Give a campaign a symbol that stands on its cards: 🦺 for a yellow vest."""
        before = await self.own(ctx, campaign)
        after = replace(before, symbol=symbols.read(symbol, emoji_of))
        reply = await self.keep(after, answers.symbol_set(after))
        reply.private = True
        return reply
