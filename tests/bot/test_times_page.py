"""The page about times tells the truth: each of its examples is read, and asked back where it says so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dates.day import LANGUAGES
from bot.dates.every import read_every
from bot.dates.guess import guess
from bot.dates.times import read_times
from bot.dates.when import read_when
from bot.languages import shipped

PAGE = (Path(__file__).parents[2] / "docs" / "times.md").read_text("utf-8")
NOW = datetime(2026, 6, 2, 6, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def rows(chapter: str) -> str:
    """The rows of the table in a chapter."""
    text = PAGE.partition(f"## {chapter}\n")[2].partition("\n## ")[0]
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


@pytest.mark.parametrize("words", re.findall(r"`([^`]+)`", rows("A time")))
def test_a_time_of_the_page_is_read_for_certain(words: str) -> None:
    assert read_when(words, NOW, BERLIN) is not None


@pytest.mark.parametrize("words", re.findall(r"`([^`|]+,[^`|]+)`", rows("Several times at once")))
def test_several_times_of_the_page_are_read(words: str) -> None:
    assert len(read_times(words, NOW, BERLIN, lambda one: read_when(one, NOW, BERLIN))) >= 2


@pytest.mark.parametrize("words", re.findall(r"`([^`]+)`", rows("How something repeats")))
def test_a_rule_of_the_page_is_read(words: str) -> None:
    assert read_every(words, date(2026, 6, 2)).text


@pytest.mark.parametrize(
    ("words", "language"), [("tomorrow evening", "en"), ("morgen um 19:00", "de"), ("demain à 18h", "fr")]
)
def test_a_guess_of_the_page_is_one(words: str, language: str) -> None:
    assert words in PAGE
    assert read_when(words, NOW, BERLIN) is None
    assert guess(words, NOW, BERLIN, time(18), [language]) is not None


def test_days_and_months_are_known_in_every_language_that_we_speak() -> None:
    assert set(LANGUAGES) == set(shipped())
