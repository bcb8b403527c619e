"""Signatures on paper, counted apart from those that were given here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.api.card import Reply, View
from bot.api.cog import Home
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.text import clean
from cogs.campaigns.commands.desk import CARD, Desk, Which, must_run, noted
from cogs.campaigns.paper_store import PaperStore
from cogs.campaigns.rules import errors as campaign_errors
from cogs.campaigns.rules import trust_errors as errors
from cogs.campaigns.rules.campaign import LARGEST_GOAL, Campaign
from cogs.campaigns.views import paper as views

PROOF_LIMIT = 300
Count = Annotated[int, Arg("How many signatures there are on paper", sample="230")]
Proof = Annotated[str, Arg("Where they can be looked at, or a link to it", limit=PROOF_LIMIT)]
Remove = Annotated[int, Arg("The number of a batch that is to be taken out again")]


class Batches(Desk):
    """Whoever started a campaign, and stewards, hand paper in; everybody can see where it is."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.paper = PaperStore(home.db)
        self.beside.append(self.on_paper)

    @command("campaign batch", example="campaign batch erlan 230 proof:lists 1 to 12, in the office")
    async def batch(
        self, ctx: Context, campaign: Which, count: Count = 0, proof: Proof = "", remove: Remove = 0
    ) -> Reply:
        """Count signatures on paper, apart from the others; or see which there are."""
        found = await self.find(ctx, campaign)
        if not (count or proof or remove):
            return Reply(views.listed(found, await self.paper.of(found.id)), private=True)
        if ctx.role is not Role.STEWARD and found.starter != ctx.member.id:
            raise campaign_errors.NotYours(found.number)
        if remove:
            return await self._without(ctx, found, remove)
        must_run(found)
        if found.is_pledge:
            raise errors.OnlyLetters(found.number)
        if not 0 < count <= LARGEST_GOAL or not clean(proof):
            raise errors.NoPaper(LARGEST_GOAL)
        added = await self.paper.add(found.id, count, clean(proof), ctx.member.id, ctx.now)
        stale = ((CARD, int(found.number)),)
        journal = noted("campaign.paper", found, ctx.member.id)
        return Reply(views.added(found, added), stale=stale, journal=journal, private=True)

    async def _without(self, ctx: Context, campaign: Campaign, number: int) -> Reply:
        if not await self.paper.remove(campaign.id, number):
            raise errors.NoSuchBatch(number)
        stale = ((CARD, int(campaign.number)),)
        journal = noted("campaign.paper-removed", campaign, ctx.member.id)
        return Reply(views.removed(campaign, number), stale=stale, journal=journal, private=True)

    async def on_paper(self, _assembly: Assembly, campaign: Campaign) -> Sequence[View]:
        """What stands on the card of what is on paper."""
        some = await self.paper.of(campaign.id)
        return [views.beside(sum(one.n for one in some))] if some else []
