"""Starting a campaign: open at once, or once sponsors or a carried motion stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.blocs import Bloc
from bot.api.card import Reply
from bot.api.circles import unlisted_number
from bot.api.cog import lookup
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import SaidBefore
from bot.api.number import Numbered
from bot.api.people import Address, Assembly
from bot.api.text import folded
from cogs.campaigns.commands.desk import card_post, is_unlisted, noted
from cogs.campaigns.commands.sponsoring import Sponsoring
from cogs.campaigns.rules import campaign as rules
from cogs.campaigns.rules import errors, goal
from cogs.campaigns.rules.campaign import (
    ADDRESSEE_LIMIT,
    MOST_RUNNING,
    NO_ROOM,
    TITLE_LIMIT,
    Campaign,
    Kind,
    State,
)
from cogs.campaigns.rules.opening import Needs, begun
from cogs.campaigns.views import answers

USUAL_GOALS = ("20", "50", "100", "500", "1000", "5000", "10000")
SIZE = "size"
"""The setting that says how many an assembly is, on its roll or not."""
SAME_WITHIN = timedelta(minutes=10)
Title = Annotated[str, Arg("What it demands, in a few words", limit=TITLE_LIMIT, sample="Free Erlan")]
Goal = Annotated[str, Arg("How many people it needs", lookup="goals", keyed=True, sample="1000")]
What = Annotated[Kind, Arg("letter (people sign it), or pledge (it holds once enough have made it)")]
Body = Annotated[str, Arg("The letter, or the promise, in full", long=True)]
Addressee = Annotated[
    str, Arg("Whom it is addressed to", form=True, limit=ADDRESSEE_LIMIT, sample="Ministry of Health")
]
Closes = Annotated[timedelta | datetime | None, Arg("The last moment to sign", sample="14d")]
Whose = Annotated[str, Arg("The bloc whose campaign it is", lookup="blocs", sample="Nurses")]
Part = Annotated[str, Arg("The bloc of which a goal such as 60% is a part", lookup="blocs", sample="Nurses")]
Called = Annotated[str, Arg("The one word that people type to sign it", limit=24, sample="erlan")]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A campaign as it was asked for."""

    title: str = field(repr=False)
    goal: str
    kind: Kind
    text: str = field(default="", repr=False)
    addressee: str = field(default="", repr=False)
    closes: timedelta | datetime | None = None
    name: str = field(default="", repr=False)
    motion: Numbered | None = None
    of: str = field(default="", repr=False)


