"""Motions in a meeting: its facilitator opens and closes them, and the minutes say what became of them."""

from __future__ import annotations

from tests.talk import Talk


async def table(talk: Talk, *names: str) -> None:
    """An assembly like one on a network, where a vote lasts twelve hours at least."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:12h")
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
    await gathered(talk, "ben", "ben", "chi")
    await talk("chi: agenda list")
    assert "Motion 1: Paint the shed (has its seconds)" in talk.text
    for _ in range(3):
        await talk("ben: agenda next")
    item = talk.face.find_post("5. Motion 1: Paint the shed")
    await talk.press("ben", "Open the vote", item)
    assert talk.text == "You moved this. Hand over, and take the role back after it: ana"
    await talk("ana: motion open 1")
    assert "Motion 1" in talk.last, "what the facilitator is a party to, a steward may do"
