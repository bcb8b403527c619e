"""Amendments as people live them: proposed, accepted, voted on, and what becomes of the motion."""

from __future__ import annotations

from tests.talk import Talk

NOON = "Stop work at noon on Friday"


async def moved(talk: Talk, more: str = "", title: str = NOON) -> None:
    """Ana moves a motion; nobody has seconded it."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:12h")
    await talk(f"ana: motion propose {title} {more}")


def card(talk: Talk, words: str) -> str:
    return talk.face.posts[talk.face.find_post(words)].text


async def test_the_mover_accepts_an_amendment(talk: Talk) -> None:
    await moved(talk)
    await talk("ben: motion amend 1 Stop work at 1 pm on Friday")
    assert "Amendment 1.1 is proposed" in talk.text
    shown = card(talk, "Amendment 1.1 to motion 1 · a draft")
    assert "After “Stop work at”:\nTake out: noon\nPut in: 1 pm" in shown
    assert "With it, the motion reads:\nStop work at 1 pm on Friday" in shown
    await talk("ana: motion accept 1.1")
    assert "Stop work at 1 pm on Friday" in card(talk, "a draft; nothing is voted on yet")
    assert "Motion 1 has changed: amendment 1.1 is in it now" in talk.last
    await talk("chi: motion second 1")
    assert "Stop work at 1 pm on Friday" in talk.last
    assert "vote until" in talk.last


async def test_an_amendment_is_voted_on_before_its_motion(talk: Talk) -> None:
    await moved(talk)
    await talk("ben: motion amend 1 noon => 1 pm")
    await talk("chi: motion second 1.1")
    vote = card(talk, "Amendment 1.1 to motion 1 · vote until")
    assert "Take out: noon\nPut in: 1 pm" in vote
    assert "For 0" in vote
    await talk("dan: motion second 1")
    assert "Decided first: 1.1. Then voting opens by itself." in talk.text
    assert not any("Motion 1 · vote until" in post for post in talk.posts)
    for name in ("ben", "chi"):
        await talk(f"{name}: vote 1.1 for")
    await talk.later(hours=13)
    assert any("Amendment 1.1 is carried; motion 1 reads so now" in post for post in talk.posts)
    assert "Motion 1 · vote until" in talk.last
    assert "Stop work at 1 pm on Friday" in talk.last
    await talk("ben: vote 1 for")
    await talk.later(hours=73)
    assert "Motion 1 is carried: Stop work at 1 pm on Friday" in talk.last


async def test_an_amendment_that_is_not_carried_changes_nothing(talk: Talk) -> None:
    await moved(talk)
    await talk("ben: motion amend 1 noon => 1 pm")
    await talk("chi: motion second 1.1")
    await talk("chi: vote 1.1 against")
    await talk("dan: motion second 1")
    await talk.later(hours=13)
    assert any("Amendment 1.1 is not carried; motion 1 stays as it is" in post for post in talk.posts)
    assert NOON in card(talk, "Motion 1 · vote until")
