"""Times in words, in a zone, over clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import InThePast
from bot.dates.day import NoSuchDay, OtherWeekday
from bot.dates.when import Skipped, read_when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)  # a Tuesday, 14:00 in Berlin


def local(words: str, now: datetime = NOW) -> str:
    found = read_when(words, now, BERLIN)
    assert isinstance(found, datetime)
    assert found.tzinfo is UTC
    return found.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("48h", 48),
        ("3d", 72),
        ("90m", 1.5),
        ("45s", 0.0125),
        ("2w", 336),
        ("in 3 h", 3),
        ("2 days", 48),
        ("1d 12h", 36),
        ("1 day and 12 hours", 36),
        ("1 día y 12 h", 36),
        ("en 3 horas", 3),
        ("dentro de 2 días", 48),
        ("1 Semana", 168),
    ],
)
def test_lengths(words: str, hours: float) -> None:
    assert read_when(words, NOW, BERLIN) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-06-05 18:00", "2026-06-05 18:00"),
        ("2026-06-05T18:00", "2026-06-05 18:00"),
        ("2026-06-05T16:00Z", "2026-06-05 18:00"),
        ("2026-06-05T18:00:00-02:00", "2026-06-05 22:00"),
        ("5.6.2026 18:00", "2026-06-05 18:00"),
        ("today 18:00", "2026-06-02 18:00"),
        ("18:00", "2026-06-02 18:00"),
        ("tomorrow 18:00", "2026-06-03 18:00"),
        ("tomorrow at noon", "2026-06-03 12:00"),
        ("mañana al mediodía", "2026-06-03 12:00"),
        ("tomorrow at 6 pm", "2026-06-03 18:00"),
        ("18h tomorrow", "2026-06-03 18:00"),
        ("at 18:00", "2026-06-02 18:00"),
        ("a las 18:00", "2026-06-02 18:00"),
        ("the day after tomorrow 9:30", "2026-06-04 09:30"),
        ("hoy 18:00", "2026-06-02 18:00"),
        ("mañana a las 18:00", "2026-06-03 18:00"),
        ("pasado mañana 18h", "2026-06-04 18:00"),
        ("Fri 18:00", "2026-06-05 18:00"),
        ("friday, 18:00", "2026-06-05 18:00"),
        ("el viernes 18:00", "2026-06-05 18:00"),
        ("Tue 18:00", "2026-06-02 18:00"),
        ("Tue 13:00", "2026-06-09 13:00"),
        ("mar 18:00", "2026-06-02 18:00"),
        ("5 June 18:00", "2026-06-05 18:00"),
        ("June 5th, 18:00", "2026-06-05 18:00"),
        ("Thu 4 June, 18:00", "2026-06-04 18:00"),
        ("5 de junio de 2027 a las 18:00", "2027-06-05 18:00"),
        ("3 jan 18:00", "2027-01-03 18:00"),
        ("29 feb 18:00", "2028-02-29 18:00"),
    ],
)
def test_instants(words: str, expected: str) -> None:
    assert local(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "18",
        "tomorrow",
        "tomorow 18:00",
        "25:00",
        "tomorrow 13 pm",
        "3 parsecs",
        "999999w",
        "9999-12-31T23:59:59-23:59",
        "2999-12-31 18:00",
        "5 June soon 18:00",
        "1ay " * 60 + "!",
    ],
)
def test_words_that_are_no_time(words: str) -> None:
    assert read_when(words, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("words", "month", "days"),
    [
        ("30 feb 18:00", 2, 29),
        ("31 June", 6, 30),
        ("el 31 de junio a las 18:00", 6, 30),
        ("2026-02-29 18:00", 2, 28),
        ("31.6.2026", 6, 30),
        ("2026-13-01 10:00", 0, 0),
    ],
)
def test_a_day_that_no_calendar_has(words: str, month: int, days: int) -> None:
    with pytest.raises(NoSuchDay) as refused:
        read_when(words, NOW, BERLIN)
    assert (refused.value.month, refused.value.days) == (month, days)


@pytest.mark.parametrize(
    "words", ["2026-06-01 10:00", "today 13:59", "today 14:00", "1 June 10:00", "2020-01-01 10:00"]
)
def test_times_gone_by(words: str) -> None:
    with pytest.raises(InThePast):
        read_when(words, NOW, BERLIN)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("2026-06-05", "2026-06-05 18:00"),
        ("5.6.2026", "2026-06-05 18:00"),
        ("5 June", "2026-06-05 18:00"),
        ("el 5 de junio", "2026-06-05 18:00"),
        ("2026-10-25", "2026-10-25 18:00"),
    ],
)
def test_a_date_alone_is_that_evening(words: str, wanted: str) -> None:
    assert local(words) == wanted


def test_a_date_alone_is_at_the_hour_that_is_kept() -> None:
    found = read_when("2026-06-05", NOW, BERLIN, time(12, 30))
    assert found == datetime(2026, 6, 5, 10, 30, tzinfo=UTC)
    with pytest.raises(InThePast):
        read_when("2026-06-01", NOW, BERLIN, time(14))
    with pytest.raises(InThePast):
        read_when("2020-01-01", NOW, BERLIN)


def test_clock_changes() -> None:
    spring = datetime(2027, 3, 27, 12, tzinfo=UTC)
    assert local("tomorrow 02:30", spring) == "2027-03-28 03:30"
    autumn = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert read_when("tomorrow 02:30", autumn, BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_weekday_is_within_a_week_even_over_a_clock_change() -> None:
    saturday = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert local("Sun 18:00", saturday) == "2026-10-25 18:00"


@given(st.text(max_size=40))
def test_any_words_are_read_or_not(words: str) -> None:
    try:
        found = read_when(words, NOW, BERLIN)
    except InThePast:
        return
    assert found is None or isinstance(found, timedelta) or found > NOW


@pytest.mark.parametrize("words", ["Thu 5 June 18:00", "jueves 5 de junio de 2026"])
def test_a_weekday_that_is_not_the_date_s(words: str) -> None:
    with pytest.raises(OtherWeekday) as refused:
        read_when(words, NOW, BERLIN)
    assert refused.value.day == date(2026, 6, 5)


@pytest.mark.parametrize("words", ["now", "Now", "ahora", "right now"])
def test_now_takes_no_time_at_all(words: str) -> None:
    assert read_when(words, NOW, BERLIN) == timedelta()


def test_a_time_that_a_clock_change_skips_can_be_told_from_others() -> None:
    found = read_when("2027-03-28 02:30", NOW, BERLIN)
    assert isinstance(found, Skipped)
    assert (found.astimezone(BERLIN).hour, found.gap) == (3, timedelta(hours=1))
    assert not isinstance(read_when("2027-03-28 03:30", NOW, BERLIN), Skipped)
