"""When who has an action is reminded of it: at half time, the day before, and after; never at night."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cogs.actions.rules.action import Action, State

MORNING, EVENING = time(8), time(20)
DAY = timedelta(days=1)
SHORTEST_HALF = timedelta(hours=1)
"""Half of less time is no reminder but a nuisance."""


class Nudge(Enum):
    HALF = "half"
    EVE = "eve"
    AFTER = "after"


def nudges(action: Action, zone: ZoneInfo, now: datetime) -> list[tuple[Nudge, datetime]]:
    """What is still to come for an action that somebody has, the soonest first."""
    if action.state is not State.TAKEN or action.taken_at is None:
        return []
    half = (action.due_at - action.taken_at) / 2
    wanted = [(Nudge.AFTER, _waking(action.due_at + DAY / 2, zone))]
    if half >= SHORTEST_HALF:
        wanted.append((Nudge.HALF, _waking(action.taken_at + half, zone)))
    if half > DAY:
        wanted.append((Nudge.EVE, _waking(action.due_at - DAY, zone)))
    ahead = [one for one in wanted if one[1] > now and (one[0] is Nudge.AFTER or one[1] < action.due_at)]
    return sorted(ahead, key=lambda one: one[1])


def _waking(at: datetime, zone: ZoneInfo) -> datetime:
    """The nearest time on the same day at which people are up."""
    local = at.astimezone(zone)
    hour = min(max(local.time(), MORNING), EVENING)
    return local.replace(hour=hour.hour, minute=hour.minute, second=hour.second).astimezone(at.tzinfo)
