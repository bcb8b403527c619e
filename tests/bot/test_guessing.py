"""Times in free words: asked back with the full date, and nothing is done before somebody says yes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.api.errors import InThePast
from bot.dates.guess import guess
from tests.talk import Talk
from tests.twonets import TwoNets

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)  # a Tuesday, 14:00 in Berlin


@pytest.mark.parametrize(
    ("words", "language", "there"),
    [
        ("next thursday at 7pm", "en", "2026-06-04 19:00"),
        ("next friday", "en", "2026-06-05 18:00"),
        ("5/6/2026", "en", "2026-06-05 18:00"),
        ("tomorrow evening", "en", "2026-06-03 18:00"),
        ("tomorrow 18:00 UTC", "en", "2026-06-03 20:00"),
        ("morgen um 19:00", "de", "2026-06-03 19:00"),
        ("in drei Wochen", "de", "2026-06-23 18:00"),
        ("demain à 18h", "fr", "2026-06-03 18:00"),
        ("завтра в 18:00", "ru", "2026-06-03 18:00"),
    ],
)
def test_what_words_may_mean(words: str, language: str, there: str) -> None:
    found = guess(words, NOW, BERLIN, time(18), [language, "en"])
    assert found is not None
    assert found.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") == there


@pytest.mark.parametrize("words", ["", "12", "soon", "12/13", "the banner", "x" * 500, "🏴"])
def test_what_means_no_time_at_all(words: str) -> None:
    assert guess(words, NOW, BERLIN, time(18), ["en", "zz", "es"]) is None


def test_what_has_gone_by() -> None:
    with pytest.raises(InThePast):
        guess("yesterday evening", NOW, BERLIN, time(18), ["en"])


@pytest.fixture
async def depot(talk: Talk) -> Talk:
    await talk("ana: assembly found Depot zone:Europe/Berlin")
    return talk


async def test_a_yes_does_what_was_asked_with_all_that_was_given(depot: Talk) -> None:
    await depot("ana: action add Bring the banner by:tomorrow evening")
    assert depot.text == (
        "Did you mean Tuesday 2 June, 18:00 (Berlin, UTC+2), in 28 hours? "
        "I read that in “tomorrow evening”. Nothing is done before you say so."
    )
    await depot("ben: action list")
    assert depot.text.startswith("Nothing is")
    await depot("ana: action add Bring the banner by:tomorrow evening")
    asked = depot.answer
    await depot.press("ben", "Yes")
    assert "no longer open" in depot.text
    depot.answer = asked
    await depot.press("ana", "Yes")
    assert "Bring the banner" in depot.text + depot.last
    assert "Tue 2 Jun, 18:00" in depot.text + depot.last
    depot.answer = asked
    await depot.press("ana", "Yes")
    assert "give the whole of it once more" in depot.text


async def test_no_keeps_the_rest_and_the_next_words_are_the_time(depot: Talk) -> None:
    await depot("ana: action add Bring the banner by:tomorrow evening")
    await depot.press("ana", "No, let me write it")
    assert depot.text.startswith("Then write when")
    await depot("ana: friday evening", bare=True)
    assert "Friday 5 June, 18:00" in depot.text
    await depot("ana: no", bare=True)
    assert depot.text.startswith("Then write when")
    await depot("ana: Fri 19:00", bare=True)
    assert "Bring the banner" in depot.text + depot.last
    assert "Fri 5 Jun, 19:00" in depot.text + depot.last
    await depot("ana: action add Print the leaflets by:friday evening")
    await depot("ana: yes", bare=True)
    assert "Print the leaflets" in depot.text + depot.last


async def test_what_no_guess_helps_is_refused_as_ever(depot: Talk) -> None:
    await depot("ana: action add Bring the banner by:sometime")
    assert depot.text.startswith("“sometime” is not a time that I understand.")
    await depot("ana: action add Bring the banner by:yesterday evening")
    assert "has gone by" in depot.text
    await depot("ana: time yes 12345")
    assert "no longer open" in depot.text
    await depot("ana: action add Bring the banner by:31 June")
    assert depot.text == "There is no “31 june”: June has 30 days."


async def test_a_question_is_open_for_a_day(depot: Talk) -> None:
    await depot("ana: action add Bring the banner by:in two months at noon o'clock")
    asked = depot.answer
    await depot.later(hours=24)
    depot.answer = asked
    await depot.press("ana", "Yes")
    assert "no longer open" in depot.text
    await depot("ana: action add Print the leaflets by:tomorrow evening")
    assert len(depot.app.dispatch.understanding.guessing._open) == 1


async def test_in_a_shared_room_it_is_asked_by_number(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@matrix: action add Bring the banner by:tomorrow evening")
    assert "Did you mean Tuesday 2 June" in nets.text
    yes, no = nets.answer.card.buttons
    assert (yes.command, no.command) == ("time yes", "time no")
    number = yes.arguments["number"]
    await nets(f"ana@matrix: time no {number}")
    assert "/action add Bring the banner by:" in nets.text
    await nets(f"ana@matrix: time yes {number}")
    assert nets.text.startswith("Action 1 is noted, due on Tue 2 Jun, 18:00")
