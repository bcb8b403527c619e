"""Polls as people live them, at one table."""

from __future__ import annotations

from tests.talk import Talk


async def test_a_question_is_asked_shown_and_closed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Where do we meet? options: Depot, Canteen closes:2h")
    card = talk.face.find_post("Where do we meet?")
    assert talk.face.posts[card].text.splitlines() == [
        "Poll 1 · answer until Mon 1 Jun, 14:00 (in 2 hours)",
        "Where do we meet?",
        "Asked by ana. This asks; it decides nothing. Everyone can see who votes how.",
        "1 Depot 0",
        "2 Canteen 0",
        "0 have answered.",
        "React with a number, or write: /poll vote 1 2",
    ]
    await talk.later(hours=2)
    assert talk.face.posts[card].text.splitlines()[0] == "Poll 1 · over since Mon 1 Jun, 14:00"
