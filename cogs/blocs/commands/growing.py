"""What an assembly is offered as it grows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.blocs.commands.desk import Desk
from cogs.blocs.rules import growth
from cogs.blocs.rules.growth import Step
from cogs.blocs.views import answers
from cogs.blocs.views.growth import offer_card

OFFER = "bloc.growth"
LOOK_EVERY = timedelta(minutes=10)


class Growing(Desk):
    """An offer is posted once a step; nothing changes unless somebody takes it up."""

    _counted_at: datetime | None = None

    @sweep
    async def grown(self, now: datetime) -> Due:
        """Assemblies that have reached a step they were not offered."""
        if self._counted_at is not None and now < self._counted_at + LOOK_EVERY:
            return Due()
        large = await self.notices.sizes(Step.SECONDING.size)
        before = await self.notices.offered(large) if large else {}
        found = [(a, step) for a, size in large.items() if (step := growth.reached(size, before[a]))]
        self._counted_at = now
        return Due(tuple(DueAct(a, "bloc grown", {"step": step.value}) for a, step in found))

    @command("bloc grown", who=Role.OBSERVER, internal=True)
    async def offer(self, ctx: Context, step: Annotated[Step, Arg("Which step")]) -> Reply:
        """Offer what fits the number of members, once."""
        await self.notices.offer(ctx.assembly.id, growth.passed(step), ctx.now)
        stewards = len(await self.store.stewards(ctx.assembly.id))
        wanting = growth.is_wanting(step, ctx.assembly, stewards)
        posts = (Post(OFFER, step.size, detail=step.value),) if wanting else ()
        return Reply(answers.nothing_to_say(), posts=posts, silent=True)

    @card(OFFER)
    async def offer_card(self, assembly: Assembly, _subject: int, detail: str) -> View | None:
        step = Step(detail)
        stewards = len(await self.store.stewards(assembly.id))
        return offer_card(step, stewards, growth.is_wanting(step, assembly, stewards))
