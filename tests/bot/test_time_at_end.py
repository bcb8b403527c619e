"""A text and a time in one line, whichever comes first."""

from __future__ import annotations

import pytest

from tests.talk import Talk


@pytest.mark.parametrize(
    "line",
    [
        "meeting call Union talk fri 18:00",
        "meeting call Union talk when:fri 18:00",
        'meeting call "Union talk" fri 18:00',
    ],
)
async def test_a_title_of_several_words_stands_before_its_time(talk: Talk, line: str) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {line}")
    assert "Meeting 1, Union talk: Friday 5 June, 18:00" in talk.text


async def test_what_is_to_be_reminded_of_may_come_before_its_time(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: remind me bring the keys tomorrow at 7am", private=True)
    assert "bring the keys" in talk.text
    assert "Tuesday 2 June, 07:00" in talk.text
    await talk("ana: remind me in 2 h call Ben on friday 18:00", private=True)
    assert "call Ben on friday 18:00" in talk.text
    await talk("ana: remind me whenever it rains", private=True)
    assert "is not a time" in talk.text


async def test_what_repeats_begins_tomorrow_where_its_time_has_gone_by_today(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: remind me when:8 am every:day text:take pills", private=True)
    assert "Tuesday 2 June, 08:00" in talk.text
    await talk("ana: remind me when:8 am text:take pills", private=True)
    assert "gone by" in talk.text


async def test_no_reminder_is_promised_whose_time_has_gone_by(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: meeting call Union talk tomorrow 18:00")
    assert "I remind you here 1 day, 1 hour and 10 minutes before." in talk.text
