"""What the clock does with reminders: they ring, come again, wake, are missed, and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.api.alarms import Alarm, Rung
from bot.api.card import Card, Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from cogs.reminders.commands.desk import MISSED_CARD, PRIVATE, ROOM, Desk, reminding
from cogs.reminders.rules import ringing as rules
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.rules.ringing import Rang, at_of, stamp
from cogs.reminders.store import AGAIN, DUE, MISSED, Rewritten, alarm, first_due
from cogs.reminders.views import cards
from cogs.reminders.views.cards import Ring

Follow = Callable[[Reminder, Alarm, datetime], Rang | None]
"""What becomes of a reminder whose alarm is due at this moment; None where it is not to ring after all."""
RETIMED_AT_ONCE = 200


@dataclass(slots=True)
class _Said(Rewritten):
    """What follows from a batch: what is said, and what rings later."""

    posts: list[Post] = field(default_factory=list)
    tells: list[Tell] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)


class Clockwork(Desk):
    """Everything of a batch is read, worked out and written on the database's own thread, in one go."""

    async def rung(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """What is due by itself, or by its series."""
        grace = reminding(assembly).grace
        return await self._ring(
            assembly, alarms, now, lambda one, due, at: rules.rang(one, due.due_at, at, grace)
        )

    async def woke(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """What was put off until now."""
        grace = reminding(assembly).grace
        return await self._ring(
            assembly, alarms, now, lambda one, due, at: rules.woke(one, due.due_at, at, grace)
        )

    async def came_again(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """What is important and nobody has acknowledged; not what has rung anew meanwhile."""

        def follow(one: Reminder, due: Alarm, at: datetime) -> Rang | None:
            return rules.came_again(one, at) if one.rung_for and rules.turn(one) == due.detail else None

        return await self._ring(assembly, alarms, now, follow)

    async def _ring(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime, follow: Follow) -> Rung:
        said = await self.store.rewrite(
            assembly.id,
            [one.subject for one in alarms],
            lambda found, left: _said(alarms, found, left, now, follow),
        )
        return Rung(tuple(said.posts), tuple(said.tells), alarms=tuple(said.alarms))

    async def missed(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """Tells each person and room once what was missed, however much it was."""
        some = await self.store.note_missed(assembly.id, [one.subject for one in alarms], now)
        return Rung(
            tuple(_post(MISSED_CARD, one, stamp(now)) for one in some if one.whose is not For.ME),
            tuple(_tell(MISSED_CARD, one, stamp(now)) for one in some if one.whose is For.ME),
        )

    @card(PRIVATE)
    async def private_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        """For its owner, as long as it is not taken off or done."""
        one, ring = await self.store.find(assembly.id, number), _ring_of(detail)
        if one is None or (ring.again and one.rung_for != ring.due):
            return None
        return cards.private_card(one, ring)

    @card(ROOM)
    async def room_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        one = await self.store.find(assembly.id, number)
        return cards.room_card(one, _ring_of(detail), bool(assembly.careful)) if one else None

    @card(MISSED_CARD)
    async def missed_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        one = await self.store.find(assembly.id, number)
        if one is None or one.missed_at is None or stamp(one.missed_at) != detail:
            return None
        return cards.missed_card(await self.store.missed_with(one))

    @sweep(first=first_due())
    async def reminders_over(self, now: datetime) -> Due:
        """What rang for the last time long ago, and what the clocks of a zone have moved."""
        gone, soonest = await self.store.over(now)
        acts = [DueAct(assembly, "remind tidy") for assembly in gone]
        acts += [DueAct(assembly, "remind retime") for assembly in await self.store.outdated()]
        return Due(tuple(acts), soonest)

    @command("remind tidy", who=Role.STEWARD, internal=True)
    async def tidy(self, ctx: Context) -> Reply:
        """Erases what rang for the last time long ago."""
        await self.store.tidy(ctx.assembly.id, ctx.now)
        return Reply(_nothing, silent=True)

    @command("remind retime", who=Role.STEWARD, internal=True)
    async def retime(self, ctx: Context) -> Reply:
        """Works out anew when reminders ring, as the rules of a zone have changed."""
        some = await self.store.outdated_in(ctx.assembly.id, RETIMED_AT_ONCE)
        moved = [later for one in some if (later := rules.retimed(one)).due_at != one.due_at]
        for one in moved:
            await self.store.silence(one, DUE)
        await self.store.save(*moved)
        await self.store.alarms.set(*(alarm(DUE, one, one.due_at) for one in moved if one.due_at))
        await self.store.is_up_to_date(some)
        return Reply(_nothing, silent=True)


def _said(
    alarms: Sequence[Alarm],
    found: Mapping[int, Reminder],
    left: set[int],
    now: datetime,
    follow: Follow,
) -> _Said:
    """What follows from a batch; a person's own goes where they have left the roll."""
    said, present = _Said(), dict(found)
    said.gone = [one for one in found.values() if one.member in left and one.whose is For.ME]
    for one in said.gone:
        del present[one.number]
    for due in alarms:
        known = present.get(due.subject)
        if known is not None and (rang := follow(known, due, now)) is not None:
            present[known.number] = rang.reminder
            _note(said, rang, now)
    said.changed = [one for number, one in present.items() if one is not found[number]]
    return said


def _note(said: _Said, rang: Rang, now: datetime) -> None:
    one = rang.reminder
    if rang.rings_for is not None:
        detail = f"{stamp(rang.rings_for)}:{stamp(now)}:{one.again}"
        if one.whose is For.ME:
            said.tells.append(_tell(PRIVATE, one, detail))
        else:
            said.posts.append(_post(ROOM, one, detail))
    if rang.next_at is not None:
        said.alarms.append(alarm(DUE, one, rang.next_at))
    if rang.again_at is not None:
        said.alarms.append(alarm(AGAIN, one, rang.again_at, rules.turn(one)))
    if one.missed_for is not None and one.missed_at is None:
        said.alarms.append(alarm(MISSED, one, now))


def _tell(kind: str, one: Reminder, detail: str) -> Tell:
    return Tell(one.member, kind, one.number, detail, asked=True, elsewhere=one.room)


def _post(kind: str, one: Reminder, detail: str) -> Post:
    if one.whose is For.BLOC:
        return Post(kind, one.number, detail=detail, bloc=one.bloc)
    return Post(kind, one.number, one.room, detail=detail, only=True)


def _ring_of(detail: str) -> Ring:
    due, at, again = detail.split(":")
    return Ring(at_of(due), at_of(at), int(again))


def _nothing(_say: object) -> Card:
    return Card()
