"""Campaigns as people live them, at one table."""

from __future__ import annotations

from tests.talk import Talk, lines_of


def told(talk: Talk, name: str) -> list[str]:
    """What a person was told in private."""
    return ["\n".join(lines_of(card)) for who, card in talk.face.directs if who == name]


async def test_a_letter_is_started_shown_and_read(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk(
        "ana: campaign start Free Erlan goal:1000 closes:9d addressee:Government of Kazakhstan\n"
        "Erlan organised oil workers.\nLet him go."
    )
    card = talk.face.find_post("Free Erlan")
    assert talk.face.posts[card].text.splitlines() == [
        "Letter 1 to Government of Kazakhstan",
        "Free Erlan",
        "Signed 0 %",
        "0 of 1,000 · 9 days left",
        "Erlan organised oil workers.",
        "Let him go.",
        "Your name is shown to nobody unless you choose it.",
    ]
    await talk("ben: campaign list")
    assert "1 Free Erlan (erlan) · 0 of 1,000 · 9 days left" in talk.text
    await talk("ben: campaign read erlan")
    assert "Erlan organised oil workers." in talk.text
    await talk("ben: campaign read erlan version:2")
    assert talk.text == "The text has no version 2: there are 1 to 1."


async def test_what_can_t_be_is_refused_in_one_sentence(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:0")
    assert talk.text.startswith("A goal is a number of people, from 1 to 10,000,000; 0 is none.")
    await talk("ana: campaign start Free Erlan goal:many")
    assert talk.text == "“many” is no number of people. Try: /goal:1000"
    await talk("ana: campaign start Free Erlan goal:10 closes:2020-01-01")
    assert "2020" in talk.text
    assert "gone by" in talk.text
    await talk(f"ana: campaign start Free Erlan goal:10\n{'a' * 4001}")
    assert "4,000" in talk.text
    await talk("ana: campaign show erlan")
    assert talk.text == "There is no campaign “erlan” here, and none runs just now."
    assert not [post for post in talk.posts if "Erlan" in post]


async def test_a_letter_grows_is_changed_runs_out_and_is_won(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10 closes:3d\nLet him go.")
    card = talk.face.find_post("Free Erlan")
    for name in ("ben", "chi", "dan", "eva"):
        await talk(f"{name}: sign erlan")
    await talk("fay: sign erlan tell:no")
    await talk("ben: campaign update erlan\nLet them go.")
    assert talk.text == "Whoever started campaign 1 can do that, and stewards. Ask one of them."
    await talk("ana: campaign update erlan\nLet him go today.")
    assert talk.text.startswith("Campaign 1 Free Erlan (erlan) has a version 2.")
    await talk("ana: campaign symbol erlan 🦺")
    assert talk.face.posts[card].text.splitlines()[1:5] == [
        "🦺 Free Erlan",
        "Signed 50 %",
        "5 of 10 · 3 days left",
        "The text was changed: 0 of 5 signed it as it is now (version 2).",
    ]
    await talk("ben: campaign read erlan version:1")
    assert "Let him go." in talk.text.splitlines()
    await talk.later(seconds=6)
    assert "5 have signed. 5 more are needed." in talk.last
    await talk.later(days=1)
    assert "5 of 10 · 47 hours left" in talk.face.posts[card].text
    await talk("ana: campaign archive erlan")
    assert talk.text.startswith("Campaign 1 still runs.")
    await talk.later(days=2)
    assert talk.last.startswith("Time is up: 🦺 Free Erlan\n5 people signed it.")
    assert "/campaign end erlan won" in told(talk, "ana")[-1]
    await talk("gil: sign erlan")
    assert talk.text.startswith("Campaign 1 has ended.")
    await talk("ana: campaign start Save the depot goal:100")
    await talk("ana: campaign end erlan won source:https://example.org\nErlan is free.")
    await talk.later(seconds=1)
    ended = [
        "Won: 🦺 Free Erlan",
        "You asked to be told how this ends.",
        "Erlan is free.",
        "Read more: https://example.org",
        "5 people signed it.",
        "You did this together. Thank you to all of you.",
        "1 campaign still needs names: Save the depot",
    ]
    await talk.later(days=2)
    for name in ("ben", "chi", "dan", "eva"):
        assert [text.splitlines() for text in told(talk, name) if "Won" in text] == [ended]
    assert not told(talk, "fay")
    assert talk.face.posts[card].text.splitlines()[0] == "Letter 1 · won"
    await talk("ana: campaign end erlan lost\nOr not.")
    assert talk.text.startswith("Campaign 1 has ended.")
    await talk("ana: campaign archive erlan")
    await talk("ben: campaign list")
    assert "Erlan" not in talk.text


async def test_a_letter_whose_time_is_up_can_go_on(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: campaign start Free Erlan goal:10 closes:1d name:liberty")
    await talk("ana: campaign start Free Erlan goal:10 closes:1d name:liberty")
    assert "1" in talk.text
    await talk("ben: campaign start Another goal:10 name:Liberty")
    assert talk.text == "Another campaign is called “liberty”. Choose another name."
    await talk.later(days=2)
    await talk("ana: campaign extend liberty closes:2020-01-01")
    assert "gone by" in talk.text
    await talk("ana: campaign extend liberty closes:3d goal:20")
    assert "needs 20 people" in talk.text
    await talk("ben: sign liberty")
    await talk("ben: campaign show liberty")
    assert "1 of 20 · 3 days left" in talk.text
