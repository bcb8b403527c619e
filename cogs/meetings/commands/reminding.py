"""Reminders of meetings: what rings before each date, at its end, and when time zones have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.api.alarms import Alarm, Rung
from bot.api.card import Card, Post, Reply, Tell, View
from bot.api.cog import card
from bot.api.command import command
from bot.api.context import Context
from bot.api.people import Assembly, Role
from bot.api.sweep import Due, DueAct, sweep
from bot.dates.zones import version
from cogs.meetings.call_rows import Dated
from cogs.meetings.call_store import FIRST_TO_REPLAN
from cogs.meetings.commands.desk import LEAD_ALARM, OVER_ALARM, Desk, post
from cogs.meetings.rsvp_casting import CARD, LEAD
from cogs.meetings.rules import date as dates
from cogs.meetings.rules import lead
from cogs.meetings.rules.call import Call, Who
from cogs.meetings.rules.lead import Heard, Late, Ring, Usual
from cogs.meetings.rules.rsvp import Rsvp
from cogs.meetings.views import call_answers as answers
from cogs.meetings.views.calls import ask_card

MISSED, ASK = "call.missed", "call.ask"
ASKED_BEFORE, REMINDED_BEFORE = timedelta(hours=12), timedelta(minutes=30)
"""Who has not answered is asked by the last reminder this long before; who comes is reminded by that."""
MOST_MISSED = 3
_NEVER_TOO_LATE = timedelta.max / 2


@dataclass(slots=True)
class _Steps:
    """What follows from alarms of several meetings, gathered."""

    posts: list[Post] = field(default_factory=list)
    tells: list[Tell] = field(default_factory=list)
    over: list[tuple[str, int]] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)

    def rung(self) -> Rung:
        cards = tuple(self.over)
        return Rung(tuple(self.posts), tuple(self.tells), cards, cards, alarms=tuple(self.alarms))


class Reminding(Desk):
    """An alarm a lead time: once it has rung, the one of the next date is set."""

    def add_ringers(self) -> None:
        self.home.ringers.add(LEAD_ALARM, self.ring_leads)
        self.home.ringers.add(OVER_ALARM, self.ring_over)

    async def ring_leads(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """Says what is due, what is late within the grace, and in one line a meeting what was missed."""
        usual, steps = Usual.read(assembly.settings), _Steps()
        for call, some in await self._by_call(assembly, alarms):
            heard = [lead.heard(call, Ring.read(a.detail), a.due_at, now, usual.grace) for a in some]
            said = _one_each([one for each in heard for one in each.said])
            for late in said:
                await self._say(steps, call, late, now)
            await self._missed(steps, call, _unsaid(heard, said), now)
            self._set_next(steps, LEAD_ALARM, call, some, now)
        return steps.rung()

    async def ring_over(self, assembly: Assembly, alarms: Sequence[Alarm], now: datetime) -> Rung:
        """Closes the cards of dates that are over; the next gets its own where no reminder will bring it."""
        steps = _Steps()
        for call, some in await self._by_call(assembly, alarms):
            heard = [lead.heard(call, Ring.read(a.detail), a.due_at, now, _NEVER_TOO_LATE) for a in some]
            keys = {late.date.key for each in heard for late in each.said}
            for key in sorted(keys | {Ring.read(alarm.detail).key for alarm in some}):
                dated = await self.calls.date_at(call, key)
                if dated is not None and dated.at + call.lasts <= now:
                    steps.over += [(kind, dated.id) for kind in (CARD, LEAD)]
            for one in call.coming(now):
                if not call.leads or one.at - call.leads[0] <= now:
                    steps.posts += await self.posted(call, one)
            await self.show_outward(assembly, call, now)
            await self.calls.planned(call, next((one.at for one in call.coming(now)), None), version())
            self._set_next(steps, OVER_ALARM, call, some, now)
        return steps.rung()

    async def _by_call(self, assembly: Assembly, alarms: Sequence[Alarm]) -> list[tuple[Call, list[Alarm]]]:
        numbers = {alarm.subject for alarm in alarms}
        found = await self.calls.numbered(assembly.id, numbers)
        return [(call, [a for a in alarms if a.subject == call.number]) for call in found]

    def _set_next(self, steps: _Steps, kind: str, call: Call, some: Sequence[Alarm], now: datetime) -> None:
        for span in {Ring.read(alarm.detail).lead for alarm in some}:
            following = lead.following(call, span, now)
            if following is not None:
                ring, at = following
                steps.alarms.append(Alarm(call.assembly, kind, call.number, at, ring.written()))

    async def _say(self, steps: _Steps, call: Call, late: Late, now: datetime) -> None:
        """The first reminder of a date is its card; those after it answer that."""
        by = str(int(late.late.total_seconds()))
        card_of_it = await self.posted(call, late.date, by)
        dated = await self.calls.dated(call, late.date)
        if not card_of_it:
            detail = f"{late.date.at.isoformat()}|{int(late.lead.total_seconds())}|{by}"
            card_of_it = (post(call, LEAD, dated.id, detail, watched=True, replies=True),)
        steps.posts += card_of_it
        steps.tells += await self._told(call, dated, late.lead)

    async def _told(self, call: Call, dated: Dated, span: timedelta) -> list[Tell]:
        """Whom a reminder reaches in private: who has not answered is asked once, who comes reminded once."""
        who = await self.comers(call, dated.id)
        comes = [*who[Rsvp.GOING], *who[Rsvp.MAYBE]]
        leads = lead.since(call, dated.at)
        tells: list[Tell] = []
        if span == lead.told_at(leads, REMINDED_BEFORE):
            tells += [Tell(member, ASK, dated.id, str(member), asked=True) for member in comes]
        if call.who is not Who.GOING and span == lead.told_at(leads, ASKED_BEFORE):
            answered = {*comes, *who[Rsvp.APOLOGIES]}
            asked = sorted(await self._meant(call) - answered)
            tells += [Tell(member, ASK, dated.id, str(member)) for member in asked]
        return tells

    async def _meant(self, call: Call) -> frozenset[int]:
        """Whom a meeting is for, as far as they are there."""
        roll = await self.calls.on_the_roll(call.assembly)
        return roll if call.bloc is None else roll & await self.circles.body(call.bloc)

    async def _missed(self, steps: _Steps, call: Call, some: Sequence[Late], now: datetime) -> None:
        """One line says what was missed; a date that is still to come gets its card at least."""
        if not some:
            return
        ats = [one.date.at for one in some]
        shown = ",".join(at.isoformat() for at in ats[-MOST_MISSED:])
        steps.posts.append(post(call, MISSED, call.number, f"{max(0, len(ats) - MOST_MISSED)}|{shown}"))
        for late in some:
            if late.date.at > now:
                steps.posts += await self.posted(call, late.date)

    @card(MISSED)
    async def missed_card(self, assembly: Assembly, number: int, detail: str) -> View | None:
        call = await self.calls.find(assembly.id, number)
        more, _, shown = detail.partition("|")
        ats = [datetime.fromisoformat(at) for at in shown.split(",")]
        return answers.missed(call, ats, int(more)) if call else None

    @card(ASK, knocks=False)
    async def ask(self, assembly: Assembly, subject: int, detail: str) -> View | None:
        """A private reminder; none for somebody who has meanwhile said that they can't come."""
        found = await self.calls.date(subject)
        if found is None or found[0].assembly != assembly.id:
            return None
        call, member = found[0], int(detail) if detail.isdecimal() else None
        if call.bloc is not None and not await self.circles.is_of(call.bloc, member):
            return None  # they have left it since
        given = await self.rsvps.of_member(subject, member) if member is not None else None
        shown = await self.shown(assembly, *found)
        if given is Rsvp.APOLOGIES or not shown.is_open(self.home.clock.now()):
            return None
        return ask_card(shown, given)

    @sweep(first=FIRST_TO_REPLAN)
    async def zones_changed(self, _now: datetime) -> Due:
        """Meetings whose alarms were set by another edition of the time zones."""
        found = await self.calls.planned_by_others(version())
        return Due(tuple(DueAct(assembly, "meeting replan") for assembly in found))

    @command("meeting replan", who=Role.STEWARD, internal=True)
    async def replan(self, ctx: Context) -> Reply:
        """Works out anew when meetings are, and sets their alarms by it."""
        stale: list[tuple[str, int]] = []
        for call in await self.calls.standing(ctx.assembly.id):
            for dated in await self.calls.dates_of(call.id):
                one = dates.held(call.series, dated.key)
                if one is not None and one.at != dated.at and one.at > ctx.now:
                    await self.calls.dated(call, one)
                    stale += [(CARD, dated.id), (LEAD, dated.id)]
            await self.plan(call, ctx.now)
            await self.show_outward(ctx.assembly, call, ctx.now)
        return Reply(lambda _say: Card(), stale=tuple(stale), silent=True)


def _one_each(some: Sequence[Late]) -> list[Late]:
    """Of several reminders of one date the last: the others have nothing to add."""
    by_date = {one.date.key: one for one in sorted(some, key=lambda one: one.lead, reverse=True)}
    return sorted(by_date.values(), key=lambda one: one.date.at)


def _unsaid(heard: Sequence[Heard], said: Sequence[Late]) -> list[Late]:
    """The dates of which a reminder was missed, and none is said now."""
    told = {one.date.key for one in said}
    return _one_each([one for each in heard for one in each.missed if one.date.key not in told])
