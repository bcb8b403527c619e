"""What the clock offers an assembly that has grown."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.api.card import Post, Reply, View
from bot.api.cog import Home, card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.members import growth as rules
from cogs.members.commands.desk import Desk
from cogs.members.growth import Offer
from cogs.members.growth_store import GrowthStore
from cogs.members.views import growth as views
from cogs.members.views.assembly import nothing_to_say

GROWTH_CARD = "member.growth"
LOOKS_EVERY = timedelta(minutes=30)


class GrowthCommands(Desk):
    """A post with a button; nothing changes by itself."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.growth = GrowthStore(home.db)
        self._grown_at: datetime | None = None

    @sweep
    async def due_to_offer(self, now: datetime) -> Due:
        """Assemblies of a size at which something is offered; rolls are not counted at every act."""
        if self._grown_at is None or self._grown_at <= now:
            offered, acts = await self.growth.offered(), []
            for assembly, founded_at, size in await self.growth.sizes():
                offer = rules.due(size, founded_at, offered.get(assembly, ()), now)
                if offer is not None:
                    acts.append(DueAct(assembly, "assembly offer", {"number": int(offer)}))
            if acts:
                return Due(tuple(acts))
            self._grown_at = now + LOOKS_EVERY
        return Due(next=self._grown_at)

    @command("assembly offer", who=Role.STEWARD, internal=True)
    async def offer(self, ctx: Context, number: int) -> Reply:
        """Offer an assembly, once, what suits its size."""
        offer = Offer(number)
        await self.growth.note(ctx.assembly.id, offer)
        stewards = len(await self.store.stewards(ctx.assembly.id))
        is_wanted = rules.is_wanted(offer, ctx.assembly, stewards)
        posts = (Post(GROWTH_CARD, number),) if is_wanted else ()
        return Reply(nothing_to_say(), posts=posts, silent=True)

    @card(GROWTH_CARD)
    async def growth_card(self, assembly: Assembly, number: int, _detail: str) -> View | None:
        async with self.store.db.reading():
            stewards = len(await self.store.stewards(assembly.id))
            size = await self.store.size(assembly.id)
        return views.growth_card(assembly, Offer(number), stewards, size)
