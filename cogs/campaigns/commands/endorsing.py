"""Organisations that sign, once a bloc that speaks for them has confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Post, Reply, View
from bot.api.circles import NotInBloc
from bot.api.cog import Home, card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from cogs.campaigns.commands.desk import CARD, Desk, Which, noted
from cogs.campaigns.endorsement_store import Endorsements
from cogs.campaigns.rules import endorsement as rules
from cogs.campaigns.rules import trust_errors as errors
from cogs.campaigns.rules.campaign import Campaign
from cogs.campaigns.rules.endorsement import NAME_LIMIT
from cogs.campaigns.views import endorsing as views

ASKED = "campaign.endorsing"
Name = Annotated[str, Arg("The organisation’s name", limit=NAME_LIMIT, sample="Dockers’ Union")]
Through = Annotated[str, Arg("The bloc that speaks for it", lookup="blocs", limit=201, sample="Dockers")]
Remove = Annotated[bool, Arg("Whether it signs no longer")]


class Endorsing(Desk):
    """A member asks, and whoever keeps the bloc says yes: nobody signs alone for others."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.endorsements = Endorsements(home.db)
        self.beside.append(self.organisations_that_sign)

    @command("campaign endorse", example="campaign endorse erlan Dockers’ Union bloc:Dockers")
    async def endorse(
        self, ctx: Context, campaign: Which, name: Name, bloc: Through = "", remove: Remove = False
    ) -> Reply:
        """Have an organisation sign a letter, through a bloc that speaks for it."""
        found = await self.running(ctx, campaign)
        if found.is_pledge:
            raise errors.OnlyLetters(found.number)
        some = await self.endorsements.of(found.id)
        named = rules.called(name, some, found.number)
        if remove:
            return await self._endorse_no_more(ctx, found, named)
        body = await self._speaking(ctx, found, bloc)
        rules.has_room(some, named, found.number)
        if await self.endorsements.launches(found.id, named):
            return Reply(views.launches(found, named), private=True)
        return await self._endorsed(ctx, found, named, body)

    async def _endorsed(self, ctx: Context, campaign: Campaign, name: str, body: Bloc) -> Reply:
        """Signed at once by whoever keeps the bloc; asked of them by anybody else in it."""
        is_keeper = self.bodies.blocs is not None and await self.bodies.blocs.keeps(ctx, body.id)
        there = await self.endorsements.get(campaign.id, name)
        if there is not None and there.is_confirmed:
            return Reply(views.endorsed(campaign, name, body.name), private=True)
        await self.endorsements.put(campaign.id, name, body.id, ctx.now if is_keeper else None)
        asked = Post(ASKED, int(campaign.number), detail=name, bloc=body.id)
        if not is_keeper:
            return Reply(views.asked(campaign, name, body.name), posts=(asked,), private=True)
        return Reply(
            views.endorsed(campaign, name, body.name),
            stale=((CARD, int(campaign.number)), (ASKED, int(campaign.number))),
            journal=noted("campaign.endorsed", campaign, ctx.member.id),
            private=True,
        )

    async def _speaking(self, ctx: Context, campaign: Campaign, words: str) -> Bloc:
        """The bloc that is named; refuses who is neither in it nor keeps it."""
        blocs = self.bodies.blocs
        if blocs is None:
            raise errors.NoBlocsHere
        body = await blocs.named(ctx.assembly.id, words, None) if words else await self.circles.room_of(ctx)
        if body is None or body.is_unlisted:
            raise errors.WhichBloc(campaign.number)
        if not (await self.circles.is_of(body.id, ctx.member.id) or await blocs.keeps(ctx, body.id)):
            raise NotInBloc(body.name)
        return body

    async def _endorse_no_more(self, ctx: Context, campaign: Campaign, name: str) -> Reply:
        there = await self.endorsements.get(campaign.id, name)
        if there is None or await self.endorsements.launches(campaign.id, name):
            raise errors.NotEndorsed(name, campaign.number)
        blocs = self.bodies.blocs
        speaks = blocs is not None and there.bloc is not None and await blocs.keeps(ctx, there.bloc)
        if not (speaks or ctx.role is Role.STEWARD):
            bloc = await self.circles.called(there.bloc)
            raise errors.NotTheKeeper(bloc.name if bloc else name)
        await self.endorsements.remove(campaign.id, name)
        stale = ((CARD, int(campaign.number)), (ASKED, int(campaign.number)))
        journal = noted("campaign.endorsed-no-more", campaign, ctx.member.id)
        return Reply(views.no_more(campaign, name), stale=stale, journal=journal, private=True)

    @card(ASKED)
    async def endorsing_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        """Asks whoever keeps a bloc, in its own rooms."""
        campaign = await self.store.find(assembly.id, number)
        there = await self.endorsements.get(campaign.id, detail) if campaign else None
        if campaign is None or there is None or there.bloc is None:
            return None
        bloc = await self.circles.called(there.bloc)
        return views.asking(campaign, there, bloc) if bloc else None

    async def organisations_that_sign(self, _assembly: Assembly, campaign: Campaign) -> Sequence[View]:
        """Those that are confirmed, on the card."""
        some = [one for one in await self.endorsements.of(campaign.id) if one.is_confirmed]
        return [views.beside([one.name for one in some])] if some else []
