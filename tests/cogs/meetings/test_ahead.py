"""What waits on the agenda of which meeting, and which meeting starts."""

from __future__ import annotations

from tests.cogs.meetings.test_sitting import card, table
from tests.talk import Talk


async def test_each_meeting_has_its_own_agenda_and_an_unplanned_one_takes_none_of_it(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ben: agenda add Old thing")
    await talk('ana: meeting call "Night crew" when:"2026-06-03 18:00" every:weekly lasts:1h')
    await talk('ana: meeting call "Ward meeting" when:"2026-06-04 18:00" lasts:1h')
    await talk("ben: agenda add Overtime, who pays?")
    assert talk.text.splitlines() == [
        "On the agenda of “Night crew”, Wed 3 Jun, 18:00, in place 5: Overtime, who pays?",
        "To see all of it: /agenda list",
        "For the meeting after that: /agenda add Buy a kettle meeting:2",
    ]
    await talk("ben: agenda add Beds meeting:2")
    assert talk.text.startswith("On the agenda of “Ward meeting”, Thu 4 Jun, 18:00, in place 5: Beds")
    assert "Overtime, who pays? · Old thing" in talk.face.posts[talk.face.find_post("Night crew")].text
    assert "On the agenda: Beds" in talk.face.posts[talk.face.find_post("Ward meeting")].text
    await talk("ben: agenda list")
    assert "5. Overtime, who pays?\n6. Old thing" in talk.text and "Beds" not in talk.text
    await talk("ana: meeting start Fire drill")
    assert "Fire drill" in card(talk) and "Old thing" in card(talk) and "Overtime" not in card(talk)
    await talk("ana: meeting end")
    await talk.later(days=2, hours=5, minutes=50)
    await talk("ana: meeting start")
    assert "Night crew" in card(talk) and "Overtime, who pays?" in card(talk)
    await talk("ben: agenda add Once more meeting:1")
    assert talk.text.startswith("On the agenda, in place 7")
    await talk("ana: meeting end")
    await talk("ben: agenda list meeting:1")
    assert "Agenda of “Night crew”, Wed 10 Jun, 18:00" in talk.text
    assert "Overtime, who pays? · not reached last time" in talk.text
    await talk("ana: meeting start 1")
    assert talk.text.startswith("That meeting is over.")


async def test_what_was_meant_for_a_meeting_that_does_not_come_is_not_lost(talk: Talk) -> None:
    await table(talk)
    await talk('ana: meeting call Ward when:"2026-06-04 18:00"')
    await talk("ana: agenda add Beds")
    await talk("ana: meeting cancel 1")
    await talk("ana: agenda list")
    assert talk.text.startswith("Agenda of the next meeting") and "5. Beds" in talk.text
    await talk("ana: agenda move 5 1")
    await talk("ana: meeting start")
    assert "Then: Beds · Opening" in card(talk)


async def test_of_several_that_are_due_one_is_named(talk: Talk) -> None:
    await table(talk, "ben")
    await talk('ana: meeting call "Ward meeting" when:"2026-06-01 12:20"')
    await talk('ben: meeting call "Come now" when:now')
    await talk("ana: meeting start")
    assert talk.text.splitlines()[0] == "Which meeting starts now?"
    await talk("ana: meeting start ward Meeting")
    assert talk.text.startswith("The meeting has started: Ward meeting")
    await talk("ana: meeting start 1")
    assert talk.text.startswith("A meeting goes on already: Ward meeting")


async def test_help_begins_with_the_call_and_near_names_are_understood(talk: Talk) -> None:
    await table(talk)
    await talk("ana: help meeting")
    first = [line.partition(":")[0] for line in talk.text.splitlines()[1:9]]
    assert first == [
        "/meeting call",
        "/meeting about",
        "/meeting list",
        "/meeting show",
        "/rsvp",
        "/meeting take-back",
        "/meeting start",
        "/meeting end",
    ]
    await talk("ana: meeting start")
    await talk("ana: meeting role notetaker")
    assert talk.text.startswith("You take notes.")
    await talk("ana: stack list")
    assert talk.text.startswith("Nobody has the floor.")
    await talk("ana: agenda show")
    assert talk.text.startswith("Agenda\n1. Opening")
