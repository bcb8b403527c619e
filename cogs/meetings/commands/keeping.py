"""What meetings of an assembly begin with; seen by all, changed by stewards."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from bot.api.card import Entry, Reply
from bot.api.command import Arg, command
from bot.api.context import Context
from bot.api.errors import NotEntitled
from bot.api.people import Role
from bot.api.reminding import LEAST_GRACE
from cogs.meetings.commands.desk import Desk
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules.lead import LONGEST_GRACE, MOST_EVER, Usual, leads_of
from cogs.meetings.rules.shown import may_show
from cogs.meetings.views import call_answers as answers

Leads = Annotated[str, Arg("When meetings are reminded of: 7d,1d,1h,10m, or none", limit=80)]
Most = Annotated[int | None, Arg("How many reminders a meeting may have", sample="4")]
Grace = Annotated[timedelta | datetime | None, Arg("How late a reminder may be and still come", sample="15m")]
Ping = Annotated[bool | None, Arg("Yes to have reminders call everyone in the room")]
Events = Annotated[bool | None, Arg("Yes to show the next date as an event of the Discord server")]


class Keeping(Desk):
    """The settings are the assembly's own."""

    @command("meeting settings", who=Role.OBSERVER, example="meeting settings lead:1d,1h")
    async def settings(
        self,
        ctx: Context,
        lead: Leads = "",
        most: Most = None,
        grace: Grace = None,
        ping: Ping = None,
        events: Events = None,
    ) -> Reply:
        """See when meetings are reminded of, and whom that calls; stewards change it here."""
        before = Usual.read(ctx.assembly.settings)
        after = _changed(before, lead, most, grace, ping)
        if events is not None:
            after = replace(after, events=events)
        can_change = ctx.role is Role.STEWARD
        if events and can_change:
            may_show(ctx.assembly.careful)
            await self._show_all(ctx, after)
        if after == before:
            return Reply(answers.settings(before, can_change), private=True)
        if not can_change:
            raise NotEntitled("steward")
        await self.home.deeds.free(ctx.assembly.id)
        await self.calls.keep(ctx.assembly.id, after.written())
        entry = Entry(
            "call.settings", person=ctx.member.id, facts={k: v for k, v in after.written().items() if v}
        )
        if before.events and not after.events:
            await self.outward.look_again(ctx.assembly.id, ctx.now)
        return Reply(answers.settings(after, can_change), journal=(entry,), private=True)

    async def _show_all(self, ctx: Context, usual: Usual) -> None:
        """Has every meeting be shown that may be; what was refused before is tried again."""
        for call in await self.calls.standing(ctx.assembly.id):
            await self.show_outward(ctx.assembly, call, ctx.now, usual)


def _changed(
    usual: Usual, leads: str, most: int | None, grace: timedelta | datetime | None, ping: bool | None
) -> Usual:
    """What is wanted, as far as it may be."""
    if most is not None:
        if most > MOST_EVER:
            raise errors.TooMuch(MOST_EVER)
        usual = replace(usual, most=most)
    if leads:
        usual = replace(usual, leads=" ".join(leads.split()))
    leads_of(usual.leads, usual.most)
    if grace is not None:
        if isinstance(grace, datetime) or grace > LONGEST_GRACE:
            raise errors.LateTooLong(LONGEST_GRACE)
        usual = replace(usual, grace=max(grace, LEAST_GRACE))
    return usual if ping is None else replace(usual, pings=ping)
