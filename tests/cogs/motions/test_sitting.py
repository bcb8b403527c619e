"""Motions in a meeting: its facilitator opens and closes them, and the minutes say what became of them."""

from __future__ import annotations

from dataclasses import replace

from tests.talk import Talk


async def table(talk: Talk, *names: str, settings: str = "") -> None:
    """An assembly like one on a network, where a vote lasts twelve hours at least."""
    await talk("ana: assembly found Depot")
    await talk(f"ana: assembly settings shortest:12h {settings}")
    for name in names:
        await talk(f"{name}: action mine")


async def gathered(talk: Talk, facilitator: str, *names: str) -> None:
    await talk("ana: meeting start")
    for name in names:
        await talk(f"{name}: here")
    await talk(f"{facilitator}: meeting role facilitator")


def post(talk: Talk, words: str) -> str:
    return talk.face.posts[talk.face.find_post(words)].text


async def test_an_evening_with_two_motions(talk: Talk) -> None:
    await table(talk, "ben", "chi", "dan")
    await talk("ben: motion propose Paint the shed debate:2d")
    await talk("chi: motion second 1")
    await talk("ben: agenda motion 1")
    await talk("chi: motion propose Buy a kettle debate:2d")
    await talk("dan: motion second 2")
    await gathered(talk, "ben", "ben", "chi")
    await talk("chi: agenda list")
    assert "Motion 1: Paint the shed (has its seconds)" in talk.text
    for _ in range(3):
        await talk("ben: agenda next")
    item = talk.face.find_post("5. Motion 1: Paint the shed")
    assert "Debate until" in talk.face.posts[item].text

    await talk.press("ben", "Open the vote", item)
    assert talk.text == (
        "You moved motion 1, so somebody else opens and closes its vote. "
        "Hand over the facilitator's role, and take it back after it: ana"
    )
    await talk.press("ben", "ana")
    assert talk.text == "ana is facilitator now."
    await talk.press("ben", "Open the vote", item)
    assert talk.text.startswith("A meeting goes on, and ana facilitates: they open and close votes.")
    await talk("ana: motion open 1 closes:2m")
    assert "Voted on in the meeting: its facilitator can close it a minute after saying so." in talk.last
    await talk("chi: meeting hand-over facilitator ana")
    assert talk.text.startswith("You are not facilitator")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: vote 1 for")
    assert "It is voted on until" in talk.face.posts[item].text
    await talk.later(minutes=2)
    assert post(talk, "Motion 1 is carried").splitlines()[1].startswith("For 3, against 0, abstain 0.")
    assert "Motion 1 is carried: Paint the shed. For 3, against 0" in talk.face.posts[item].text

    await talk("ana: meeting hand-over facilitator ben")
    await talk("ben: agenda motion 2")
    await talk("ben: agenda next")
    second = talk.face.find_post("Motion 2: Buy a kettle")
    await talk("ana: motion open 2")
    assert talk.text.startswith("A meeting goes on, and ben facilitates"), "a steward does not order there"
    await talk.press("ben", "Open the vote", second)
    await talk("ben: vote 2 for")
    await talk("chi: motion close 2")
    assert talk.text.startswith("A meeting goes on, and ben facilitates")
    await talk.press("ben", "Close the vote", second)
    early = talk.face.find_post("Voting on motion 2 closes early, at Mon 1 Jun, 12:03")
    assert "Asked for by ben." in talk.face.posts[early].text
    await talk.press("chi", "Keep it open", early)
    await talk.later(minutes=1)
    assert "Motion 2 is carried: Buy a kettle" in talk.face.posts[second].text
    await talk("ben: motion propose Sell the van")
    await talk("chi: motion second 3")
    await talk("ben: meeting end")
    await talk.later(hours=80)
    assert "Motion 3 is not carried" in post(talk, "Motion 3 is")
    await talk("ben: minutes show 1")
    kettle = (
        "Motion 2 is carried: Buy a kettle. For 1, against 0, abstain 0. It needed more than half of the "
    )
    kettle += "votes cast: more than 0.5 of 1. 1 voted; no quorum was set."
    assert f"6. Motion 2: Buy a kettle (12:02–12:03)\n{kettle}" in talk.text
    assert "Motion 1 is carried: Paint the shed. For 3" in talk.text
    assert "Sell the van" not in talk.text, "it was decided after the meeting"


