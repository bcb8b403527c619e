"""Elections as people live them, at one table."""

from __future__ import annotations

from tests.talk import Talk


async def test_nominations_end_and_voting_opens(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: election call Delegates seats:2")
    card = talk.face.find_post("Delegates")
    assert talk.face.posts[card].text.startswith("Election 1 · nominations until")
    for name in ("ana", "ben", "chi"):
        await talk(f"{name}: election nominate 1")
    assert "Standing: ana, ben and chi" in talk.face.posts[card].text
    await talk.later(days=3)
    assert talk.face.posts[card].text.startswith("Election 1 · vote until")
    assert "Reopen nominations" in talk.face.posts[card].text
