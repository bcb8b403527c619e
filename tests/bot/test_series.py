"""What repeats, against `whenever` over every clock change to come, and against dateutil's own walk."""

# ruff: noqa: DTZ001 - wall times

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
import whenever
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dates.expansion import days_of
from bot.dates.rule import WEEKDAYS, NoRule, TooManyTimes, TooOften, read_rule
from bot.dates.series import NeverFires, Series, after, between, check, last
from bot.dates.zones import names, pin

FIRST, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
RULES = (
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY={weekday}",
    "FREQ=MONTHLY;BYMONTHDAY={day}",
)


@pytest.fixture(autouse=True)
def _one_edition() -> Iterator[None]:
    """Ours and the oracle's zones come from the same installed rules, and not from the machine's."""
    pin()
    ZoneInfo.clear_cache()
    whenever.reset_tzpath(())
    yield
    zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()
    whenever.reset_tzpath()


def zones() -> list[str]:
    """One zone of each content that there is: the others are the same under another name."""
    base = files("tzdata.zoneinfo")
    by_content = {base.joinpath(*name.split("/")).read_bytes(): name for name in sorted(names())}
    return sorted(by_content.values())


def changes(zone: str) -> Iterator[tuple[datetime, timedelta]]:
    """The instants between 2024 and 2030 at which the clocks of a zone change, and by how much."""
    there, step = ZoneInfo(zone), timedelta(days=7)
    at, before = FIRST, FIRST.astimezone(there).utcoffset()
    while at < END:
        if (offset := (at + step).astimezone(there).utcoffset()) != before:
            low, high = at, at + step
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                is_before = middle.astimezone(there).utcoffset() == before
                low, high = (middle, high) if is_before else (low, middle)
            assert before is not None and offset is not None
            yield high.replace(second=0, microsecond=0), offset - before
            before = offset
        at += step


