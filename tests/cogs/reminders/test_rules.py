"""When a reminder rings, what is missed, and what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.people import Address
from bot.dates.series import NeverFires
from cogs.reminders.rules import reminder as rules
from cogs.reminders.rules import ringing
from cogs.reminders.rules.errors import NoText, NotSoLong, TooManyReminders
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.rules.ringing import AGAIN, Rang

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
DAY, GRACE = timedelta(days=1), timedelta(hours=24)


def made(zone: str = "UTC", **more: object) -> Reminder:
    plain = Reminder(
        1, 1, 7, For.ME, Address("terminal", "table"), "Tea", NOW.replace(tzinfo=None), zone, NOW
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def daily(hours: float = 2, zone: str = "UTC") -> Reminder:
    return rules.timed(made(zone), timedelta(hours=hours), "daily", NOW)


def test_one_that_is_once_rings_at_its_time_and_is_over() -> None:
    one = rules.timed(made(), timedelta(hours=2), "", NOW)
    assert one.due_at == NOW + timedelta(hours=2)
    rang = ringing.rang(one, one.due_at, one.due_at, GRACE)
    assert rang.rings_for == one.due_at
    assert rang.next_at is None
    assert rang.reminder.over_at == one.due_at
    assert rang.reminder.rings_next is None


@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=3), timedelta(hours=24)])
def test_one_that_is_late_by_up_to_the_grace_is_given(late: timedelta) -> None:
    one = rules.timed(made(), timedelta(hours=2), "", NOW)
    assert one.due_at is not None
    rang = ringing.rang(one, one.due_at, one.due_at + late, GRACE)
    assert rang.rings_for == one.due_at
    assert rang.reminder.missed == 0


def test_one_that_is_later_than_that_is_missed_and_not_given() -> None:
    one = rules.timed(made(), timedelta(hours=2), "", NOW)
    assert one.due_at is not None
    rang = ringing.rang(one, one.due_at, one.due_at + GRACE + timedelta(seconds=1), GRACE)
    assert rang.rings_for is None
    assert (rang.reminder.missed, rang.reminder.missed_for) == (1, one.due_at)


def test_of_a_series_the_last_is_given_and_the_others_are_missed() -> None:
    one = daily()
    assert one.due_at is not None
    rang = ringing.rang(one, one.due_at, one.due_at + 3 * DAY + timedelta(hours=1), GRACE)
    assert rang.rings_for == one.due_at + 3 * DAY
    assert (rang.reminder.missed, rang.reminder.missed_for) == (3, one.due_at)
    assert rang.next_at == one.due_at + 4 * DAY


@given(st.integers(0, 60 * 24 * 40), st.integers(0, 72))
def test_what_comes_next_is_what_the_rule_says_however_late_it_is(minutes: int, grace: int) -> None:
    one = daily()
    assert one.due_at is not None
    now = one.due_at + timedelta(minutes=minutes)
    rang = ringing.rang(one, one.due_at, now, timedelta(hours=grace))
    assert rang.next_at is not None
    assert now < rang.next_at <= now + DAY
    assert (rang.next_at - one.due_at) % DAY == timedelta()
    passed = minutes // (60 * 24) + 1
    assert rang.reminder.missed + (rang.rings_for is not None) == passed


def test_what_was_missed_before_and_is_not_told_yet_is_added() -> None:
    one = daily()
    assert one.due_at is not None
    first = ringing.rang(one, one.due_at, one.due_at + DAY + timedelta(hours=30), timedelta(0)).reminder
    assert first.due_at is not None
    again = ringing.rang(first, first.due_at, first.due_at + timedelta(hours=1), timedelta(0)).reminder
    assert (again.missed, again.missed_for) == (first.missed + 1, one.due_at)
    told = replace(first, missed_at=NOW)
    fresh = ringing.rang(told, first.due_at, first.due_at + timedelta(hours=1), timedelta(0)).reminder
    assert (fresh.missed, fresh.missed_for, fresh.missed_at) == (1, first.due_at, None)


def test_a_series_keeps_its_time_of_day_when_the_clocks_change() -> None:
    start = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    one = rules.timed(made("Europe/Berlin"), timedelta(hours=4), "daily", start)
    walls = []
    for _ in range(3):
        assert one.due_at is not None
        walls.append(one.due_at.astimezone(ZoneInfo("Europe/Berlin")).strftime("%d %H:%M"))
        one = ringing.rang(one, one.due_at, one.due_at, GRACE).reminder
    assert walls == ["24 18:00", "25 18:00", "26 18:00"]


def test_an_important_one_comes_again_until_it_has_come_often_enough() -> None:
    one = rules.timed(made(important=True), timedelta(hours=2), "", NOW)
    assert one.due_at is not None
    rang, at, waits = ringing.rang(one, one.due_at, one.due_at, GRACE), one.due_at, []
    while rang.again_at is not None:
        waits.append(rang.again_at - at)
        at = rang.again_at
        rang = ringing.came_again(rang.reminder, at)
    assert tuple(waits) == AGAIN
    assert rang.rings_for == one.due_at


def test_one_that_is_not_important_comes_once() -> None:
    one = rules.timed(made(), timedelta(hours=2), "", NOW)
    assert one.due_at is not None
    assert ringing.rang(one, one.due_at, one.due_at, GRACE).again_at is None


def test_putting_off_moves_no_series() -> None:
    one = daily()
    assert one.due_at is not None
    rung = ringing.rang(one, one.due_at, one.due_at, GRACE).reminder
    later = rules.snoozed(rung, one.due_at + timedelta(minutes=10))
    assert later.due_at == rung.due_at == one.due_at + DAY
    assert later.rings_next == one.due_at + timedelta(minutes=10)
    assert later.snoozed_for is not None
    woke = ringing.woke(later, later.snoozed_for, later.snoozed_for, GRACE)
    assert woke == Rang(
        replace(later, snoozed_for=None, rung_at=later.snoozed_for, rung_for=later.snoozed_for),
        later.snoozed_for,
    )
    assert woke.reminder.due_at == one.due_at + DAY


def test_one_that_was_put_off_wakes_too_late_and_is_missed() -> None:
    one = rules.snoozed(made(due_at=None), NOW)
    woke = ringing.woke(one, NOW, NOW + 2 * DAY, GRACE)
    assert (woke.rings_for, woke.reminder.missed) == (None, 1)


def test_tomorrow_is_the_same_time_of_day() -> None:
    before = datetime(2026, 10, 24, 16, 0, tzinfo=UTC)  # 18:00 in Berlin, the day before the clocks change
    until = rules.put_off(before, DAY, ZoneInfo("Europe/Berlin"))
    assert until == datetime(2026, 10, 25, 17, 0, tzinfo=UTC)
    assert rules.put_off(before, timedelta(minutes=10), ZoneInfo("Europe/Berlin")) == before + timedelta(
        minutes=10
    )


def test_days_can_be_left_out() -> None:
    one = rules.timed(made(), timedelta(hours=2), "daily except 2026-06-02", NOW)
    assert one.due_at is not None
    assert ringing.rang(one, one.due_at, one.due_at, GRACE).next_at == one.due_at + 2 * DAY


@pytest.mark.parametrize("every", ["daily until 2026-05-01", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_rule_that_never_fires_is_refused(every: str) -> None:
    with pytest.raises(NeverFires):
        rules.timed(made(), timedelta(hours=2), every, NOW)


def test_nothing_waits_for_more_than_ten_years() -> None:
    with pytest.raises(NotSoLong):
        rules.timed(made(), timedelta(days=4000), "", NOW)


def test_a_text_has_words() -> None:
    assert rules.text_of("  Tea ") == "Tea"
    with pytest.raises(NoText):
        rules.text_of(" \n ")


def test_so_many_may_wait() -> None:
    rules.within_limit(49, 50, in_room=False)
    with pytest.raises(TooManyReminders):
        rules.within_limit(50, 50, in_room=True)


def test_when_the_rules_of_a_zone_change_it_rings_at_its_wall_time() -> None:
    one = daily(zone="Europe/Berlin")
    assert one.due_at is not None
    moved = replace(one, due_at=one.due_at + timedelta(hours=1))
    assert ringing.retimed(moved).due_at == one.due_at
    assert ringing.retimed(one) == one
    assert ringing.retimed(replace(one, due_at=None)).due_at is None
    once = rules.timed(made("Europe/Berlin"), timedelta(hours=2), "", NOW)
    assert once.due_at is not None
    assert ringing.retimed(replace(once, due_at=once.due_at + timedelta(hours=1))).due_at == once.due_at


def test_one_that_is_overdue_when_the_rules_of_its_zone_put_it_off_rings_once() -> None:
    one = daily(zone="Europe/Berlin")
    assert one.due_at is not None
    early = one.due_at - timedelta(hours=1)  # as it was worked out by the old rules
    rang = ringing.rang(replace(one, due_at=early), early, early + timedelta(minutes=1), GRACE)
    assert (rang.rings_for, rang.next_at, rang.reminder.due_at) == (None, one.due_at, one.due_at)


def test_a_stamp_is_the_instant() -> None:
    at = NOW + timedelta(microseconds=17)
    assert ringing.at_of(ringing.stamp(at)) == at
