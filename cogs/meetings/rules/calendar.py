"""Meetings as a calendar file (RFC 5545), by which other calendars know the same dates as ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone
from icalendar.prop import vRecur

from bot.dates.rule import read_rule
from cogs.meetings.rules import date as dates
from cogs.meetings.rules.call import Call

AHEAD, BEFORE = timedelta(days=3660), timedelta(days=400)
"""For how long after now, and before the first date, a file says when clocks change."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a file may say besides times: origin makes its ids its own.

    plain stands for every title; then nothing else is said either, not even which program wrote it.
    """

    origin: str
    name: str = field(default="", repr=False)
    plain: str = ""

    @property
    def product(self) -> str:
        return "-//Calendar//EN" if self.plain else "-//Folkmoot//Meetings//EN"

    def title(self, call: Call) -> str:
        return self.plain or call.title

    def uid(self, call: Call) -> str:
        return str(uuid5(NAMESPACE_URL, f"{self.origin}/{call.id}"))


def written(calls: Sequence[Call], telling: Telling, now: datetime) -> bytes:
    """The file of some meetings."""
    calendar = Calendar()
    calendar.add("prodid", telling.product)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if telling.name and not telling.plain:
        calendar.add("x-wr-calname", telling.name)
    for zone in sorted({call.series.zone for call in calls} - {"UTC"}):
        first = min(call.series.start for call in calls if call.series.zone == zone) - BEFORE
        calendar.add_component(
            Timezone.from_tzid(zone, first_date=first.date(), last_date=(now + AHEAD).date())
        )
    for call in calls:
        for event in _events(call, telling):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(call: Call, telling: Telling) -> list[Event]:
    """The event of a meeting, and one for each of its dates that is held at another time."""
    series = call.series
    main = _event(call, telling, series.start)
    if series.rule:
        main.add("rrule", vRecur.from_ical(_rule(call)))
    for key in sorted(series.skipped):
        main.add("exdate", _wall(key, series.zone))
    events = [main]
    for key, wall in sorted(series.moved.items()):
        moved = _event(call, telling, wall)
        moved.add("recurrence-id", _wall(key, series.zone))
        events.append(moved)
    return events


def _event(call: Call, telling: Telling, wall: datetime) -> Event:
    event = Event()
    event.add("uid", telling.uid(call))
    event.add("summary", telling.title(call))
    event.add("dtstart", _wall(wall, call.series.zone))
    event.add("duration", call.lasts)
    event.add("dtstamp", call.changed_at.replace(microsecond=0))
    event.add("sequence", call.sequence)
    event.add("status", "CANCELLED" if call.cancelled_at else "CONFIRMED")
    if call.spot and not telling.plain:
        event.add("location", call.spot)
    if not call.cancelled_at:
        for lead in call.leads:
            event.add_component(_alarm(telling.title(call), lead))
    return event


def _alarm(words: str, lead: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -lead)
    return alarm


def _wall(wall: datetime, zone: str) -> datetime:
    """A wall time with its zone; in UTC it is an instant."""
    return wall.replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))


def _rule(call: Call) -> str:
    """The rule; its last day is an instant there, where the start has a zone."""
    rule = read_rule(call.series.rule)
    if rule.until is None or rule.until.tzinfo is not None:
        return rule.text
    until = dates.instant(rule.until, call.series.zone).strftime("%Y%m%dT%H%M%SZ")
    parts = [part for part in rule.text.split(";") if not part.startswith("UNTIL=")]
    return ";".join([*parts, f"UNTIL={until}"])
