"""Meetings: called in time, held in order, and minuted to the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.api.deeds import DeedKind
from bot.api.services import NextStep
from bot.api.speech import N_

if TYPE_CHECKING:
    from bot.api.cog import Cog, Home


def setup(home: Home) -> Cog:
    """The cog, on the boards that it needs."""
    from cogs.meetings.commands import Meetings
    from cogs.meetings.commands.publishing import APPROVE
    from cogs.meetings.offered import Offered
    from cogs.meetings.views.call_answers import kept
    from cogs.meetings.views.minutes import APPROVE_TITLE
    from cogs.meetings.views.sittings import kept_sittings

    cog = Meetings(home)
    home.now.add(cog.waiting)
    home.now.add(cog.goes_on)
    home.kept.add(kept())
    home.kept.add(kept_sittings())
    home.moving.add(cog.room_moved)
    home.moving.add(cog.sittings_moved)
    home.redrawing.add(cog.naming)
    home.redrawing.add(cog.hidden)
    home.redrawing.add(cog.naming_sittings)
    home.merging.add(cog.merge)
    home.exporting.add(cog.name, cog.rsvps.export)
    home.exporting.add("meetings held", cog.people.export)
    home.exporting.add("said in meetings", cog.stack.export)
    home.exporting.add("minutes", cog.minutes.export)
    home.activity.add(cog.rsvps.active_since)
    home.activity.add(cog.people.active_since)
    home.gatherings.meetings = Offered(cog)
    home.gatherings.watch(cog.happened)
    home.gatherings.openers["opening"] = cog.not_approved
    home.deeds.add(DeedKind(APPROVE, cog.says_approve, cog.approve, APPROVE_TITLE))
    home.next_steps.add(NextStep(N_("Call a meeting"), "meeting about", "motion"))
    return cog
