"""Secret votes as people live them: two steps, a receipt, and nothing that joins member and choice."""

from __future__ import annotations

import re

import pytest

from tests.talk import RecordingFace, Talk

PEOPLE = ("ana", "ben", "chi", "dan", "eve", "fay", "gus")


async def open_secret(talk: Talk, people: tuple[str, ...] = PEOPLE) -> str:
    """A secret vote of these people is open; the message of its card."""
    await talk("ana: assembly found Depot")
    for name in people:
        await talk(f"{name}: motion practice" if name == "ben" else f"{name}: vote 1 for")
    await talk("ana: motion propose Strike on Friday votes:secret")
    await talk("ben: motion second 2")
    return talk.face.find_post("Strike on Friday")


def receipt_of(talk: Talk) -> str:
    """The receipt that the last answer carries."""
    assert talk.answer is not None
    return next(str(b.arguments["receipt"]) for b in talk.answer.card.buttons if "receipt" in b.arguments)


async def cast(talk: Talk, name: str, choice: str) -> str:
    """Votes in the two steps; the receipt."""
    await talk(f"{name}: vote 2 {choice}")
    receipt = receipt_of(talk)
    await talk.press(name, "Cast it")
    assert "Your vote is in." in talk.text
    return receipt


async def test_a_secret_vote_takes_two_steps(talk: Talk) -> None:
    card = await open_secret(talk)
    await talk("chi: vote 2 against")
    assert talk.text == "You are about to vote Against on motion 2."
    assert talk.answer is not None and talk.answer.private
    assert [b.label for b in talk.answer.card.buttons] == ["Cast it", "Back"]
    await talk.press("chi", "Cast it")
    assert "Your vote is in. To change it before" in talk.text
    assert "nobody has the right to ask you for it" in talk.text
    assert "Against 1" not in talk.face.posts[card].text
