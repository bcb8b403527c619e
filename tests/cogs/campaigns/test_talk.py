"""Campaigns as people live them, at one table."""

from __future__ import annotations

from tests.talk import Talk


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
