"""What is said where a date or a rule is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.api.errors import RuleError
from bot.api.speech import Features, Speech
from bot.dates.day import NoSuchDay, OtherWeekday
from bot.dates.every import OtherDayThere
from bot.dates.rule import NoRule, TooManyTimes, TooOften
from bot.dates.series import NeverFires
from bot.dates.times import MoreTimes
from bot.dates.zones import UnknownZone
from bot.explain import CORE
from bot.explain_dates import DATES
from bot.guessing import MeantTime, NoQuestion, WriteTime
from tests.talk import lines_of

TOKYO = ZoneInfo("Asia/Tokyo")
SAY = Speech("en", ZoneInfo("America/St_Johns"), datetime(2026, 6, 2, 12, tzinfo=UTC), Features("/"))
RULES = "weekly, every 2 weeks, first tuesday or weekdays until 31.12.2030"
TIMES = "tomorrow 18:00, Fri 18:00 or 2026-06-05 18:00"
SAID = {
    NoSuchDay("31 june", 6, 30): "There is no “31 june”: June has 30 days.",
    NoSuchDay("2026-13-01", 0, 0): "There is no “2026-13-01”: a year has 12 months.",
    OtherWeekday("thu 5 june", date(2026, 6, 5)): (
        "“thu 5 june” is no day: that date is Friday, 5 June 2026. Which one is it?"
    ),
    NoRule("blue moon", "blue moon"): (f"“blue moon” is no way of repeating that I understand. Try: {RULES}"),
    NoRule("every blue moon", "blue"): f"I don't understand “blue” in “every blue moon”. Try: {RULES}",
    OtherDayThere("FREQ=MONTHLY;BYDAY=1FR"): (
        "By then it is another day where this is held than it is for you. "
        "Give the time of that place, with its zone: zone:Berlin"
    ),
    TooOften("hourly"): "Once a day is as often as I repeat anything. Try: daily",
    TooManyTimes(99999, 10000): "99,999 times is more than I can count to. Up to 10,000 will do.",
    MoreTimes(25): "That is more than I can ask about at once: give up to 25 times.",
    NeverFires("FREQ=DAILY;COUNT=0"): (
        "No day fits that, so it would never happen. "
        "Look again at the days, and whether it ends before it begins."
    ),
    UnknownZone("Belrin", "Europe/Berlin"): "I know no time zone “Belrin”. Did you mean Europe/Berlin?",
    UnknownZone("zzz", ""): (
        "I know no time zone “zzz”. Give it by its city, such as Europe/Berlin or America/Bogota."
    ),
    MeantTime("tomorrow evening", datetime(2026, 6, 3, 20, tzinfo=UTC), SAY.zone, 12345): (
        "Did you mean Wednesday 3 June, 17:30 (St Johns, UTC-2:30), in 1 day? "
        "I read that in “tomorrow evening”. Nothing is done before you say so."
    ),
    MeantTime("in a year", datetime(2027, 6, 3, 9, tzinfo=UTC), TOKYO, 12345): (
        "Did you mean Thursday, 3 June 2027, 18:00 (Tokyo, UTC+9), in 12 months? "
        "I read that in “in a year”. Nothing is done before you say so."
    ),
    WriteTime(""): f"Then write when, such as {TIMES}. I have kept all else that you gave.",
    WriteTime("action add X by:2026-06-05 18:00"): (
        f"Then write it with another time, such as {TIMES}: /action add X by:2026-06-05 18:00"
    ),
    NoQuestion(): (
        "That question is no longer open: it was answered, or asked elsewhere, or I was restarted since. "
        "Nothing was done; please give the whole of it once more."
    ),
}


@pytest.mark.parametrize("error", SAID, ids=lambda error: type(error).__name__)
def test_what_is_said(error: RuleError) -> None:
    assert lines_of(CORE[type(error)](error)(SAY)) == [SAID[error]]


def test_everything_about_dates_has_words() -> None:
    assert {type(error) for error in SAID} == set(DATES)
