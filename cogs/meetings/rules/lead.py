"""Reminders before a meeting: when each rings, what was missed while nobody was there to say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.api.reminding import LEAST_GRACE
from bot.api.text import folded
from bot.dates.series import Occurrence, after, between
from bot.dates.when import read_when
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules import date as dates
from cogs.meetings.rules.call import Call

USUAL = "7d,1d,1h,10m"
LONGEST = timedelta(days=90)
MOST, GRACE = 4, timedelta(minutes=15)
MOST_EVER, LONGEST_GRACE = 10, timedelta(hours=12)
_NONE = frozenset({"none", "no", "-", "0", "ninguno", "nada"})
_NOTICED = timedelta(minutes=2)
_MOMENT = timedelta(microseconds=1)
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
LEADS_KEY, MOST_KEY, GRACE_KEY, PING_KEY = "call-leads", "call-leads-most", "call-grace", "call-ping"
EVENTS_KEY = "call-events"


@dataclass(frozen=True, slots=True)
class Usual:
    """What meetings of an assembly begin with: their reminders, how many at most, how late one may be.

    pings says that a reminder wakes everyone in the room, events that meetings are shown as events where a
    network has a calendar; only a steward sets these.
    """

    leads: str = USUAL
    most: int = MOST
    grace: timedelta = GRACE
    pings: bool = False
    events: bool = False

    @classmethod
    def read(cls, settings: Mapping[str, str]) -> Usual:
        return cls(
            settings.get(LEADS_KEY) or USUAL,
            int(settings.get(MOST_KEY) or MOST),
            max(timedelta(minutes=int(settings[GRACE_KEY])), LEAST_GRACE)
            if settings.get(GRACE_KEY)
            else GRACE,
            settings.get(PING_KEY) == "yes",
            settings.get(EVENTS_KEY) == "yes",
        )

    def written(self) -> dict[str, str]:
        """As settings; what is usual is kept as nothing."""
        minutes = int(self.grace / timedelta(minutes=1))
        return {
            LEADS_KEY: "" if self.leads == USUAL else self.leads,
            MOST_KEY: "" if self.most == MOST else str(self.most),
            GRACE_KEY: "" if self.grace == GRACE else str(minutes),
            PING_KEY: "yes" if self.pings else "",
            EVENTS_KEY: "yes" if self.events else "",
        }


def leads_of(words: str, most: int = MOST_EVER) -> tuple[timedelta, ...]:
    """How long before a meeting its reminders come, the earliest first: '7d,1d,1h,10m', or none."""
    if folded(words) in _NONE:
        return ()
    parts = [part for part in re.split(r"[,;]| y | and ", words.strip()) if part.strip()]
    leads = sorted({_lead(part) for part in parts}, reverse=True)
    if len(leads) > most:
        raise errors.TooManyLeads(len(leads), most)
    if leads and leads[0] > LONGEST:
        raise errors.LeadTooLong(LONGEST)
    return tuple(leads)


def _lead(words: str) -> timedelta:
    read = read_when(words.strip(), _ANY_TIME, ZoneInfo("UTC"))
    if not isinstance(read, timedelta) or read < timedelta(minutes=1):
        raise errors.NoLead(words.strip()[:40])
    return read


def told_at(leads: Sequence[timedelta], least: timedelta) -> timedelta | None:
    """The one reminder that also goes to people in private: the shortest that is at least so long before."""
    fitting = [lead for lead in leads if lead >= least]
    return min(fitting) if fitting else max(leads, default=None)


def since(call: Call, at: datetime) -> list[timedelta]:
    """The reminders of a date that were still to come when the meeting was called."""
    return [lead for lead in call.leads if at - lead > call.called_at]


@dataclass(frozen=True, slots=True)
class Ring:
    """What an alarm of a meeting stands for: one date, and how long before it; below zero is its end."""

    lead: timedelta
    key: datetime

    def written(self) -> str:
        return f"{int(self.lead.total_seconds())}|{self.key.isoformat()}"

    @classmethod
    def read(cls, detail: str) -> Ring:
        lead, _, key = detail.partition("|")
        return cls(timedelta(seconds=int(lead)), datetime.fromisoformat(key))


def following(call: Call, lead: timedelta, since: datetime) -> tuple[Ring, datetime] | None:
    """What rings next for one lead time, later than an instant, and when."""
    found = [] if call.cancelled_at else after(call.series, since + lead)
    return (Ring(lead, found[0].key), found[0].at - lead) if found else None


@dataclass(frozen=True, slots=True)
class Late:
    """A reminder that is due, for a date; late is by how much, zero where nobody would notice."""

    date: Occurrence
    lead: timedelta
    late: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Heard:
    """What comes of alarms that rang: reminders to be said, those missed."""

    said: tuple[Late, ...] = ()
    missed: tuple[Late, ...] = ()


def heard(call: Call, ring: Ring, due_at: datetime, now: datetime, grace: timedelta) -> Heard:
    """What an alarm that rings says: its own date, and those that were due after it and never came to ring.

    An alarm says nothing whose date is left out, or was moved so that it is not due yet; one that should have
    rung before, as its date is earlier now or the rules of its zone have changed, is late.
    """
    if call.cancelled_at:
        return Heard()
    since = due_at + ring.lead + _MOMENT
    due = between(call.series, since, max(since, now + ring.lead + _MOMENT))
    own = dates.held(call.series, ring.key)
    if own is not None and own.at - ring.lead <= now and own not in due:
        due.insert(0, own)
    some = [Late(one, ring.lead, now - (one.at - ring.lead)) for one in due]
    said = [
        Late(s.date, s.lead, s.late if s.late >= _NOTICED else timedelta()) for s in some if s.late <= grace
    ]
    return Heard(tuple(said), tuple(one for one in some if one.late > grace))
