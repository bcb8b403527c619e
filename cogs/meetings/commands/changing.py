"""Changing a meeting: another time, one date less, another title, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Annotated

from bot.api.alarms import Alarm
from bot.api.card import Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.people import Assembly
from bot.dates.series import Occurrence
from cogs.meetings.call_rows import Dated
from cogs.meetings.commands.calling import Title, When
from cogs.meetings.commands.desk import OVER_ALARM, Desk, noted, post
from cogs.meetings.rsvp_casting import CARD, LEAD
from cogs.meetings.rules import call as rules
from cogs.meetings.rules import date as dates
from cogs.meetings.rules import series as whole
from cogs.meetings.rules.call import Call
from cogs.meetings.rules.lead import Ring
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import call_answers as answers

CHANGED, MOVED_TOLD = "call.changed", "call.moved"
MOVED, MOVED_ON, SKIPPED, CANCELLED = "moved", "moved on", "skipped", "cancelled"
MOST_GIVEN_UP = 5
"""How many days that are held again a post names."""
Number = Annotated[int, Arg("The meeting's number", lookup="meetings", sample="3")]
On = Annotated[
    str, Arg("Which date, where there are several: 2026-06-11; the next one if left out", limit=40)
]
Whole = Annotated[bool, Arg("Yes to move all its dates from now on")]


class Changing(Desk):
    """For whoever called a meeting, and for stewards; everyone hears of it where it was announced."""

    @command("meeting move", example="meeting move 3 Fri 19:00")
    async def move(
        self, ctx: Context, number: Number, when: When, on: On = "", series: Whole = False
    ) -> Reply:
        """Move one date of a meeting, or with series:yes all of them."""
        call = await self._mine(ctx, number)
        one = rules.date_meant(call, on, ctx.now)
        wall = rules.begins(when, call.series.zone, ctx.now)
        if series and call.repeats:
            return await self._moved_on(ctx, call, wall)
        after = rules.moved(call, one, wall, ctx.now)
        return await self._moved(ctx, after, one, one.key if after.repeats else wall)

    async def _moved_on(self, ctx: Context, call: Call, wall: datetime) -> Reply:
        """All dates from now on: those to come keep their cards and answers."""
        one, after = rules.not_begun(call, ctx.now), rules.moved_on(call, wall, ctx.now)
        given_up = whole.given_up(call.series, after.series, ctx.now)
        reply = await self._moved(ctx, after, one, after.next(ctx.now).key, MOVED_ON, given_up)
        going_on = call.next(ctx.now)
        if going_on.at <= ctx.now:  # no date of the series any more, and yet its card is to be closed
            ring = Ring(-call.lasts, going_on.key).written()
            ends = call.ends(going_on)
            await self.home.alarms.set(Alarm(call.assembly, OVER_ALARM, call.number, ends, ring))
        return reply

    async def _moved(
        self,
        ctx: Context,
        call: Call,
        was: Occurrence,
        key: datetime,
        what: str = MOVED,
        given_up: Sequence[date] = (),
    ) -> Reply:
        """Writes a move; the date's card and its answers stay with it."""
        known = await self.calls.dated(call, was)
        if what == MOVED_ON or key != was.key:
            to_come = {one.id: one.key for one in await self.calls.dates_of(call.id) if one.at > ctx.now}
            await self.calls.rekey(call.id, whole.new_keys(call.series, to_come, was.key, key))
        await self.calls.save(call)
        now_at = dates.held(call.series, key)
        if now_at is None:
            raise LookupError("a date that was moved is there")
        dated = await self.calls.dated(call, now_at)
        await self.plan(call, ctx.now)
        told = await self._those_who_come(call, {known.id, dated.id}, ctx.member.id)
        detail = _detail(call, what, was.at, given_up)
        return await self._changed(
            ctx,
            call,
            answers.moved(call, was.at, now_at, what == MOVED_ON, given_up),
            (*await self.posted(call, now_at), post(call, CHANGED, dated.id, detail, replies=True)),
            tuple(Tell(member, MOVED_TOLD, dated.id, detail) for member in told),
        )

    async def _those_who_come(self, call: Call, some: Collection[int], but: int) -> list[int]:
        """Who comes, or perhaps, on one of these dates."""
        answered = [await self.comers(call, occurrence) for occurrence in some]
        comes = {member for who in answered for member in (*who[Rsvp.GOING], *who[Rsvp.MAYBE])}
        return sorted(comes - {but})

    @command("meeting skip", example="meeting skip 3")
    async def skip(self, ctx: Context, number: Number, on: On = "") -> Reply:
        """Leave one date of a meeting out; the others stay."""
        call = await self._mine(ctx, number)
        one = rules.date_meant(call, on, ctx.now)
        after = rules.skipped(call, one, ctx.now)
        if after.cancelled_at is not None:
            return await self._cancelled(ctx, after, one)
        dated = await self.calls.dated(call, one)
        await self.calls.save(after)
        await self.plan(after, ctx.now)
        following = after.coming(one.at)
        said = post(after, CHANGED, dated.id, _detail(after, SKIPPED, one.at), replies=True)
        view = answers.skipped(after, one.at, following[0].at if following else None)
        return await self._changed(ctx, after, view, (said,), over=[dated])

    @command("meeting cancel", example="meeting cancel 3")
    async def cancel(self, ctx: Context, number: Number) -> Reply:
        """Cancel a meeting with all its dates."""
        call = await self._mine(ctx, number)
        one = call.next(ctx.now)
        return await self._cancelled(ctx, rules.cancelled(call, ctx.now), one)

    async def _cancelled(self, ctx: Context, call: Call, one: Occurrence) -> Reply:
        dated = await self.calls.dated(call, one)
        await self.calls.save(call)
        await self.plan(call, ctx.now)
        said = post(call, CHANGED, dated.id, _detail(call, CANCELLED, one.at), replies=True)
        over = await self.calls.dates_of(call.id)
        return await self._changed(ctx, call, answers.cancelled(call), (said,), over=over)

    @command("meeting rename", example="meeting rename 3 Works assembly")
    async def rename(self, ctx: Context, number: Number, title: Title) -> Reply:
        """Give a meeting another title."""
        call = await self._mine(ctx, number)
        after = rules.renamed(call, title, ctx.now)
        await self.calls.save(after)
        return await self._changed(ctx, after, answers.renamed(after, call.title), ())

    async def _mine(self, ctx: Context, number: int) -> Call:
        """The meeting of a number; refuses who may not change it."""
        call = await self.get(ctx, number)
        rules.may_change(call, ctx.member.id, await self.keeps(ctx, call))
        return call

    async def _changed(
        self,
        ctx: Context,
        call: Call,
        view: View,
        posts: tuple[Post, ...],
        tells: tuple[Tell, ...] = (),
        over: list[Dated] | None = None,
    ) -> Reply:
        await self.show_outward(ctx.assembly, call, ctx.now)
        settled = tuple((kind, dated.id) for dated in over or () for kind in (CARD, LEAD))
        return Reply(
            view,
            posts=posts,
            tells=tells,
            stale=(*await self.cards_of(call), *settled),
            settled=settled,
            journal=noted("call.changed", call, ctx.member.id, sequence=call.sequence),
            private=True,
        )

    @card(CHANGED)
    async def changed_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        found = await self.calls.date(subject)
        if found is None or found[0].assembly != assembly.id:
            return None
        call, dated = found
        what, at, given_up = _read(detail)
        if what == CANCELLED:
            return answers.cancelled(call)
        if what == SKIPPED:
            after = call.coming(at)
            return answers.skipped(call, at, after[0].at if after else None)
        held = dates.held(call.series, dated.key)
        return answers.moved(call, at, held, what == MOVED_ON, given_up) if held is not None else None

    @card(MOVED_TOLD, knocks=False)
    async def moved_card(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        found = await self.calls.date(subject)
        if found is None or found[0].assembly != assembly.id or found[0].cancelled_at is not None:
            return None
        shown = await self.shown(assembly, *found)
        if shown.date is None or not shown.is_open(self.home.clock.now()):
            return None
        what, at, _given_up = _read(detail)
        return answers.moved_told(found[0], shown, at, what == MOVED_ON)


def _detail(call: Call, what: str, at: datetime, given_up: Sequence[date] = ()) -> str:
    """Each change has a post of its own: what was changed, which change it is, and when it was to be.

    The days that are no longer left out, or moved by themselves, stand behind.
    """
    days = ",".join(day.isoformat() for day in given_up[:MOST_GIVEN_UP])
    return f"{what}|{call.sequence}|{at.isoformat()}|{days}"


def _read(detail: str) -> tuple[str, datetime, list[date]]:
    what, _sequence, at, *days = detail.split("|")
    given_up = [date.fromisoformat(day) for day in "".join(days).split(",") if day]
    return what, datetime.fromisoformat(at), given_up
