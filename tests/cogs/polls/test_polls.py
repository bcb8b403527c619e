"""Polls as people live them, at one table."""

from __future__ import annotations

from tests.talk import Talk


async def test_a_question_is_asked_shown_and_closed(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: poll ask Where do we meet? options: Depot, Canteen closes:2h")
    card = talk.face.find_post("Where do we meet?")
    await talk.later(hours=2)
    assert talk.face.posts[card].text.splitlines()[0] == "Poll 1 · over"
