"""A text and a time in one line, whichever comes first."""

from __future__ import annotations

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address
from tests.talk import Talk, lines_of
from tests.twonets import TwoNets


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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("remind me every day at 8 am take pills", "take pills|Tuesday 2 June, 08:00|every day"),
        ("remind me when:every tuesday 18:00 text:tea", "tea|Tuesday 2 June, 18:00|every Tuesday"),
        ('remind me when:"every tuesday 18:00" text:tea', "tea|Tuesday 2 June, 18:00|every Tuesday"),
        ("remind me call Ben every sunday 10:00", "call Ben|Sunday 7 June, 10:00|every Sunday"),
        ("remind me tomorrow 7:00 we eat every day", "we eat every day|Tuesday 2 June, 07:00"),
        ("remind me fri 9:00 daily report is due", "daily report is due|Friday 5 June, 09:00"),
        ("remind me when:every second tuesday 8 pm text:tea", "“every second tuesday” is no way of"),
        ("remind me when:every blue moon 9:00 text:tea", "I don't understand “blue” in “every blue moon”"),
        ("meeting call Crew when:every other tuesday 8 pm", "Crew: Tuesday 2 June, 20:00|every 2 weeks"),
        ("meeting call Crew fri 18:00 every week", "Crew: Friday 5 June, 18:00|every week"),
        ("meeting call Crew when:fri 18:00 every week", "Crew: Friday 5 June, 18:00|every week"),
        ("meeting call Crew when:every second tuesday 8 pm", "“every second tuesday” is no way of repeating"),
        ("meeting call Crew when:every tuesday", "one thing more: when it begins|every tuesday"),
    ],
)
async def test_how_it_repeats_may_be_said_with_its_time(talk: Talk, line: str, said: str) -> None:
    await talk("ana: assembly found Depot")
    await talk(f"ana: {line}", private=True)
    for words in said.split("|"):
        assert words in talk.text


async def test_a_slash_command_s_time_may_say_how_it_repeats_too(one_assembly: TwoNets) -> None:
    """As an option of its own network, which no grammar sorts."""
    invocation = Invocation(
        Address("discord", "101"),
        one_assembly.rooms["discord"],
        command="meeting call",
        arguments={"title": "Crew", "when": "every friday at 18:00"},
    )
    answer = await one_assembly.app.door.act(invocation)
    said = "\n".join(lines_of(answer.card)) if answer else ""
    assert "Crew: Friday 5 June, 18:00" in said
    assert "every Friday" in said


async def test_no_reminder_is_promised_whose_time_has_gone_by(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: meeting call Union talk tomorrow 18:00")
    assert "I remind you here 1 day, 1 hour and 10 minutes before." in talk.text
