"""Minutes as people take, mend and approve them."""

from __future__ import annotations

import pytest

from cogs.meetings.views.minute_words import escaped
from tests.cogs.meetings.test_sitting import table
from tests.talk import Talk, lines_of


async def meeting(talk: Talk) -> None:
    """A meeting of three with notes, an action and a decision."""
    await table(talk, "ben", "chi")
    await talk("ben: minutes name Ben B.", private=True)
    await talk("ana: agenda add Buy a kettle minutes:10")
    await talk("ana: agenda add Paint the shed")
    await talk("ana: meeting start")
    for name in ("ben", "chi"):
        await talk(f"{name}: here")
    await talk("ben: meeting role note-taker")
    for _ in range(3):
        await talk("ana: agenda next")
        await talk.later(minutes=2)
    await talk("ben: note The old one is broken")
    await talk("ben: note a slip\nof two lines")
    await talk("ben: undo")
    await talk("ben: decided We buy a red one")
    await talk("ben: action add Buy it who:ben by:Fri 18:00")
    await talk("ana: hand up")
    await talk("ana: stack next")
    await talk.later(minutes=3)
    await talk("ana: meeting end")


async def test_minutes_hold_what_happened_to_the_line(talk: Talk) -> None:
    await meeting(talk)
    assert talk.face.directs[-1][0] == "ben"
    assert "are drafted" in "\n".join(lines_of(talk.face.directs[-1][1]))
    await talk("ben: minutes show 1", private=True)
    assert talk.text.splitlines()[:18] == [
        "Draft",
        "Minutes: Meeting",
        "Depot, minutes 1",
        "Monday, 1 June 2026, 12:00 to 12:09 (UTC)",
        "3 members were there: Ben B. and 2 others.",
        "Note-taker: Ben B.",
        "1. Opening (12:00–12:02)",
        "2. Reports from the workplaces (12:02–12:04)",
        "5. Buy a kettle (12:04–12:09)",
        "[1] The old one is broken",
        "[2] Decided: We buy a red one",
        "Action 1: Buy it, due on Fri 5 Jun, 18:00. Ben B. does it.",
        "Not reached",
        "Paint the shed",
        "Who has spoken",
        "1 of 3 spoke, once, for 3 minutes in all.",
        "Ben B. is ben.",
        "Other words for a line: /minutes edit 1 1 TEXT",
    ]
    await talk("chi: minutes show 1")
    assert talk.text.startswith("Minutes 1 are a draft.")


async def test_they_are_mended_by_lines_and_approved_by_the_next_meeting(talk: Talk) -> None:
    await meeting(talk)
    await talk("chi: minutes edit 1 1 Nothing")
    assert talk.text.startswith("Minutes 1 are a draft.")
    await talk("ben: minutes edit 1 1 The kettle of last year is broken", private=True)
    await talk("ben: minutes edit 1 9 What", private=True)
    assert talk.text.startswith("No line 9 in these minutes")
    await talk("ana: meeting start")
    await talk("ana: agenda next")
    assert "Minutes 1 are not approved yet." in talk.last
    await talk("ben: minutes propose 1")
    await talk("chi: motion second 1")
    await talk("ben: minutes edit 1 1 Other words", private=True)
    assert talk.text == "Minutes 1 stand in motion 1, so they can't change now."
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: vote 1 for")
    await talk.later(days=4)
    approved = talk.face.find_post("Approved\n")
    assert "The kettle of last year is broken" in talk.face.posts[approved].text
    assert "3 members were there: Ben B. and 2 others." in talk.face.posts[approved].text
    await talk("ben: minutes name", private=True)
    assert "Ben B." not in talk.face.posts[approved].text
    await talk("ben: minutes name Ben B.", private=True)
    assert "Note-taker: Ben B." in talk.face.posts[approved].text
    await talk("ben: member forget-me sure:yes")
    assert "3 members were there." in talk.face.posts[approved].text
    await talk("chi: minutes file 1")
    file = talk.answer.file if talk.answer else None
    assert file is not None
    assert file.content.decode().startswith("# Minutes: Meeting\n")
    assert "- Decided: We buy a red one" in file.content.decode()
    await talk("chi: minutes pdf 1")
    pdf = talk.answer.file if talk.answer else None
    assert pdf is not None and pdf.content.startswith(b"%PDF")


