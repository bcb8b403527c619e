"""The calendar file: read by others' programs it has the same dates as ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import recurring_ical_events
from icalendar import Calendar

from bot.api.people import Address
from bot.dates.every import read_every
from bot.dates.series import Series, between
from cogs.meetings.rules import call as rules
from cogs.meetings.rules import date as dates
from cogs.meetings.rules.calendar import Telling, written
from cogs.meetings.rules.call import Call, Who
from tests.talk import Talk

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
HERE = Address("terminal", "table")
TELLING = Telling("here", "Depot")


def wall(words: str) -> datetime:
    """A wall time."""
    return datetime.fromisoformat(words)


def made(series: Series, **more: object) -> Call:
    call = Call(
        id=7,
        assembly=1,
        number=3,
        caller=1,
        title="Assembly; all, come",
        series=series,
        lasts=timedelta(hours=2),
        leads=(timedelta(days=1), timedelta(hours=1)),
        who=Who.ALL,
        room=HERE,
        held_in=HERE,
        spot="Canteen",
        bloc=None,
        unlisted=False,
        urgent=False,
        called_at=NOW,
        changed_at=NOW,
    )
    return replace(call, **more) if more else call  # type: ignore[arg-type]


def series(start: str, zone: str, every: str) -> Series:
    wall = datetime.fromisoformat(start)
    read = read_every(every, wall.date())
    fresh = dates.settled(wall, zone, read.text)
    return replace(fresh, skipped=read.skipped(fresh.start.time()))


def ours(call: Call, until: datetime) -> list[datetime]:
    return [one.at for one in between(call.series, NOW, until)]


def theirs(call: Call, until: datetime) -> list[datetime]:
    calendar = Calendar.from_ical(written([call], TELLING, NOW))
    found = recurring_ical_events.of(calendar).between(NOW, until)
    return sorted(event["DTSTART"].dt.astimezone(UTC) for event in found)


@pytest.mark.parametrize(
    ("start", "zone", "every"),
    [
        ("2026-03-05T18:00", "Europe/Berlin", "weekly"),
        ("2026-03-28T01:30", "Europe/London", "daily until 2026-04-20"),
        ("2026-02-25T02:30", "America/New_York", "daily 30 times"),
        ("2026-03-30T02:30", "Australia/Lord_Howe", "daily until 2026-10-10"),
        ("2026-02-03T19:00", "America/Santiago", "first tuesday"),
        ("2026-02-27T19:00", "Africa/Casablanca", "last friday"),
        ("2026-03-02T07:15", "Asia/Kathmandu", "weekdays until 2026-06-30 except 2026-05-01"),
        ("2026-03-02T18:00", "UTC", "fortnightly except 2026-03-16"),
        ("2026-03-26T00:30", "Asia/Beirut", "daily 10 times"),
    ],
)
def test_other_programs_find_the_same_dates(start: str, zone: str, every: str) -> None:
    call = made(series(start, zone, every))
    until = NOW + timedelta(days=500)
    assert len(ours(call, until)) > 5
    assert theirs(call, until) == ours(call, until)


def test_dates_that_are_moved_or_left_out_are_so_for_others_too() -> None:
    call = made(series("2026-03-05T18:00", "Europe/Berlin", "weekly"))
    second, third = between(call.series, NOW, NOW + timedelta(days=60))[1:3]
    call = rules.moved(call, second, wall("2026-03-30T02:30"), NOW)
    call = rules.skipped(call, third, NOW)
    until = NOW + timedelta(days=120)
    assert datetime(2026, 3, 30, 0, 30, tzinfo=UTC) in ours(call, until)
    assert third.at not in ours(call, until)
    assert theirs(call, until) == ours(call, until)
    assert b"SEQUENCE:2" in written([call], TELLING, NOW)


def test_a_meeting_that_was_moved_on_starts_anew_and_keeps_its_id() -> None:
    before = made(series("2026-03-05T18:00", "Europe/Berlin", "weekly 10 times"))
    now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    after = rules.moved_on(before, wall("2026-03-27T20:00"), now)
    until = NOW + timedelta(days=400)
    assert len(ours(after, until)) == 7
    assert theirs(after, until) == ours(after, until)
    uids = [Calendar.from_ical(written([c], TELLING, NOW)).walk("VEVENT")[0]["UID"] for c in (before, after)]
    assert uids[0] == uids[1]


def test_a_file_says_all_that_a_calendar_wants() -> None:
    once = made(Series(wall("2026-03-05T18:00"), "Europe/Berlin"))
    calendar = Calendar.from_ical(written([once], TELLING, NOW))
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Assembly; all, come"
    assert str(event["LOCATION"]) == "Canteen"
    assert event["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [
        -timedelta(days=1),
        -timedelta(hours=1),
    ]
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    gone = written([rules.cancelled(once, NOW)], TELLING, NOW)
    assert b"STATUS:CANCELLED" in gone
    assert b"SEQUENCE:1" in gone


async def test_a_file_is_handed_over_and_a_careful_assembly_s_says_meeting_and_no_more(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: meeting ics")
    assert "No meeting is called." in talk.text
    await talk("ana: meeting call Strike council when:Thu 18:00 every:weekly at:Canteen")
    await talk("ana: meeting ics 1")
    assert talk.answer is not None
    assert talk.answer.file is not None
    assert b"SUMMARY:Strike council" in talk.answer.file.content
    await talk("ana: meeting call Another when:Fri 18:00")
    await talk("ana: meeting cancel 2")
    await talk("ana: meeting ics")
    assert "a file with 1 meeting. It takes 1 cancelled meeting off." in talk.text
    assert talk.answer.file is not None
    assert b"STATUS:CANCELLED" in talk.answer.file.content
    await talk("ana: assembly careful yes", private=True)
    await talk("ana: meeting ics")
    assert talk.answer.file is not None
    said = talk.answer.file.content
    assert b"SUMMARY:Meeting" in said
    for word in (b"Strike", b"Canteen", b"Depot", b"Folkmoot", b"folkmoot", b"LOCATION", b"Another"):
        assert word not in said
