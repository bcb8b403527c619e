"""Signatures that are none: looked at first, rejected by two stewards with a reason, put back if need be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.alarms import Rung
from bot.api.ask import Ask
from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.deeds import Deed, DeedKind, Said
from bot.api.number import Numbered
from bot.api.people import Assembly, Member, Role
from bot.api.speech import N_
from cogs.campaigns.commands.desk import CARD, Which, noted
from cogs.campaigns.commands.looking import Looking
from cogs.campaigns.review_store import Reviews
from cogs.campaigns.rules import fraud as rules
from cogs.campaigns.rules import trust_errors as errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.fraud import BURST, REASON_LIMIT, Found, Review, Rule
from cogs.campaigns.views import reviewing as views
from cogs.campaigns.views.words import is_hidden

REVIEW, UNDO, BURST_CARD = "campaign.review", "campaign.review-undo", "campaign.burst"
REVIEWED_CARD = "campaign.reviewed"
When = datetime | timedelta | None
New = Annotated[bool, Arg("Only those by accounts that were new", sample="yes")]
From = Annotated[When, Arg("Only those since then", sample="Mon 12:00")]
Until = Annotated[When, Arg("Only those until then", sample="Mon 13:00")]
NoBloc = Annotated[bool, Arg("Only those that no bloc vouches for", sample="yes")]
Because = Annotated[str, Arg("Why; everybody can read it", limit=REASON_LIMIT)]
Confirm = Annotated[bool, Arg("To have pending ones count, instead of rejecting any")]
Go = Annotated[int, Arg("The number of a review that you have looked at, to have it done")]
Undo = Annotated[int, Arg("The number of a review that is to be undone")]


class Reviewing(Looking):
    """Nothing changes before it has been looked at, and nothing for good."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.reviews = Reviews(home.db)
        self.lookers.append(self.watch_bursts)
        self.deeds.add(DeedKind(REVIEW, self._says_review, self._review, N_("Review signatures")))
        self.deeds.add(DeedKind(UNDO, self._says_undo, self._undo, N_("Undo a review of signatures")))

    async def look_at(
        self,
        _ask: Ask,
        ctx: Context,
        campaign: str,
        new: bool = False,
        from_: When = None,
        until: When = None,
        no_bloc: bool = False,
        confirm: bool = False,
        **_more: object,
    ) -> tuple[Rule, Found] | None:
        """What a rule means now, before anyone waits for the writer; None where none is given."""
        if ctx.role is not Role.STEWARD or not (new or from_ or until or no_bloc or confirm):
            return None
        async with self.store.db.reading():
            found = await self.find(ctx, campaign)
            rule = rules.ruled(found.number, new, from_, until, no_bloc, confirm, ctx.now)
            return rule, await self.reviews.meant(found.id, rule)

    @command(
        "campaign review",
        who=Role.STEWARD,
        prepare="look_at",
        example="campaign review erlan new:yes from:Mon 12:00",
    )
    async def review(
        self,
        ctx: Context,
        campaign: Which,
        new: New = False,
        from_: From = None,
        until: Until = None,
        no_bloc: NoBloc = False,
        because: Because = "",
        confirm: Confirm = False,
        go: Go = 0,
        undo: Undo = 0,
    ) -> Reply:
        """Look at signatures that a rule would reject, and have them rejected, by two stewards."""
        found = await self.find(ctx, campaign)
        if go or undo:
            return await self._weighed(ctx, found, go, undo)
        if ctx.asked is None:
            return await self._overview(found)
        rule, meant = ctx.asked
        if not meant.n and not is_hidden(found):
            raise errors.NothingToReview(found.number)
        if not because.strip():
            return Reply(views.preview(found, rule, meant, None), private=True)
        drafted = await self.reviews.draft(found.id, rule, because.strip(), meant.n, ctx.now)
        return Reply(views.preview(found, rule, meant, drafted), private=True)

    async def _overview(self, campaign: Campaign) -> Reply:
        standings, done = await self.reviews.standings(campaign.id), await self.reviews.done(campaign.id)
        return Reply(views.overview(campaign, standings, done), private=True)

    async def _weighed(self, ctx: Context, campaign: Campaign, go: int, undo: int) -> Reply:
        """Asks the second steward."""
        await self._known(campaign, go, undo)
        arguments = {"campaign": int(campaign.number), "review": go or undo}
        return await self.deeds.weigh(ctx, Deed(REVIEW if go else UNDO, arguments))

    async def _known(self, campaign: Campaign, go: int, undo: int) -> Review:
        """The review that is meant, where it can still be done, or undone."""
        review = await self.reviews.get(campaign.id, go or undo)
        fits = review is not None and (review.done_at is None if go else review.is_done)
        if review is None or not fits:
            raise errors.NoSuchReview(go or undo)
        return review

    async def _reviewed(self, assembly: Assembly, deed: Deed) -> tuple[Campaign, Review]:
        number, review = Numbered(int(deed.arguments["campaign"])), int(deed.arguments["review"])
        campaign = await self.store.find(assembly.id, number)
        if campaign is None:
            raise errors.NoSuchReview(review)
        done, undone = (review, 0) if deed.kind == REVIEW else (0, review)
        return campaign, await self._known(campaign, done, undone)

    async def _says_review(self, assembly: Assembly, deed: Deed) -> Said:
        return await self._says(assembly, deed, undo=False)

    async def _says_undo(self, assembly: Assembly, deed: Deed) -> Said:
        return await self._says(assembly, deed, undo=True)

    async def _says(self, assembly: Assembly, deed: Deed, undo: bool) -> Said:
        """What is to be done, also once it has been."""
        number = Numbered(int(deed.arguments["campaign"]))
        campaign = await self.store.find(assembly.id, number)
        review = await self.reviews.get(campaign.id, int(deed.arguments["review"])) if campaign else None
        return views.says(campaign, review, undo)

    async def _review(self, ctx: Context, deed: Deed) -> Reply:
        """Rejects, or confirms, what the rule means now."""
        campaign, review = await self._reviewed(ctx.assembly, deed)
        done = await self.reviews.do(campaign.id, review, ctx.now)
        if review.rule.confirms:
            await self.reviews.note_alarm(campaign.id, ctx.now, ctx.now)
        return await self._changed(ctx, campaign, views.done(campaign, done), review, "campaign.reviewed")

    async def _undo(self, ctx: Context, deed: Deed) -> Reply:
        """Has what a review touched stand as it did before."""
        campaign, review = await self._reviewed(ctx.assembly, deed)
        n = await self.reviews.undo(campaign.id, review, ctx.now)
        view = views.undone(campaign, review, n)
        return await self._changed(ctx, campaign, view, review, "campaign.review-undone")

    async def _changed(
        self, ctx: Context, campaign: Campaign, view: View, review: Review, kind: str
    ) -> Reply:
        """Everybody is told, with the reason, also where one steward is all there are."""
        await self.store.db.within(lambda c: self.look_soon(c, campaign.assembly, [campaign.id], ctx.now))
        by = ctx.found_member.id if ctx.found_member else None
        room, told = campaign.room if campaign.room.id else None, str(review.number)
        post = Post(REVIEWED_CARD, campaign.number, room, told, replies_to=CARD, bloc=campaign.bloc)
        stale = ((CARD, int(campaign.number)),)
        return Reply(view, posts=(post,), stale=stale, journal=noted(kind, campaign, by), private=True)

    @card(REVIEWED_CARD)
    async def reviewed_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        """For everybody."""
        campaign = await self.store.find(assembly.id, number)
        if campaign is None or not detail.isdecimal():
            return None
        review = await self.reviews.get(campaign.id, int(detail))
        return views.reviewed(campaign, review) if review is not None else None

    async def watch_bursts(self, assembly: Assembly, campaign: Campaign, now: datetime) -> Rung:
        """Tells stewards once when many new accounts sign."""
        if await self.reviews.burst(campaign.id, now) < BURST:
            return Rung()
        alarm = await self.reviews.alarm(campaign.id)
        if alarm.is_on(now) or alarm.is_calm(now):
            return Rung()
        await self.reviews.note_alarm(campaign.id, now)
        stewards = await self.roll.in_role(assembly.id, Role.STEWARD)
        told = [one for one in stewards if await self._may_know(campaign, one)]
        return Rung(tells=tuple(Tell(one, BURST_CARD, int(campaign.number), asked=True) for one in told))

    async def to_review(self, assembly: Assembly, member: Member, _now: datetime) -> Sequence[View]:
        """Lines of /now, for stewards: where signatures are pending."""
        if member.role is not Role.STEWARD:
            return ()
        running = await self.store.running(assembly.id)
        pending = await self.reviews.pending([one.id for one in running])
        waits = [one for one in running if one.id in pending and await self._may_know(one, member.id)]
        return [views.pending(one, pending[one.id]) for one in waits]

    async def _may_know(self, campaign: Campaign, member: int) -> bool:
        return campaign.bloc is None or await self.circles.is_of(campaign.bloc, member)

    @card(BURST_CARD)
    async def burst_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        campaign = await self.store.find(assembly.id, number)
        return views.burst(campaign) if campaign else None