class Starting(Sponsoring):
    """For every member; those of a bloc are for its members."""

    @command("campaign start", modal=True, example="campaign start Free Erlan goal:1000")
    async def start(
        self,
        ctx: Context,
        title: Title,
        goal: Goal,
        kind: What = Kind.LETTER,
        text: Body = "",
        addressee: Addressee = "",
        closes: Closes = None,
        bloc: Whose = "",
        name: Called = "",
        of: Part = "",
    ) -> Reply:
        """Start a letter that people sign, or a pledge that holds once enough have made it."""
        wanted = Wanted(title, goal, kind, text, addressee, closes, name, of=of)
        return await self.started(ctx, wanted, await self.circles.meant(ctx, bloc))

    @lookup("goals")
    async def goals(self, _assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """Numbers of people, as they are often wanted."""
        return [(n, n) for n in USUAL_GOALS if n.startswith(typed.strip())]

    async def started(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Reply:
        """Starts a campaign in the open transaction."""
        await self._refuse_many(ctx, wanted, bloc)
        fresh = await self._made(ctx, wanted, bloc)
        needs = Needs.read(ctx.assembly.settings)
        asks = needs.motion and wanted.motion is None and self.bodies.motions is not None
        campaign = await self.store.add(begun(fresh, needs, not asks, ctx.now))
        moved = Reply(answers.nothing())
        if asks:
            campaign, moved = await self.proposed(ctx, campaign)
        await self.days_counted(ctx.assembly, campaign, ctx.now)
        return Reply(
            answers.started(campaign),
            posts=(*moved.posts, card_post(campaign)),
            journal=(*moved.journal, *noted("campaign.started", campaign, campaign.starter)),
            private=True,
            silent=campaign.room == ctx.room.address and campaign.is_running,
        )

    async def _made(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> Campaign:
        closes_at = ctx.now + wanted.closes if isinstance(wanted.closes, timedelta) else wanted.closes
        wants, workplace = await self._goal(ctx, wanted, bloc)
        rules.sizes(wants, closes_at, ctx.now)
        number = await self._number(ctx, bloc)
        return Campaign(
            id=0,
            assembly=ctx.assembly.id,
            number=number,
            name=await self._name(ctx, wanted, number),
            kind=wanted.kind,
            state=State.WAITING,
            title=" ".join(wanted.title.split()),
            text=wanted.text.strip(),
            goal=wants,
            locale=ctx.assembly.locale,
            room=await self._room(ctx, bloc),
            started_at=ctx.now,
            addressee=" ".join(wanted.addressee.split()),
            starter=ctx.member.id,
            bloc=bloc.id if bloc else None,
            workplace=workplace,
            motion=wanted.motion,
            closes_at=closes_at,
        )

    async def _goal(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> tuple[int, int | None]:
        """How many people are wanted, and the bloc of whose declared size that is a part.

        A pledge that more would have to make than there are could never be met.
        """
        of = await self.named_bloc(ctx, wanted.of) if wanted.of else bloc
        everyone = await self._everyone(ctx, of)
        if not goal.is_share(wanted.goal):
            wants = goal.read(wanted.goal)
            if wanted.kind is Kind.PLEDGE and wants > everyone:
                raise errors.OverEveryone(wants, everyone)
            return wants, None
        declared = of.size if of else int(ctx.assembly.settings.get(SIZE) or 0)
        if not declared:
            raise errors.NoSize(of.name if of else "")
        wants = goal.read(wanted.goal, declared)
        if wants > declared:
            raise errors.OverEveryone(wants, declared)
        return wants, of.id if of else None

    async def named_bloc(self, ctx: Context, name: str) -> Bloc | None:
        """Any bloc that this person may know of."""
        if self.bodies.blocs is None:
            return None
        alone = ctx.member.id if ctx.is_private else None
        return await self.bodies.blocs.named(ctx.assembly.id, name, alone)

    async def _everyone(self, ctx: Context, bloc: Bloc | None) -> int:
        """How many there are at most: on the roll or in the bloc, or as many as somebody has said."""
        if bloc is not None:
            return max(bloc.size, len(await self.circles.body(bloc.id)))
        return max(int(ctx.assembly.settings.get(SIZE) or 0), await self.roll.size(ctx.assembly.id))

    async def _number(self, ctx: Context, bloc: Bloc | None) -> Numbered:
        if bloc is None or not bloc.is_unlisted:
            return await self.store.number(ctx.assembly.id)
        while await self.store.find(ctx.assembly.id, drawn := unlisted_number()) is not None:
            pass
        return drawn

    async def _name(self, ctx: Context, wanted: Wanted, number: Numbered) -> str:
        """The word that people type; an unlisted bloc's never clashes with another, as that would tell."""
        taken = await self.store.names(ctx.assembly.id)
        if is_unlisted(number):
            return rules.unlisted_name(rules.short_name(wanted.name or wanted.title, frozenset()), number)
        if not wanted.name:
            return rules.short_name(wanted.title, taken)
        name = rules.name_of(wanted.name)
        if name in taken:
            raise errors.NameTaken(name)
        return name

    async def _room(self, ctx: Context, bloc: Bloc | None) -> Address:
        """Where it was started; never in a room of other people, and a bloc's own in no other room."""
        here = await self.circles.room_of(ctx)
        if bloc is not None:
            return ctx.room.address if here is not None and here.id == bloc.id else NO_ROOM
        return ctx.assembly.home if ctx.room.private or here is not None else ctx.room.address

    async def _refuse_many(self, ctx: Context, wanted: Wanted, bloc: Bloc | None) -> None:
        """Refuses the same campaign twice by a slip, and more than anybody can follow."""
        some = [*await self.store.running(ctx.assembly.id), *await self.store.waiting(ctx.assembly.id)]
        for one in some:
            is_same = folded(one.title) == folded(wanted.title) and one.bloc == (bloc.id if bloc else None)
            if is_same and one.starter == ctx.member.id and one.started_at > ctx.now - SAME_WITHIN:
                raise SaidBefore(one.number)
        if len(some) >= MOST_RUNNING:
            raise errors.TooManyRunning(MOST_RUNNING)
