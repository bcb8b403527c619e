"""Rings what is due: alarms are taken off in the transaction that orders what they say."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from bot.api.alarms import Ringers, Rung
from bot.api.card import Card, Reply
from bot.api.cog import Cog
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from storage.alarms import Alarms

MOST_AT_ONCE = 500
"""How many alarms ring in one act: more would hold up whoever acts meanwhile."""


class Ringing(Cog):
    """The clock's own act: it claims what is due in an assembly and has the cogs say it."""

    name = "ringing"

    def __init__(self, alarms: Alarms, ringers: Ringers) -> None:
        self.alarms = alarms
        self.ringers = ringers

    @sweep
    async def alarms_due(self, now: datetime) -> Due:
        """What is due where, and when the next thing is; what no cog rings for waits until one does."""
        due = await self.alarms.due(self.ringers.kinds.keys(), now)
        acts = tuple(DueAct(assembly, "alarm ring", {"kind": kind}) for assembly, kind in due)
        return Due(acts, await self.alarms.next_due(now))

    @command("alarm ring", who=Role.STEWARD, internal=True)
    async def ring(self, ctx: Context, kind: Annotated[str, Arg("The kind of alarm", limit=40)]) -> Reply:
        """Says what is due of one kind in an assembly."""
        claimed = await self.alarms.claim(ctx.assembly.id, kind, ctx.now, MOST_AT_ONCE)
        rung = await self.ringers.kinds[kind](ctx.assembly, claimed, ctx.now) if claimed else Rung()
        await self.alarms.set(*rung.alarms)
        return Reply(
            _nothing,
            posts=rung.posts,
            tells=rung.tells,
            stale=rung.stale,
            journal=rung.journal,
            silent=True,
        )

    async def forget(self, assembly: int, member: int) -> None:
        """What was a member's own rings no more."""
        await self.alarms.forget(member)


def _nothing(_say: object) -> Card:
    return Card()