async def test_a_few_at_night_decide_nothing_in_minutes(talk: Talk) -> None:
    await table(talk, "ben", "chi", "dan", "eve", "fay")
    await gathered(talk, "ben", "ben", "chi")
    await talk("chi: motion propose Sell the van closes:2m")
    assert talk.text.startswith("In this assembly a vote is open for at least 12 hours")
    await talk("chi: motion propose Sell the van")
    await talk("ben: motion second 1")
    await talk("chi: motion propose Paint the shed debate:1d")
    await talk("dan: motion second 2")
    await talk("ben: motion open 2 closes:2m")
    assert talk.text.startswith("Too few are here to speak for everyone, so a steward does that")
    await talk("ana: motion open 2 closes:2m")
    assert "if more than half of all who may vote are here" in talk.text
    await talk("ben: motion close 1")
    assert talk.text.startswith("Too few are here")
    await talk("ana: motion close 1")
    assert talk.text.startswith("Voting on motion 1 will close at Tue 2 Jun, 00:00"), "twelve hours, as ever"
    await talk("dan: here")
    await talk("ben: motion open 2 closes:2m")
    assert "vote until Mon 1 Jun, 12:02" in talk.last
    await talk.later(minutes=2)
    assert "Motion 2 is not carried" in talk.last
    await talk("chi: motion postpone 1")
    assert talk.text.startswith("Voting on motion 1 is open")


async def test_a_quorum_decides_where_everyone_could_know_of_the_meeting(talk: Talk) -> None:
    await table(talk, "ben", "chi", "dan", "eve", "fay", settings="quorum:3")
    await talk("ana: meeting call Evening when:13h")
    await talk.later(hours=13)
    await gathered(talk, "ben", "ben")
    await talk("ben: motion propose Buy a kettle closes:2m")
    assert talk.text.startswith("In this assembly a vote is open for at least 12 hours")
    await talk("chi: here")
    await talk("chi: motion propose Buy a kettle closes:2m")
    await talk("ana: motion second 1")
    assert "Voted on in the meeting" in talk.last
    await talk.later(minutes=2)
    assert "Motion 1 is not decided: Buy a kettle" in talk.last
    await talk.press("chi", "Take it to the meeting", talk.face.find_post("Motion 1 is not decided"))
    assert talk.text.startswith("On the agenda, in place 5: Motion 1: Buy a kettle\n")
    await talk("chi: motion propose Paint the shed closes:2m")
    await talk("chi: motion postpone 2")
    await talk("ben: meeting end")
    await talk("chi: motion resume 2")
    await talk("dan: motion second 2")
    assert "vote until Tue 2 Jun, 13:02" in talk.last, "after the meeting it lasts as long as ever"
    assert "Voted on in" not in talk.last
    await talk("ben: minutes show 1")
    assert "Motion 1 is not decided, too few took part: Buy a kettle. For 0, against 0" in talk.text
    assert "Motion 2 was put off: Paint the shed." in talk.text


async def test_a_careful_assembly_names_nobody_who_could_take_over(talk: Talk) -> None:
    await table(talk)
    await talk("ana: assembly careful yes")
    await table(talk, "ben", "chi")
    await talk("ben: motion propose Paint the shed debate:2d votes:open-at-end")
    await talk("chi: motion second 1")
    await gathered(talk, "ben", "ben", "chi")
    features = talk.app.dispatch.features
    features["terminal"] = replace(features["terminal"], whispers=False)  # others can read the answer
    await talk("ben: motion open 1")
    assert talk.text.startswith("You moved motion 1, so somebody else")
    assert "ana" not in talk.text and not (talk.answer and talk.answer.card.buttons)


async def test_what_is_set_aside_stands_on_no_agenda_and_in_no_draft_of_minutes(talk: Talk) -> None:
    await table(talk, "ben")
    await talk("ana: steward name ben")
    await table(talk, "chi")
    await gathered(talk, "ben", "ben", "chi")
    await talk("chi: motion propose Canary closes:2m seconds:0")
    await talk("chi: agenda motion 1")
    for _ in range(3):
        await talk("ben: agenda next")
    await talk.later(minutes=2)
    assert "Motion 1 is not carried: Canary." in talk.face.posts[talk.face.find_post("5. Motion 1")].text
    await talk('ana: text set-aside 1 "It names a private person"', private=True)
    await talk("ben: text set-aside 1", private=True)
    await talk.later(minutes=2)
    await talk("ben: agenda list")
    assert "5. Motion 1 (set aside) · now" in talk.text
    await talk("ben: meeting end")
    await talk("ben: minutes show 1")
    assert "Motion 1 is not carried: set aside by two stewards." in talk.text
    assert "Canary" not in talk.text
    assert [post for post in talk.posts if "Canary" in post] == []
