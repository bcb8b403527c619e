"""A letter or a pledge that follows from a carried motion, and the organisations that launch a campaign."""

from __future__ import annotations

from typing import Annotated

from bot.api.card import Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.number import Numbered
from cogs.campaigns.commands.changing import Changing
from cogs.campaigns.commands.desk import CARD, Which
from cogs.campaigns.commands.starting import Closes, Starting, Wanted
from cogs.campaigns.rules import campaign as rules
from cogs.campaigns.rules import errors
from cogs.campaigns.rules.campaign import TEXT_LIMIT, TITLE_LIMIT, Kind, State
from cogs.campaigns.views import answers

LETTER, PLEDGE = "letter from", "pledge from"
MOST_ORGANISATIONS = 20
Motion = Annotated[Numbered, Arg("The carried motion's number", lookup="motions", sample="12")]
Goal = Annotated[str, Arg("How many people it needs", lookup="goals", sample="60")]
Name = Annotated[str, Arg("The organisation's name", limit=120, sample="Harbour Union")]
Speaks = Annotated[str, Arg("Your bloc that speaks for it, to confirm it", lookup="blocs", sample="Dockers")]
Remove = Annotated[bool, Arg("Yes to take it off again")]


class Following(Starting, Changing):
    """What was decided is carried on with its own words."""

    @command(LETTER, example="letter from 12 goal:100")
    async def letter(self, ctx: Context, number: Motion, goal: Goal = "", closes: Closes = None) -> Reply:
        """Start a letter with the words of a motion that was carried."""
        return await self._follow(ctx, number, Wanted("", goal, Kind.LETTER, closes=closes), LETTER)

    @command(PLEDGE, example="pledge from 12 goal:60")
    async def pledge(self, ctx: Context, number: Motion, goal: Goal = "", closes: Closes = None) -> Reply:
        """Start a pledge with the words of a motion that was carried."""
        return await self._follow(ctx, number, Wanted("", goal, Kind.PLEDGE, closes=closes), PLEDGE)

    async def _follow(self, ctx: Context, number: Numbered, wanted: Wanted, by: str) -> Reply:
        motions = self.bodies.motions
        found = await motions.find(ctx.assembly.id, number) if motions else None
        if found is None or not found.carried or not await self.circles.may_know(ctx, found.bloc):
            raise errors.NotCarried(number)
        for one in await self.store.of_motion(ctx.assembly.id, number):
            if one.kind is wanted.kind and one.state is not State.ARCHIVED:
                raise errors.FollowedAlready(number, one.number, one.name)
        if not wanted.goal:
            return Reply(answers.how_many(number, by), private=True)
        words = Wanted(
            found.title[:TITLE_LIMIT],
            wanted.goal,
            wanted.kind,
            found.text[:TEXT_LIMIT],
            closes=wanted.closes,
            motion=number,
        )
        return await self.started(ctx, words, await self.circles.called(found.bloc))

    @command("campaign organisation", example="campaign organisation erlan Harbour Union")
    async def organisation(
        self, ctx: Context, campaign: Which, name: Name, bloc: Speaks = "", remove: Remove = False
    ) -> Reply:
        """Name an organisation that launches a campaign, or confirm that it does."""
        found, named = await self.find(ctx, campaign), " ".join(name.split())
        if not remove:
            rules.must_go_on(found)
        launching = dict(await self.launches.of(found.id))
        if bloc:
            return await self._confirm(ctx, campaign, named, bloc)
        await self.own(ctx, campaign)
        if remove:
            if named not in launching:
                raise errors.NoOrganisation(named, found.number)
            await self.launches.remove(found.id, named)
            return Reply(answers.not_launched(found, named), stale=((CARD, found.number),), private=True)
        if len(launching) >= MOST_ORGANISATIONS:
            raise errors.TooManyOrganisations(MOST_ORGANISATIONS)
        await self.launches.put(found.id, named)
        return Reply(answers.launched(found, named, ""), stale=((CARD, found.number),), private=True)

    async def _confirm(self, ctx: Context, which: str, name: str, words: str) -> Reply:
        """Says in the name of a bloc that the organisation it speaks for launches this."""
        campaign = await self.find(ctx, which)
        if name not in dict(await self.launches.of(campaign.id)):
            raise errors.NoOrganisation(name, campaign.number)
        bloc = await self.named_bloc(ctx, words)
        if bloc is None or bloc.is_unlisted or not await self.keeps(ctx, bloc.id):
            raise errors.KeepersConfirm(bloc.name if bloc else words)
        await self.launches.confirm(campaign.id, name, bloc.id, ctx.now)
        shown = answers.launched(campaign, name, bloc.name)
        return Reply(shown, stale=((CARD, campaign.number),), private=True)

    async def keeps(self, ctx: Context, bloc: int) -> bool:
        return self.bodies.blocs is not None and await self.bodies.blocs.keeps(ctx, bloc)
