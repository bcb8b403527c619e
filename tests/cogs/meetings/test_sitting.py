"""A meeting as people hold it, at one table."""

from __future__ import annotations

from tests.talk import Talk


async def table(talk: Talk, *names: str) -> None:
    """An assembly with these people on its roll."""
    await talk("ana: assembly found Depot")
    for name in names:
        await talk(f"{name}: action mine")


def card(talk: Talk) -> str:
    """The card of the meeting as it stands."""
    return talk.face.posts[talk.face.find_post("The meeting goes on ·")].text


async def test_a_meeting_goes_from_item_to_item(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: assembly settings quorum:3")
    await talk("ben: agenda add Buy a kettle minutes:10")
    assert talk.text == "On the agenda, in place 5: Buy a kettle · 10 minutes\nTo see all of it: /agenda list"
    await talk("chi: agenda add Paint the shed 20")
    assert "Did you mean 20 minutes? Take it off with /agenda remove 6 and add it again: " in talk.text
    assert "/agenda add Paint the shed minutes:20" in talk.text
    await talk("chi: agenda remove 6")
    await talk("chi: agenda add Paint the shed")
    assert "Did you mean" not in talk.text
    await talk("ana: meeting start")
    assert talk.text.startswith("The meeting has started: ")
    await talk("ana: meeting start")
    assert talk.text.startswith("A meeting goes on already")
    assert "1 is here, 3 have to be for a quorum: 2 to go." in card(talk)
    assert "Then: Opening · Reports from the workplaces · Buy a kettle · Paint the shed" in card(talk)
    await talk("ben: here")
    await talk("chi: here")
    assert talk.text == "You are here. 3 are here; the quorum of 3 is reached."
    await talk("chi: here")
    assert talk.text == "You are here already. When you go: /here leave:yes"
    await talk("ben: agenda next")
    assert talk.text.startswith("Whoever started this meeting holds it")
    await talk("ben: meeting role facilitator")
    await talk("chi: meeting role facilitator")
    assert talk.text == "ben is facilitator. They can hand it over to you."
    await talk("ana: agenda next")
    assert talk.text.startswith("ben facilitates, and does that.")
    seen = []
    for _ in range(6):
        await talk("ben: agenda next")
        seen.append(talk.last.splitlines()[0])
        assert ("No report is ready." in talk.last) is ("Reports" in seen[-1])
    assert seen == [
        "1. Opening",
        "2. Reports from the workplaces",
        "5. Buy a kettle",
        "6. Paint the shed",
        "7. Actions",
        "8. Next meeting",
    ]
    await talk("ben: agenda next")
    assert talk.text.startswith("Everything on the agenda is done.")
    await talk.press("ben", "End the meeting")
    assert "The meeting has ended: Meeting" in talk.last
    await talk("ana: here")
    assert talk.text == "No meeting goes on here. To start one: /meeting start"


async def test_an_agenda_that_nobody_has_touched_can_be_ordered(talk: Talk) -> None:
    await table(talk)
    await talk("ana: agenda move 3 1")
    await talk("ana: agenda list")
    assert [line.partition(" · ")[0] for line in talk.text.splitlines()[1:7]] == [
        "1. Old business",
        "2. Opening",
        "3. Reports from the workplaces",
        "4. New business",
        "5. Actions",
        "6. Next meeting",
    ]


async def test_a_facilitator_who_has_gone_holds_nothing_up(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: meeting start")
    await talk("ben: here")
    await talk("chi: here")
    await talk("ben: meeting role facilitator")
    await talk("ben: here leave:yes")
    assert "Facilitator: nobody yet" in card(talk)
    await talk("ana: agenda next")
    assert talk.text == "Now: Opening"
    await talk("ben: here")
    await talk("ana: agenda next")
    assert talk.text.startswith("ben facilitates, and does that.")
    await talk("ben: member leave sure:yes")
    await talk("ana: agenda next")
    assert talk.text == "Now: Reports from the workplaces"
    await talk("ana: here")
    assert talk.text.startswith("You are here already")
    assert "2 people are here." in card(talk)


async def test_time_that_is_over_is_said_and_the_room_gives_more(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: agenda add Buy a kettle minutes:10")
    await talk("ana: meeting start")
    for name in ("ben", "chi"):
        await talk(f"{name}: here")
    for _ in range(3):
        await talk("ana: agenda next")
    await talk.later(minutes=10)
    assert talk.last == "The time for “Buy a kettle” is over."
    await talk.press("ben", "5 more minutes", talk.face.find_post("The time for"))
    asked = talk.face.find_post("5 more minutes for")
    await talk.press("chi", "No", asked)
    await talk.press("ana", "Yes", asked)
    assert talk.face.posts[asked].text.splitlines()[1] == "For 2, against 1."
    assert "write: /meeting agree yes 1 or /meeting agree no 1" in talk.face.posts[asked].text
    await talk("ana: agenda extend 5")
    assert talk.text == "That is being asked just now."
    await talk("ana: meeting agree no")
    assert talk.face.posts[asked].text.splitlines()[1] == "For 1, against 2."
    await talk("ana: meeting agree yes")
    await talk.later(minutes=1)
    assert talk.face.posts[asked].text.endswith("It goes on for longer.")
    await talk("chi: meeting agree yes 1")
    assert talk.text.startswith("Hands have been counted")
    await talk("chi: meeting agree yes")
    assert talk.text.startswith("The room is asked nothing just now.")
    assert "until 12:16" in card(talk)
    await talk.later(minutes=5)
    assert len([post for post in talk.posts if post.startswith("The time for")]) == 2


async def test_more_time_is_for_the_item_that_was_asked_about(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ana: agenda add Buy a kettle minutes:10")
    await talk("ana: agenda add Paint the shed minutes:10")
    await talk("ana: meeting start")
    for _ in range(3):
        await talk("ana: agenda next")
    await talk("ana: agenda extend 5")
    asked = talk.face.find_post("5 more minutes for")
    await talk("ana: agenda next")
    await talk.later(minutes=1)
    assert talk.face.posts[asked].text.startswith("5 more minutes for “Buy a kettle”?")
    assert "until 12:10" in card(talk)
    await talk("ana: agenda next after:3")
    assert talk.text == "The meeting has gone on already. See where it is: /agenda list"


async def test_another_facilitator_who_came_meanwhile_stays(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: meeting start")
    for name in ("ben", "chi"):
        await talk(f"{name}: here")
    await talk("ana: meeting role facilitator")
    await talk("ben: meeting new-facilitator")
    await talk("ana: meeting hand-over facilitator ben")
    await talk("chi: meeting new-facilitator")
    assert talk.text.startswith("Noted.")
    await talk("ana: meeting new-facilitator")
    await talk("ben: meeting hand-over facilitator chi")
    await talk.later(minutes=1)
    assert "Facilitator: chi" in card(talk)


async def test_a_meeting_opens_with_what_is_still_to_be_done(talk: Talk) -> None:
    await table(talk, "ben")
    for n in range(12):
        await talk(f"ana: action add Thing {n} by:7d")
    await talk("ana: meeting start")
    await talk("ben: now")
    assert "A meeting goes on" in talk.text
    await talk("ana: agenda next")
    assert "Thing 9" in talk.last and "Thing 10" not in talk.last
    assert talk.last.endswith("and 2 more, due later. All of them: /action list")
    await talk("ben: agenda add Kettle presenter:zoe")
    assert talk.text.startswith("Only a member of those who meet can present something.")


async def test_what_was_not_reached_stands_on_the_next_agenda(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ben: agenda add Buy a kettle minutes:10")
    await talk("ana: meeting start")
    await talk("ana: agenda next")
    await talk("ana: meeting end")
    assert "1 item was not reached. It stands on the next agenda." in talk.last
    await talk("ben: agenda list")
    assert "4. Buy a kettle · 10 minutes · not reached last time" in talk.text
    await talk("ben: agenda move 4 1")
    assert talk.text == "“Buy a kettle” is in place 1 now."
    await talk("ana: agenda remove 9")
    assert talk.text == "The agenda has places 1 to 7; there is no 9. See it: /agenda list"
    await talk("ben: agenda remove 1")
    assert talk.text == "“Buy a kettle” is off the agenda."


async def test_two_ask_for_another_facilitator_and_the_room_decides(talk: Talk) -> None:
    await table(talk, "ben", "chi")
    await talk("ana: meeting start")
    await talk("ben: here")
    await talk("chi: here")
    await talk("ana: meeting role facilitator")
    await talk("ben: meeting new-facilitator")
    assert talk.text.startswith("Noted. If one more member asks")
    await talk("ben: meeting new-facilitator")
    assert talk.text.startswith("Noted. If one more member asks")
    await talk("chi: meeting new-facilitator")
    await talk.press("ben", "Yes", talk.face.find_post("Two members ask"))
    await talk.later(minutes=1)
    assert "nobody yet; next in turn: ben, chi" in card(talk)
    await talk("ben: meeting role facilitator")
    await talk("ben: meeting hand-over facilitator chi")
    assert talk.text == "chi is facilitator now."
    await talk("ben: meeting hand-over facilitator ana")
    assert talk.text == "You are not facilitator, so there is nothing to hand over."


async def test_a_meeting_of_a_bloc_is_nobody_elses(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ana: bloc start Night kind:unlisted", private=True)
    await talk("ana: meeting start")
    await talk("ben: here")
    assert talk.text.startswith("You are here.")
    await talk("ben: agenda next")
    assert talk.text.startswith("Whoever started")


async def test_a_meeting_that_nobody_ends_is_ended(talk: Talk) -> None:
    await table(talk)
    await talk("ana: meeting start")
    await talk.later(hours=13)
    assert "Nobody had ended it, so I have." in talk.last
    assert talk.face.find_post("The meeting is over")
    await talk("ana: minutes show 1", private=True)
    assert "Monday, 1 June 2026, 12:00 to Tuesday, 2 June 2026, 01:00 (UTC)" in talk.text
