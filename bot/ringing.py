"""Rings what is due: alarms are taken off in the transaction that orders what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

import structlog

from bot.api.alarms import Ringers, Rung
from bot.api.card import Card, Reply, View
from bot.api.cog import Cog
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Role
from bot.api.sweep import Due, DueAct, sweep
from storage.alarms import FIRST_ALARM, Alarms, DueAlarms

log = structlog.get_logger()
MOST_AT_ONCE, MOST_ACTS = 250, 16
"""How many alarms ring in one act, and how many acts go together: more would hold up whoever acts then."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)


class Ringing(Cog):
    """The clock's own act: it claims what is due in an assembly and has the cogs say it."""

    name = "ringing"

    def __init__(self, alarms: Alarms, ringers: Ringers) -> None:
        self.alarms = alarms
        self.ringers = ringers

    @sweep(first=FIRST_ALARM)
    async def alarms_due(self, now: datetime) -> Due:
        """What is due where, and when the next thing is; what no cog rings for waits until one does."""
        kinds = self.ringers.kinds.keys()
        return Due(_acts(await self.alarms.due(kinds, now)), await self.alarms.next_due(kinds, now))

    @command("alarm ring", who=Role.STEWARD, internal=True)
    async def ring(
        self,
        ctx: Context,
        kind: Annotated[str, Arg("The kind of alarm", limit=40)],
        tries: Annotated[int, Arg("How often that has failed")] = 0,
    ) -> Reply:
        """Says what is due of one kind in an assembly."""
        some, limit = DueAlarms(ctx.assembly.id, kind, tries, 0), at_once(tries)
        try:
            async with self.alarms.db.savepoint():
                return _reply(await self._rung(ctx, some, limit))
        except Exception as error:
            # Alarms of other kinds, and what people do in the same transaction, are not to suffer for it.
            log.error("alarms could not ring", kind=kind, tries=tries, error=type(error).__name__)
        await self.alarms.put_off(some, ctx.now, limit, ctx.now + wait_after(tries))
        return _reply(Rung())

    async def _rung(self, ctx: Context, some: DueAlarms, limit: int) -> Rung:
        claimed = await self.alarms.claim(some, ctx.now, limit)
        if not claimed:
            return Rung()
        rung = await self.ringers.kinds[some.kind](ctx.assembly, claimed, ctx.now)
        await self.alarms.set(*rung.alarms)
        return rung

    async def merge(self, _assembly: int, kept: int, gone: int, _now: datetime) -> Sequence[View]:
        """What was one member's own rings for the other, who is the same person."""
        await self.alarms.move(kept, gone)
        return ()

    async def forget(self, assembly: int, member: int) -> None:
        """What was a member's own rings no more."""
        await self.alarms.forget(member)


def at_once(tries: int) -> int:
    """How many ring together: fewer after each failure, until the one that fails stands alone."""
    return max(1, MOST_AT_ONCE >> (3 * tries))


def wait_after(tries: int) -> timedelta:
    """How long alarms wait whose ringing has failed; short at first, as most of them are not to blame."""
    doublings = max(0, min(tries, 10) - 3)
    return min(FIRST_WAIT * int(2**doublings), LONGEST_WAIT)


def _acts(some: Sequence[DueAlarms]) -> tuple[DueAct, ...]:
    """The acts that ring it all, in waves none of which is more than the writer may be held for."""
    acts: list[DueAct] = []
    wave = held = together = 0
    for due in some:
        left = due.count
        while left > 0:
            now = min(left, at_once(due.tries))
            if together and (held + now > MOST_AT_ONCE or together == MOST_ACTS):
                wave, held, together = wave + 1, 0, 0
            acts.append(DueAct(due.assembly, "alarm ring", {"kind": due.kind, "tries": due.tries}, wave))
            left, held, together = left - now, held + now, together + 1
    return tuple(acts)


def _reply(rung: Rung) -> Reply:
    return Reply(
        _nothing,
        posts=rung.posts,
        tells=rung.tells,
        stale=rung.stale,
        settled=rung.settled,
        journal=rung.journal,
        folds_in=rung.folds_in,
        silent=True,
    )


def _nothing(_say: object) -> Card:
    return Card()
