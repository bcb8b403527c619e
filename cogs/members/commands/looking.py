"""Looking round a large roll for those who left quietly: some at a time, as asking about all takes long."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.api.ask import ASKED_ABOUT, Ask
from bot.api.card import Reply
from bot.api.cog import Home
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.members.commands.desk import Desk
from cogs.members.look_store import LookStore
from cogs.members.views.assembly import nothing_to_say

AT_A_TIME, LOOKS_EVERY, ROUND = 500, timedelta(minutes=5), timedelta(days=1)


class LookingCommands(Desk):
    """Smaller rolls are asked about as a whole when voting opens; a large one is gone through once a day."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.looks = LookStore(home.db)
        self._looks_at: datetime | None = None

    @sweep
    async def due_to_look(self, now: datetime) -> Due:
        """Large rolls of which some are to be asked about."""
        if self._looks_at is not None and self._looks_at > now:
            return Due(next=self._looks_at)
        self._looks_at = now + LOOKS_EVERY
        large = await self.looks.large(ASKED_ABOUT)
        due = [a for a, began_at, reached in large if reached or not began_at or began_at + ROUND <= now]
        return Due(tuple(DueAct(assembly, "member look-round") for assembly in due), self._looks_at)

    async def ask_some(self, ask: Ask, ctx: Context) -> tuple[int, list[int], frozenset[int]]:
        """After whom the round goes on, who is asked about, and who of them is in no place any more."""
        async with self.store.db.reading():
            after = await self.looks.reached(ctx.assembly.id)
            some = await self.looks.portion(ctx.assembly.id, after, AT_A_TIME)
        return after, some, await ask.absent(ctx.assembly, frozenset(some))

    @command("member look-round", who=Role.STEWARD, internal=True, prepare="ask_some")
    async def look_round(self, ctx: Context) -> Reply:
        """Note who of some on a large roll is in no place any more, and who is there after all."""
        after, some, absent = ctx.asked
        before = await self.store.rests.away(ctx.assembly.id)
        await self.store.rests.note_away(absent - before, ctx.now)
        await self.store.rests.note_away((before & frozenset(some)) - absent, None)
        reached = some[-1] if len(some) == AT_A_TIME else 0
        await self.looks.note(ctx.assembly.id, reached, None if after else ctx.now)
        return Reply(nothing_to_say(), silent=True)
