"""How something repeats: read from words, and said in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.errors import RuleError
from bot.api.speech import Speech
from bot.dates.day import NoSuchDay
from bot.dates.every import read_every
from bot.dates.rule import NoRule, TooManyTimes, TooOften
from bot.dates.words import repeats

TODAY = date(2026, 6, 2)
SAY = Speech("en", ZoneInfo("Europe/Berlin"), datetime(2026, 6, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("daily", "FREQ=DAILY"),
        ("Every day", "FREQ=DAILY"),
        ("todos los días", "FREQ=DAILY"),
        ("weekly", "FREQ=WEEKLY"),
        ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("cada dos semanas", "FREQ=WEEKLY;INTERVAL=2"),
        ("every 3 weeks", "FREQ=WEEKLY;INTERVAL=3"),
        ("cada 3 meses", "FREQ=MONTHLY;INTERVAL=3"),
        ("yearly", "FREQ=YEARLY"),
        ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("entre semana", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("lunes a viernes", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("fines de semana", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("every tuesday", "FREQ=WEEKLY;BYDAY=TU"),
        ("Tuesdays", "FREQ=WEEKLY;BYDAY=TU"),
        ("todos los sábados", "FREQ=WEEKLY;BYDAY=SA"),
        ("tuesday and friday", "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("martes y viernes", "FREQ=WEEKLY;BYDAY=TU,FR"),
        ("mon, wed, fri", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("every 2 weeks on tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every other tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("first tuesday", "FREQ=MONTHLY;BYDAY=1TU"),
        ("every first Tuesday", "FREQ=MONTHLY;BYDAY=1TU"),
        ("1st and 3rd tuesday of the month", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("every second tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU"),
        ("last friday", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("el último viernes de cada mes", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("primer martes", "FREQ=MONTHLY;BYDAY=1TU"),
        ("every 2 months on the first tuesday", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
        ("last weekday of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("último día del mes", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("monthly on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("el día 15 de cada mes", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("1st and 15th of the month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("every 1 May", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
        ("1 de mayo de cada año", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
        ("first tuesday of march", "FREQ=YEARLY;BYMONTH=3;BYDAY=1TU"),
        ("5 mar", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5"),
        ("freq=weekly;byday=tu", "FREQ=WEEKLY;BYDAY=TU"),
        ("RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=5", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5"),
        ("weekly until 2026-12-31", "FREQ=WEEKLY;UNTIL=20261231"),
        ("semanal hasta el 31 de diciembre", "FREQ=WEEKLY;UNTIL=20261231"),
        ("weekly 10 times", "FREQ=WEEKLY;COUNT=10"),
        ("10 veces semanal", "FREQ=WEEKLY;COUNT=10"),
    ],
)
def test_how_it_repeats(words: str, rule: str) -> None:
    assert read_every(words, TODAY).text == rule


def test_some_days_are_left_out() -> None:
    every = read_every("weekly until 2026-12-31 except 9 June, 16.6.2026 and 2026-06-23", TODAY)
    assert every.text == "FREQ=WEEKLY;UNTIL=20261231"
    assert every.excepted == (date(2026, 6, 9), date(2026, 6, 16), date(2026, 6, 23))
    assert datetime(2026, 6, 9, 18) in every.skipped(time(18))  # noqa: DTZ001 - a wall time
    spanish = read_every("martes, 5 veces, excepto 9 de junio y 16 de junio", TODAY)
    assert (spanish.text, len(spanish.excepted)) == ("FREQ=WEEKLY;BYDAY=TU;COUNT=5", 2)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("every blue moon", "blue"),
        ("every tuesday 18:00", "18:00"),
        ("weekly until tomorrow", "tomorrow"),
        ("every second tuesday", "every second tuesday"),  # the second of the month, or every other one?
        ("every 0 weeks", "every 0 weeks"),
        ("the 32nd", "the 32nd"),
        ("monthly on tuesday", "monthly on tuesday"),
        ("weekly until 2026-12-31 10 times", "weekly until 2026-12-31 10 times"),
        ("FREQ=WEEKLY;COUNT=3 5 times", "FREQ=WEEKLY;COUNT=3 5 times"),
        ("", ""),
    ],
)
def test_what_says_no_rule(words: str, part: str) -> None:
    with pytest.raises(NoRule) as refused:
        read_every(words, TODAY)
    assert refused.value.part == part


def test_what_is_too_much() -> None:
    with pytest.raises(TooOften):
        read_every("every 2 hours", TODAY)
    with pytest.raises(TooManyTimes):
        read_every("daily 99999 times", TODAY)
    with pytest.raises(NoSuchDay):
        read_every("daily until 31 June", TODAY)
    with pytest.raises(NoRule):
        read_every("tuesday " * 1000, TODAY)


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_it(words: str) -> None:
    try:
        assert read_every(words, TODAY).text
    except RuleError as refused:
        assert refused is not None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("daily", "every day"),
        ("every 3 days", "every 3 days"),
        ("tuesday and friday", "every Tuesday and Friday"),
        ("weekdays", "every day from Monday to Friday"),
        ("every 2 weeks on tuesday", "every 2 weeks on Tuesday"),
        ("first and third tuesday", "the first Tuesday and the third Tuesday of every month"),
        ("last weekday of the month", "the last day from Monday to Friday of every month"),
        ("1st and last day of the month", "day 1 and the last day of every month"),
        ("1 may", "every year on 1 May"),
        ("first tuesday of march", "every year on the first Tuesday of March"),
        ("every 2 months on the first tuesday", "the first Tuesday of every 2 months"),
        ("weekly until 2026-12-31", "every week, until 31 December 2026"),
        ("weekly 10 times except 2026-06-09", "every week, 10 times, but not on 9 June 2026"),
        ("FREQ=YEARLY;BYWEEKNO=20", "by the rule FREQ=YEARLY;BYWEEKNO=20"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "every year on day 30 of February"),
    ],
)
def test_a_rule_is_told_in_words(words: str, said: str) -> None:
    every = read_every(words, TODAY)
    assert "".join(map(str, repeats(SAY, every.rule, every.excepted))) == said
    assert "".join(map(str, repeats(SAY, every.text, every.excepted))) == said


def test_no_rule_is_told_in_no_words() -> None:
    assert repeats(SAY, "") == ()
