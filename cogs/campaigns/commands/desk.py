"""What all commands of campaigns stand on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Annotated, TypeAlias

from bot.api.card import Entry, Post, Reply, Tell, View
from bot.api.circles import FIRST_UNLISTED, Circles
from bot.api.cog import Cog, Home
from bot.api.command import Arg
from bot.api.context import Context
from bot.api.number import Numbered
from bot.api.people import Assembly
from bot.api.text import folded
from cogs.campaigns.breakdown_store import Breakdowns
from cogs.campaigns.launch_store import Launches
from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import Campaign, titled
from cogs.campaigns.sign_store import Signatures
from cogs.campaigns.store import CampaignStore, numbers
from cogs.campaigns.views.refusals import ERRORS
from cogs.campaigns.views.sign_refusals import SIGNING_ERRORS
from cogs.campaigns.views.start_refusals import START_ERRORS
from cogs.campaigns.views.telling_refusals import TELLING
from cogs.campaigns.views.trust_refusals import TRUST_ERRORS

CARD = "campaign.card"
"""The kind of the card that stands in the rooms and shows how far a campaign is."""
MOST_NAMED = 12
Which = Annotated[str, Arg("The campaign's number or short name", lookup="campaigns", sample="erlan")]
Beside: TypeAlias = Callable[[Assembly, Campaign], Awaitable[Sequence[View]]]
"""What stands on a campaign's card as well: the blocks and buttons of each view."""

REFUSALS = {**ERRORS, **START_ERRORS, **SIGNING_ERRORS, **TELLING, **TRUST_ERRORS}


class Desk(Cog):
    """Campaigns with their stores and the boards that they need."""

    name = "campaigns"
    errors = REFUSALS

    def __init__(self, home: Home) -> None:
        self.store = CampaignStore(home.db, home.assemblies)
        self.signatures = Signatures(home.db)
        self.launches = Launches(home.db)
        self.breakdowns = Breakdowns(home.db)
        self.circles = Circles(home.bodies)
        self.bodies = home.bodies
        self.alarms = home.alarms
        self.deeds = home.deeds
        self.texts = home.texts
        self.roll = home.roll
        self.home = home
        self.beside: list[Beside] = []

    async def find(self, ctx: Context, which: str) -> Campaign:
        """The campaign of a number or short name, as far as this person may know of it here."""
        number, assembly = Numbered.read(which), ctx.assembly.id
        found = await (
            self.store.find(assembly, number) if number else self.store.named(assembly, folded(which))
        )
        if found is None or not await self.circles.may_know(ctx, found.bloc):
            known = await self.known(ctx)
            found = titled(known, which) or titled(await self._not_running(ctx), which)
            if found is None:
                raise errors.NoCampaign(which, numbers(known[:MOST_NAMED]))
        return found

    async def _not_running(self, ctx: Context) -> list[Campaign]:
        """Those that wait to open, and the last ones that have ended, which this person may know of here."""
        some = await self.store.waiting(ctx.assembly.id)
        some += await self.store.over(ctx.assembly.id, MOST_NAMED)
        return [one for one in some if await self.circles.may_know(ctx, one.bloc)]

    async def running(self, ctx: Context, which: str) -> Campaign:
        """The same, where it can be signed."""
        campaign = await self.find(ctx, which)
        must_run(campaign)
        return campaign

    async def known(self, ctx: Context) -> list[Campaign]:
        """Those that run and may be named to this person here."""
        some = await self.store.running(ctx.assembly.id)
        blocs = {one.bloc for one in some}
        open_here = {bloc for bloc in blocs if await self.circles.may_know(ctx, bloc)}
        return [one for one in some if one.bloc in open_here]

    async def so_far(self, some: Collection[Campaign]) -> Mapping[int, int]:
        """How many have signed each campaign, by its id; of pledges those alone that a bloc vouches for."""
        found = dict(await self.signatures.totals([one.id for one in some]))
        for one in some:
            if one.is_pledge:
                _all, found[one.id] = await self.signatures.total(one.id)
        return found

    async def keep(self, campaign: Campaign, view: View) -> Reply:
        """Saves a changed campaign and has its cards drawn anew."""
        await self.store.save(campaign)
        return Reply(view, stale=((CARD, campaign.number),))


def must_run(campaign: Campaign) -> None:
    """Refuses a campaign that can't be signed."""
    if campaign.is_running:
        return
    if campaign.opened_at is None and campaign.ended_at is None:
        raise errors.NotOpenYet(campaign.number)
    raise errors.HasEnded(campaign.number, campaign.name)


def card_post(campaign: Campaign) -> Post:
    """The card of a campaign: in its room and every place, or in the rooms of its bloc."""
    room = campaign.room if campaign.room.id else None
    return Post(CARD, campaign.number, room, bloc=campaign.bloc, watched=True)


def tell(person: int, kind: str, subject: int, detail: str = "") -> Tell:
    """A message that a signatory wants: to a member, or to minus the account of somebody who is none."""
    account = -person if person < 0 else None
    return Tell(max(person, 0), kind, subject, detail, asked=True, account=account)


def is_unnamed(assembly: Assembly) -> bool:
    """A careful assembly names nobody in its rooms."""
    return bool(assembly.careful)


def is_unlisted(number: Numbered) -> bool:
    """Whether a campaign is that of a bloc that is in no list."""
    return int(number) >= FIRST_UNLISTED


def noted(kind: str, campaign: Campaign, person: int | None = None) -> tuple[Entry, ...]:
    """A line of the journal; of what is an unlisted bloc's there is none."""
    return () if is_unlisted(campaign.number) else (Entry(kind, campaign.number, person),)
