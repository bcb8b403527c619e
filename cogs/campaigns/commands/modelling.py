"""Motions for other workplaces: published, moved there, and counted where they are carried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from bot.api.alarms import Alarm, Rung
from bot.api.blocs import ModelText
from bot.api.card import Entry, Post, Reply, View
from bot.api.cog import Home, card, lookup
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.meetings import Happened
from bot.api.number import Numbered
from bot.api.people import Assembly, Role
from cogs.campaigns.commands.desk import Desk
from cogs.campaigns.model_store import Models
from cogs.campaigns.rules import model as rules
from cogs.campaigns.rules.model import (
    BODY_LIMIT,
    MOST_ADOPTIONS,
    MOST_MODELS,
    PROOF_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    TOWN_LIMIT,
    Adoption,
    Model,
)
from cogs.campaigns.views import model as views
from cogs.campaigns.views.model import Shown

MODEL_CARD, ADOPTED = "campaign.model", "campaign.adopted"
MOTION = "motion"
MOST_LISTED = 20
Number = Annotated[int, Arg("The model's number", lookup="models", sample="7")]
Report = Annotated[int, Arg("The number of the report", sample="1")]
Title = Annotated[
    str, Arg("What other bodies would vote on", limit=TITLE_LIMIT, unless="motion", sample="No layoffs here")
]
Text = Annotated[str, Arg("The motion in full, for any workplace", long=True, limit=TEXT_LIMIT)]
Carried = Annotated[Numbered | None, Arg("A motion that you carried, to offer its words", lookup="motions")]
Body = Annotated[str, Arg("Who carried it", limit=BODY_LIMIT, sample="Night shift at the depot")]
Town = Annotated[str, Arg("Where", limit=TOWN_LIMIT, sample="Aliağa")]
Proof = Annotated[str, Arg("Where that can be read, or who saw it", limit=PROOF_LIMIT)]
For = Annotated[int, Arg("How many voted for it", sample="45")]
Against = Annotated[int, Arg("How many voted against it", sample="2")]


class Modelling(Desk):
    """What one body decides, others can decide too; nobody is named by whom the bot counts by itself."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.models = Models(home.db)

    @command("campaign model", modal=True, example="campaign model No layoffs here")
    async def model(self, ctx: Context, title: Title, text: Text = "", motion: Carried = None) -> Reply:
        """Offer a motion to other workplaces, which can move it as their own."""
        if await self.models.count(ctx.assembly.id) >= MOST_MODELS:
            raise rules.TooManyModels(MOST_MODELS)
        if motion is not None:
            title, text = await self._words_of(ctx, motion, title, text)
        member, assembly = ctx.member.id, ctx.assembly
        made = await self.models.add(
            Model(0, assembly.id, " ".join(title.split()), text, assembly.locale, member, ctx.now)
        )
        return Reply(
            views.published(made),
            posts=(Post(MODEL_CARD, made.id),),
            journal=(Entry("model published", made.id, member),),
            private=True,
        )

    async def _words_of(self, ctx: Context, motion: Numbered, title: str, text: str) -> tuple[str, str]:
        """The words of a carried motion, but for those that were given in their place."""
        motions = self.bodies.motions
        found = await motions.find(ctx.assembly.id, motion) if motions else None
        if found is None or not found.carried or found.bloc is not None:
            raise rules.NotCarriedHere(motion)
        return title or found.title[:TITLE_LIMIT], text or found.text

    @command("model list", who=Role.OBSERVER, example="model list")
    async def model_list(self, ctx: Context) -> Reply:
        """See which motions are offered to all workplaces, and who carried them."""
        some = await self.models.newest(MOST_LISTED)
        so_far = await self.models.carried([one.id for one in some])
        return Reply(views.listing([Shown(one, so_far[one.id]) for one in some]))

    @command("model show", who=Role.OBSERVER, example="model show 7")
    async def model_show(self, ctx: Context, number: Number) -> Reply:
        """Read a motion that is offered to all workplaces."""
        model = await self.model_of(number)
        return Reply(await self._shown(model, ctx.assembly.id))

    @command("model withdraw", example="model withdraw 7")
    async def model_withdraw(self, ctx: Context, number: Number) -> Reply:
        """Offer a motion to other workplaces no more."""
        model = await self._ours(ctx, number)
        if model.publisher != ctx.member.id and ctx.role is not Role.STEWARD:
            raise rules.NotPublisher(number)
        await self.models.withdraw(number, ctx.now)
        entry = Entry("model withdrawn", number, ctx.member.id)
        return Reply(views.withdrawn(model), stale=((MODEL_CARD, number),), journal=(entry,))

    @command("campaign adopted", example="campaign adopted 7 body:Nights town:Depot for:45 against:2")
    async def adopted(
        self,
        ctx: Context,
        number: Number,
        body: Body,
        town: Town,
        for_: For,
        against: Against,
        proof: Proof = "",
    ) -> Reply:
        """Report a body that carried a motion of ours and does not use this bot."""
        model = await self._ours(ctx, number)
        rules.votes(number, for_, against)
        named, where = " ".join(body.split()), " ".join(town.split())
        before = await self.models.adopted(number)
        if (same := next((one for one in before if one.is_same(named, where)), None)) is not None:
            raise rules.ReportedBefore(number, same.number)
        if len(before) >= MOST_ADOPTIONS:
            raise rules.TooManyModels(MOST_ADOPTIONS)
        member = ctx.member.id
        made = await self.models.adopt(
            Adoption(number, 0, named, where, for_, against, proof, member, ctx.now)
        )
        entry = Entry("model adoption reported", number, member, {"report": made.number})
        return Reply(views.reported(model, made), stale=((MODEL_CARD, number),), journal=(entry,))

    @command("model confirm", example="model confirm 7 1")
    async def model_confirm(self, ctx: Context, number: Number, report: Report) -> Reply:
        """Confirm that a body carried it which another member reported."""
        model, member = await self._ours(ctx, number), ctx.member.id
        before = {one.number: one for one in await self.models.adopted(number)}
        one = rules.confirm(before.get(report), member, number)
        await self.models.confirm(one, ctx.now)
        so_far = (await self.models.carried([number]))[number]
        entry = Entry("model adoption confirmed", number, member, {"report": report})
        return Reply(
            views.confirmed(model, one, so_far), stale=((MODEL_CARD, number),), journal=(entry,), private=True
        )

    @card(MODEL_CARD)
    async def model_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        model = await self.models.get(number, even_withdrawn=True)
        return await self._shown(model, assembly.id) if model else None

    @lookup("models")
    async def complete_model(self, _assembly: Assembly, typed: str) -> Sequence[tuple[str, str]]:
        """The newest by number or title."""
        wanted = typed.casefold()
        return [
            (str(one.id), f"{one.id} {one.title}")
            for one in await self.models.newest(MOST_LISTED)
            if wanted in f"{one.id} {one.title}".casefold()
        ]

    async def model_decided(self, what: Happened) -> None:
        """Counts a motion moved from a model once it is carried; that of a careful assembly stays there."""
        if what.kind != MOTION or self.bodies.motions is None:
            return
        found = await self.bodies.motions.find(what.assembly.id, Numbered(what.subject))
        if found is None or not found.is_over:
            return
        model = await self.models.settle(what.assembly.id, what.subject)
        if model is None or not found.carried or what.assembly.careful or found.votes is None:
            return
        ayes, noes = found.votes
        made = Adoption(model, 0, "", "", ayes, noes, "", None, what.at, what.at)
        await self.models.adopt(made)
        if (of := await self.models.get(model)) is not None:
            await self.alarms.set(Alarm(of.assembly, ADOPTED, model, what.at))

    async def adopted_elsewhere(self, _assembly: Assembly, due: Sequence[Alarm], _now: datetime) -> Rung:
        """Has the card at home show what was carried elsewhere."""
        return Rung(stale=tuple((MODEL_CARD, one.subject) for one in due))

    async def model_of(self, number: int) -> Model:
        if (found := await self.models.get(number)) is None:
            raise rules.NoModel(number)
        return found

    async def _ours(self, ctx: Context, number: int) -> Model:
        model = await self.model_of(number)
        if model.assembly != ctx.assembly.id:
            raise rules.ReportedElsewhere(number)
        return model

    async def _shown(self, model: Model, here: int) -> View:
        so_far = (await self.models.carried([model.id]))[model.id]
        adopted = tuple(await self.models.adopted(model.id))
        is_ours = model.assembly == here
        return views.model_card(Shown(model, so_far, adopted), is_ours=is_ours)


class Offered:
    """What models offer to the cog of motions."""

    def __init__(self, cog: Modelling) -> None:
        self._cog = cog

    async def words(self, number: int) -> ModelText:
        """The words of a model; raises a RuleError where there is none."""
        model = await self._cog.model_of(number)
        return ModelText(model.title, model.text, model.locale)

    async def moved(self, assembly: int, motion: Numbered, number: int) -> None:
        """Notes that an assembly's motion was moved from a model, so that it is counted once carried."""
        await self._cog.models.moved(assembly, motion, number)