async def test_who_takes_no_notes_is_told_who_does(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: note Nobody meets")
    assert talk.text.startswith("No meeting goes on here.")
    await talk("ana: meeting start")
    await talk("chi: note I am not here yet")
    assert talk.text.startswith("Say first that you are here")
    await talk("ben: here")
    await talk("ben: undo")
    assert talk.text == "You have noted nothing in this meeting that could be taken back."
    await talk("ana: meeting role note-taker")
    await talk("ben: note A thing")
    assert talk.text.startswith("ana takes notes.")
    await talk("ana: minutes show 1")
    assert talk.text == "That meeting goes on. Its minutes come when it has ended."
    await talk("ana: minutes show 7")
    assert talk.text.startswith("There are no minutes 7 here.")


async def test_who_is_forgotten_stands_in_no_minutes(talk: Talk) -> None:
    await meeting(talk)
    await talk("ben: member forget-me sure:yes")
    await talk("ana: minutes show 1", private=True)
    assert "Ben" not in talk.text
    assert "Note-taker: a member" in talk.text
    assert "3 members were there." in talk.text
    assert "A member does it." in talk.text


async def test_nobody_stands_in_minutes_by_the_name_of_another_unseen(talk: Talk) -> None:
    await meeting(talk)
    await talk("chi: minutes name BEN  b.", private=True)
    assert talk.text.startswith("Minutes name somebody else so.")
    await talk("chi: minutes name Ana", private=True)
    await talk("ana: minutes show 1", private=True)
    assert "Ana is chi." in talk.text and "Ben B. is ben." in talk.text
    await talk("ben: minutes unname chi")
    assert "steward" in talk.text
    await talk("ana: minutes unname chi")
    assert talk.face.directs[-1][0] == "chi" or talk.text.startswith("Minutes name that person no longer.")
    await talk("ana: minutes show 1", private=True)
    assert "Ana is" not in talk.text


async def test_a_motion_to_approve_names_nobody_for_good(talk: Talk) -> None:
    await meeting(talk)
    await talk("ben: minutes propose 1")
    assert "Note-taker: a member" in talk.last and "Ben B." not in talk.last
    await talk("chi: minutes show 1")
    assert "Note-taker: Ben B." in talk.text


async def test_minutes_whose_motion_came_to_nothing_are_a_draft_again_everywhere(talk: Talk) -> None:
    await meeting(talk)
    await talk("ben: minutes propose 1")
    assert "#" not in talk.last and "\\" not in talk.last
    await talk("chi: minutes list")
    assert "Waits to be approved: motion 1" in talk.text
    await talk("ben: motion withdraw 1")
    await talk("chi: minutes list")
    assert talk.text.endswith("Draft")
    await talk("ana: meeting start")
    await talk("ana: agenda next")
    assert "Minutes 1 are not approved yet." in talk.last


async def test_lines_keep_their_numbers_while_two_people_mend_them(talk: Talk) -> None:
    await meeting(talk)
    await talk("ben: minutes edit 1 1", private=True)
    await talk("ana: minutes edit 1 2 We buy a blue one", private=True)
    await talk("ben: minutes show 1", private=True)
    assert "[2] Decided: We buy a blue one" in talk.text
    assert "The old one is broken" not in talk.text
    await talk("ben: minutes edit 1 1 Back again", private=True)
    assert talk.text.startswith("No line 1 in these minutes")


async def test_a_quorum_counts_who_was_there_at_the_same_time(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ana: assembly settings quorum:2")
    await talk("ana: meeting start")
    await talk("ana: here leave:yes")
    await talk.later(minutes=1)
    await talk("ben: here")
    await talk("ben: here leave:yes")
    await talk("ana: here")
    await talk("ana: meeting end")
    await talk("ana: minutes show 1", private=True)
    assert "2 members were there; the quorum of 2 was not reached." in talk.text


async def test_a_decision_is_noted_however_many_notes_there_are(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.meetings.commands.minuting.MOST_LINES", 3)
    await table(talk)
    await talk("ana: meeting start")
    await talk("ana: note One")
    await talk("ana: note Two")
    await talk("ana: note Three")
    assert talk.text.startswith("These minutes are full")
    await talk("ana: action add Buy a kettle by:Fri 18:00")
    await talk("ana: meeting end")
    await talk("ana: minutes show 1", private=True)
    assert "Action 1: Buy a kettle" in talk.text


def test_what_people_wrote_means_nothing_to_markdown() -> None:
    for text, written in (
        ("1. one", "1\\. one"),
        ("- two", "\\- two"),
        ("~~three~~ &amp; <b>", "\\~\\~three\\~\\~ \\&amp; \\<b\\>"),
        ("3.5 hours", "3.5 hours"),
    ):
        assert escaped(text) == written