def expected(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time as the oracle has it: a skipped one later, of a double one the earlier."""
    plain = whenever.PlainDateTime(wall.year, wall.month, wall.day, wall.hour, wall.minute)
    return plain.assume_tz(zone, disambiguation="compatible").to_instant().to_stdlib()


def test_every_clock_change_of_every_zone_is_straddled_rightly() -> None:
    seen = skipped = 0
    for zone in zones():
        for n, (change, step) in enumerate(changes(zone)):
            wall = change.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - step / 2
            rule = RULES[n % len(RULES)].format(day=wall.day, weekday=WEEKDAYS[wall.weekday()])
            for clock in {wall.time(), time(18)}:
                skipped += straddles(zone, datetime.combine(wall, clock), rule)
            seen += 1
    assert seen > 1000
    assert skipped > seen / 3


def straddles(zone: str, at: datetime, rule: str) -> int:
    """Three weeks around a change: each day by the rule once, at its own hour, and no other."""
    start = at - timedelta(days=10)
    walls = list(rrule.rrulestr(rule, dtstart=start).between(start, start + timedelta(days=20), inc=True))
    assert at in walls
    since, until = expected(walls[0], zone), expected(walls[-1], zone)
    found = between(Series(start, zone, rule), since, until + timedelta(seconds=1))
    assert [o.key for o in found] == walls, (zone, rule)
    assert [o.at for o in found] == [expected(wall, zone) for wall in walls], (zone, rule)
    for one in found:
        assert one.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == one.wall == one.key + one.shifted
    return sum(bool(one.shifted) for one in found)


def test_every_kind_of_change_is_among_them() -> None:
    steps = {
        step
        for zone in ("Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll")
        for _, step in changes(zone)
    }
    assert {abs(step) for step in steps} == {timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2)}


def test_a_skipped_time_moves_forward_and_says_so_and_a_double_one_fires_once() -> None:
    berlin = Series(datetime(2026, 3, 22, 2, 30), "Europe/Berlin", "FREQ=WEEKLY")
    before, skipped, later = after(berlin, datetime(2026, 3, 1, tzinfo=UTC), 3)
    assert (before.shifted, later.shifted) == (timedelta(), timedelta())
    assert (skipped.key, skipped.wall) == (datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 3, 30))
    assert skipped.shifted == timedelta(hours=1)
    assert skipped.at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    autumn = between(berlin, datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 10, 26, tzinfo=UTC))
    assert [one.at for one in autumn] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


FREQUENCIES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=2,12;BYDAY=MO,TU",
        "FREQ=DAILY;BYMONTHDAY=1,-1",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=TU,SU",
        "FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15",
        "FREQ=MONTHLY;BYDAY=1TU,-1FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=3,9;BYDAY=2SU",
        "FREQ=YEARLY;BYDAY=-1MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "FREQ=YEARLY;BYMONTH=6;BYDAY=MO,TU,WE;BYSETPOS=-1",
    ]
)
STARTS = st.datetimes(datetime(2012, 1, 1), datetime(2024, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0)
)
ENDS = st.one_of(
    st.just(""),
    st.integers(0, 80).map(lambda n: f";COUNT={n}"),
    st.dates(date(2024, 1, 1), date(2032, 1, 1)).map(lambda day: f";UNTIL={day:%Y%m%d}T235959"),
)


@settings(max_examples=150, deadline=None)
@given(FREQUENCIES, st.integers(1, 5), STARTS, ENDS, st.integers(0, 4000))
def test_a_rule_gives_what_dateutil_gives_walking_all_the_way(
    base: str, interval: int, start: datetime, end: str, days: int
) -> None:
    rule = f"{base};INTERVAL={interval}{end}"
    since = start + timedelta(days=days)
    walked = rrule.rrulestr(rule, dtstart=start).xafter(since, count=5, inc=False)
    until = since + timedelta(days=365 * 30)
    walls = [wall for wall in islice(walked, 5) if wall < until]
    try:
        found = after(Series(start, "UTC", rule), since.replace(tzinfo=UTC), 5)
    except NeverFires:
        found = []
    assert [one.wall for one in found if one.wall < until] == walls


def test_a_rule_with_ten_years_behind_it_costs_no_more_than_a_new_one() -> None:
    now = datetime(2026, 6, 2, 12, tzinfo=UTC)

    def years_worked_out(start: datetime, rule: str) -> int:
        days_of.cache_clear()
        assert len(after(Series(start, "Europe/Berlin", rule), now, 3)) == 3
        return days_of.cache_info().misses

    for rule in ("FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY"):
        old = years_worked_out(datetime(2016, 5, 31, 18), rule)
        assert old == years_worked_out(datetime(2026, 5, 31, 18), rule) <= 5


def test_what_is_moved_comes_in_its_new_order_and_what_is_skipped_not_at_all() -> None:
    def day(n: int, hour: int = 18) -> datetime:
        return datetime(2026, 6, n, hour)

    series = Series(
        day(2),
        "Europe/Berlin",
        "FREQ=WEEKLY;COUNT=4",
        frozenset({day(9)}),
        {day(2): day(24, 9), day(23): day(4), day(16): day(17), day(3): day(5)},
    )
    found = after(series, datetime(2026, 6, 1, tzinfo=UTC), 9)
    assert [(one.key, one.wall) for one in found] == [
        (day(23), day(4)),
        (day(16), day(17)),
        (day(2), day(24, 9)),
    ]
    assert last(series) == found[-1]
    assert after(series, found[0].at) == [found[1]]
    assert between(series, found[0].at, found[2].at) == found[:2]


def test_once_is_a_series_too() -> None:
    once = Series(datetime(2026, 6, 2, 18), "Europe/Berlin")
    (only,) = after(once, datetime(2026, 6, 1, tzinfo=UTC), 5)
    assert (only.at, last(once)) == (datetime(2026, 6, 2, 16, tzinfo=UTC), only)
    assert after(once, only.at) == []


def test_the_last_one_of_a_series_that_ends() -> None:
    start = datetime(2026, 6, 2, 18)
    until = Series(start, "Europe/Berlin", "FREQ=WEEKLY;UNTIL=20260623")
    assert [one.wall.day for one in after(until, datetime(2026, 6, 1, tzinfo=UTC), 9)] == [2, 9, 16, 23]
    ended = last(until)
    assert ended is not None and ended.wall == datetime(2026, 6, 23, 18)
    in_utc = Series(start, "Asia/Tokyo", "FREQ=WEEKLY;UNTIL=20260616T090000Z")
    ended = last(in_utc)
    assert ended is not None and ended.wall == datetime(2026, 6, 16, 18)
    assert last(Series(start, "Europe/Berlin", "FREQ=WEEKLY")) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=WEEKLY;UNTIL=20200101",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=DAILY;INTERVAL=7;BYDAY=SU",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3",
    ],
)
def test_a_rule_that_never_fires_is_refused(rule: str) -> None:
    with pytest.raises(NeverFires):
        after(Series(datetime(2026, 6, 2, 18), "Europe/Berlin", rule), FIRST)
    with pytest.raises(NeverFires):
        check(datetime(2026, 6, 2, 18), rule, "Europe/Berlin")


@pytest.mark.parametrize("year", [9957, 9990, 9998])
@pytest.mark.parametrize("rule", ["", "FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=9999", "FREQ=DAILY;UNTIL=99991231"])
def test_the_end_of_the_calendar_is_no_fault(year: int, rule: str) -> None:
    start = datetime(year, 6, 2, 18)
    series = Series(start, "Pacific/Auckland", rule)
    assert after(series, FIRST)[0].wall == start
    ended = last(series)
    assert ended is None or ended.wall >= start


def test_a_rule_that_is_over_is_no_rule_that_never_fires() -> None:
    over = Series(datetime(2026, 6, 2, 18), "Europe/Berlin", "FREQ=DAILY;COUNT=3")
    assert after(over, END) == []


@pytest.mark.parametrize("often", ["HOURLY", "MINUTELY", "SECONDLY"])
def test_nothing_repeats_more_than_once_a_day(often: str) -> None:
    with pytest.raises(TooOften):
        read_rule(f"FREQ={often}")


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        ("", ""),
        ("FREQ=SOMETIMES", "FREQ=SOMETIMES"),
        ("FREQ=WEEKLY;FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0"),
        ("FREQ=WEEKLY;INTERVAL=9999999", "INTERVAL=9999999"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
        ("FREQ=WEEKLY;BYDAY=2TU", "BYDAY"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"),
        ("FREQ=DAILY;BYHOUR=3", "BYHOUR=3"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32"),
        ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20260101", "COUNT"),
        ("FREQ=WEEKLY;UNTIL=20260230", "UNTIL=20260230"),
    ],
)
def test_what_is_no_rule_says_which_part_is_none(rule: str, part: str) -> None:
    with pytest.raises(NoRule) as refused:
        read_rule(rule)
    assert refused.value.part == part


def test_nobody_counts_to_a_million() -> None:
    with pytest.raises(TooManyTimes):
        read_rule("FREQ=DAILY;COUNT=999999")


@given(FREQUENCIES, ENDS)
def test_a_rule_is_written_as_it_was_read(base: str, end: str) -> None:
    rule = read_rule(base + end)
    assert read_rule(rule.text) == rule
    assert read_rule(f"RRULE:{rule.text.lower()}") == rule
