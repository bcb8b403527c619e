"""Who is on the roll: numbers for all, names for stewards alone, and the room is told how often."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Post, Reply, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.members import joining as rules
from cogs.members.commands.desk import Desk
from cogs.members.joining_store import FIRST_TO_TELL
from cogs.members.views import listing as views
from cogs.members.views.assembly import nothing_to_say

OPENINGS_CARD = "member.openings"
SPANS = (timedelta(days=30), timedelta(days=90), timedelta(days=180))


class ListingCommands(Desk):
    """No command hands over the whole roll: names come 25 at a time, to be looked at."""

    @command("member list", who=Role.OBSERVER, example="member list")
    async def roll_list(
        self, ctx: Context, page: Annotated[int, Arg("Which page of names, for stewards", sample="2")] = 1
    ) -> Reply:
        """See how many are on the roll; stewards see names, where they are alone."""
        assembly = ctx.assembly.id
        there = await self.store.entries(assembly)
        waiting = len(await self.joining.waiting(assembly))
        paused = len(await self.store.rests.paused(assembly))
        counts = views.Counts(await self.store.size(assembly), len(there), paused, waiting)
        if ctx.role < Role.STEWARD or not ctx.is_private:
            return Reply(views.roll_counts(ctx.assembly, counts, ctx.role), private=True)
        await self.joining.note_opening(assembly, ctx.now)
        page = min(max(1, page), counts.pages)
        names = await self.store.page(assembly, page, views.A_PAGE)
        return Reply(
            views.roll_names(ctx.assembly, counts, [views.Named(*one) for one in names], page), private=True
        )

    @command("member inactive", who=Role.OBSERVER, example="member inactive")
    async def inactive(self, ctx: Context) -> Reply:
        """See how many on the roll have taken part lately: numbers alone, nobody's name."""
        roll = frozenset(await self.store.on_the_roll(ctx.assembly.id))
        found = []
        for span in SPANS:
            since = ctx.now - span
            newer = await self.store.joined_after(ctx.assembly.id, since)
            active = (await self.activity.since(ctx.assembly.id, since) | newer) & roll
            found.append((span, len(active)))
        return Reply(views.activity(ctx.assembly, len(roll), tuple(found)), private=True)

    @sweep(first=FIRST_TO_TELL)
    async def due_to_tell(self, now: datetime) -> Due:
        """Months that are over, in which stewards looked at names."""
        before = await self.joining.openings_before(rules.month_of(now))
        acts = tuple(DueAct(a, "member tell-openings", {"month": month}) for a, month in before)
        return Due(acts, rules.month_after(now))

    @command("member tell-openings", who=Role.STEWARD, internal=True)
    async def tell_openings(self, ctx: Context, month: int) -> Reply:
        """Tell the room how often names on the roll were looked at."""
        times = await self.joining.take_openings(ctx.assembly.id, month)
        posts = (Post(OPENINGS_CARD, month, detail=str(times)),) if times else ()
        return Reply(nothing_to_say(), posts=posts, silent=True)

    @card(OPENINGS_CARD)
    async def openings(self, _assembly: Assembly, month: int, detail: str) -> View | None:
        return views.openings(month, int(detail)) if rules.is_month(month) else None
