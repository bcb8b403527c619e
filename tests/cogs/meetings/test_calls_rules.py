"""Rules of calls: what rings when, what was missed, and how a series is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.api.errors import InThePast
from bot.api.people import Address
from bot.dates.series import Series, between
from bot.dates.when import read_when
from cogs.meetings.rules import call as rules
from cogs.meetings.rules import call_errors as errors
from cogs.meetings.rules import date as dates
from cogs.meetings.rules import lead
from cogs.meetings.rules import series as whole
from cogs.meetings.rules.call import Call, Who
from cogs.meetings.rules.lead import GRACE, Ring, leads_of

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
HERE = Address("terminal", "table")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def wall(words: str) -> datetime:
    return datetime.fromisoformat(words)


def made(rule: str = "FREQ=WEEKLY", start: str = "2026-10-08T18:00", zone: str = "Europe/Berlin") -> Call:
    return Call(
        1, 1, 3, 1, "Assembly", dates.settled(wall(start), zone, rule), 2 * HOUR, (DAY, HOUR), Who.ALL,
        HERE, HERE, "", None, False, False, NOW, NOW,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    rule=st.sampled_from(["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=DAILY;COUNT=9", ""]),
    span=st.sampled_from([10 * DAY, DAY, HOUR, timedelta(minutes=10), -2 * HOUR]),
    wakes=st.lists(st.integers(min_value=1, max_value=60 * 24 * 6), min_size=1, max_size=12),
)
def test_however_long_it_was_away_each_date_rings_once(rule: str, span: timedelta, wakes: list[int]) -> None:
    """What is said and what was missed are together what was due, each once and in its order."""
    call, now = made(rule), NOW
    pending = lead.following(call, span, now)
    told: list[datetime] = []
    for minutes in wakes:
        now += timedelta(minutes=minutes)
        if pending is None or pending[1] > now:
            continue
        heard = lead.heard(call, *pending, now, GRACE)
        told += [one.date.key for one in (*heard.missed, *heard.said)]
        assert all(one.late <= GRACE for one in heard.said)
        pending = lead.following(call, span, now)
    due = [one.key for one in between(call.series, NOW, now + span + HOUR) if NOW < one.at - span <= now]
    assert told == due


def test_an_alarm_of_a_date_that_was_moved_or_left_out_says_nothing() -> None:
    call = made()
    ring, at = lead.following(call, DAY, NOW) or pytest.fail("nothing rings")
    moved = rules.moved(call, call.next(NOW), wall("2026-10-12T18:00"), NOW)
    assert lead.heard(moved, ring, at, at, GRACE) == lead.Heard()
    assert lead.heard(rules.skipped(call, call.next(NOW), NOW), ring, at, at, GRACE) == lead.Heard()
    assert lead.heard(rules.cancelled(call, NOW), ring, at, at, GRACE) == lead.Heard()
    (said,) = lead.heard(call, ring, at, at, GRACE).said
    assert said.date.key == wall("2026-10-08T18:00")
    assert Ring.read(ring.written()) == ring


@pytest.mark.parametrize(("later", "said", "missed"), [(5, 1, 0), (50, 0, 1), (-5, 0, 0)])
def test_an_overdue_alarm_whose_date_is_at_another_time_by_new_rules_is_late_or_waits(
    later: int, said: int, missed: int
) -> None:
    call = made()
    ring, at = lead.following(call, DAY, NOW) or pytest.fail("nothing rings")
    by_the_old = at + timedelta(minutes=later)
    heard = lead.heard(call, ring, by_the_old, by_the_old + timedelta(minutes=1), GRACE)
    assert (len(heard.said), len(heard.missed)) == (said, missed)


def test_an_alarm_of_a_moved_date_rings_before_where_it_is_now() -> None:
    moved = rules.moved(made(), made().next(NOW), wall("2026-10-12T18:00"), NOW)
    ring, at = lead.following(moved, HOUR, NOW) or pytest.fail("nothing rings")
    assert (ring.key, at) == (wall("2026-10-08T18:00"), datetime(2026, 10, 12, 15, tzinfo=UTC))


def test_a_series_that_is_moved_keeps_its_count_and_what_is_left_out() -> None:
    call = made("FREQ=WEEKLY;COUNT=6")
    third = between(call.series, NOW, NOW + 60 * DAY)[3]
    call = rules.skipped(call, third, NOW)
    later = datetime(2026, 10, 16, 12, tzinfo=UTC)  # two have been held
    after = rules.moved_on(call, wall("2026-10-22T20:00"), later)
    held = [one.wall for one in between(after.series, later, later + 90 * DAY)]
    assert held == [wall(f"2026-{day}T20:00") for day in ("10-22", "11-05", "11-12")]


@pytest.mark.parametrize(
    ("rule", "to", "then"),
    [
        ("FREQ=WEEKLY;BYDAY=TH", "2026-10-09T19:00", "FREQ=WEEKLY;BYDAY=FR"),
        ("FREQ=WEEKLY;BYDAY=TH", "2026-10-15T19:00", "FREQ=WEEKLY;BYDAY=TH"),
        ("FREQ=WEEKLY", "2026-10-09T19:00", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYDAY=2TH", "2026-10-13T19:00", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "2026-10-30T19:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=8", "2026-10-09T19:00", "FREQ=MONTHLY;BYMONTHDAY=9"),
    ],
)
def test_a_series_begins_on_the_day_that_it_is_moved_to(rule: str, to: str, then: str) -> None:
    after = rules.moved_on(made(rule), wall(to), NOW)
    assert (after.series.rule, after.next(NOW).wall) == (then, wall(to))


def test_a_series_of_several_days_moves_to_none_that_is_none_of_them() -> None:
    call = made("FREQ=WEEKLY;BYDAY=TU,TH")
    with pytest.raises(errors.OffTheRule):
        rules.moved_on(call, wall("2026-10-09T19:00"), NOW)
    assert rules.moved_on(call, wall("2026-10-13T19:00"), NOW).next(NOW).wall == wall("2026-10-13T19:00")


def test_what_is_otherwise_than_the_rule_stays_so_where_its_day_stays() -> None:
    call = made()  # on 8, 15, 22, 29 October
    first, second, third, *_ = call.coming(NOW, 4)
    call = rules.moved(rules.skipped(call, second, NOW), third, wall("2026-10-23T18:00"), NOW)
    later = rules.moved_on(call, wall("2026-10-08T19:00"), NOW)
    assert [one.wall for one in later.coming(NOW, 3)] == [
        wall(f"2026-10-{day}") for day in ("08T19:00", "23T18:00", "29T19:00")
    ]
    assert whole.given_up(call.series, later.series, NOW) == ()
    known = {1: first.key, 2: second.key, 3: third.key}
    assert whole.new_keys(later.series, known, first.key, wall("2026-10-08T19:00")) == {
        1: wall("2026-10-08T19:00"),
        2: wall("2026-10-15T19:00"),
        3: wall("2026-10-22T19:00"),
    }
    friday = rules.moved_on(call, wall("2026-10-09T19:00"), NOW)
    assert len(friday.coming(NOW, 3)) == len({one.wall for one in friday.coming(NOW, 3)})
    assert whole.given_up(call.series, friday.series, NOW) == (second.key.date(), third.key.date())
    week = rules.moved_on(call, wall("2026-10-29T19:00"), NOW)  # its own card stays with the day
    keys = whole.new_keys(week.series, known | {4: wall("2026-10-29T18:00")}, first.key, week.next(NOW).key)
    assert keys[4] == wall("2026-10-29T19:00")
    assert len(set(keys.values())) == len(keys)


def test_a_meeting_that_loses_its_only_date_is_cancelled() -> None:
    once = made("")
    assert rules.skipped(once, once.next(NOW), NOW).cancelled_at == NOW
    last = made("FREQ=WEEKLY;COUNT=1")
    assert rules.skipped(last, last.next(NOW), NOW).cancelled_at == NOW


def test_a_date_that_has_begun_is_neither_moved_nor_left_out() -> None:
    call, now = made(), datetime(2026, 10, 8, 17, tzinfo=UTC)
    assert call.next(now).key == wall("2026-10-08T18:00")
    with pytest.raises(errors.HasBegun):
        rules.skipped(call, call.next(now), now)
    with pytest.raises(errors.HasBegun):
        rules.moved(call, call.next(now), wall("2026-10-09T18:00"), now)


def test_a_meeting_in_the_hour_that_is_there_twice_is_at_the_instant_that_was_meant() -> None:
    second = datetime(2026, 10, 25, 1, 40, tzinfo=UTC)  # 02:40 in Berlin, an hour after the first 02:40
    for when in (timedelta(), second, timedelta(minutes=5), second + timedelta(minutes=5)):
        series = rules.once(when, "Europe/Berlin", second)
        (held,) = between(series, second - DAY, second + DAY)
        assert held.at - second in (timedelta(), timedelta(minutes=5))
    first = rules.once(timedelta(), "Europe/Berlin", second - HOUR)
    assert first == Series(wall("2026-10-25T02:40"), "Europe/Berlin")
    with pytest.raises(InThePast):
        call = made("", "2026-10-26T18:00")
        rules.moved(call, call.next(second), wall("2026-10-25T02:45"), second)


def test_a_time_that_is_skipped_in_the_reader_s_zone_is_itself_in_the_meeting_s() -> None:
    typed = read_when("2027-03-28 02:30", NOW, ZoneInfo("Europe/Berlin"))
    assert typed is not None
    assert rules.begins(typed, "Europe/Berlin", NOW) == wall("2027-03-28T02:30")
    assert rules.begins(typed, "UTC", NOW) == wall("2027-03-28T01:30")


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("7d,1d,1h,10m", (7 * DAY, DAY, HOUR, HOUR / 6)),
        ("10m, 1 hour and 2 days", (2 * DAY, HOUR, HOUR / 6)),
        ("1h; 60m", (HOUR,)),
        ("none", ()),
        ("ninguno", ()),
    ],
)
def test_leads_are_read_as_people_write_them(words: str, leads: tuple[timedelta, ...]) -> None:
    assert leads_of(words) == leads


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("soon", errors.NoLead),
        ("30s", errors.NoLead),
        ("200d", errors.LeadTooLong),
        ("2030-01-01", errors.NoLead),
    ],
)
def test_what_is_no_lead_is_refused(words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        leads_of(words)


def test_a_date_is_found_by_its_day_its_key_or_words() -> None:
    call = made()
    for words in ("2026-10-15", "2026-10-15T18:00", "15 October", "in 14 days"):
        assert rules.date_meant(call, words, NOW).key == wall("2026-10-15T18:00")
    for words in ("thursday", "next Thu", "jueves"):
        assert rules.date_meant(call, words, NOW + DAY).key == wall("2026-10-08T18:00")
    assert rules.date_meant(call, "tomorrow", NOW + 6 * DAY).key == wall("2026-10-08T18:00")
    with pytest.raises(errors.NoSuchDate):
        rules.date_meant(call, "2026-10-16", NOW)
    with pytest.raises(errors.CallOver):
        rules.date_meant(call, "2026-10-08", NOW + 10 * DAY)
    assert Series(wall("2026-10-08T18:00"), "UTC") != call.series
