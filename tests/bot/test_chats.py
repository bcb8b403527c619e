"""Messages that knock nowhere: they reach those alone who have a chat with the bot."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot import chats
from storage.schema import tells
from tests.talk import Talk, lines_of


@pytest.fixture(autouse=True)
def not_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal everybody can be told; here a chat has to be opened, as on any other network."""
    monkeypatch.setattr(chats, "TERMINAL", "nowhere")


async def a_vote(talk: Talk) -> None:
    """Three are on the roll by what they did in the room; nobody was ever written to."""
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    for name in ("ben", "chi"):
        await talk(f"{name}: vote 1 for")
    await talk("ana: assembly settings roll:listed")
    await talk("ana: motion propose Buy a pot")
    await talk("chi: motion second 2")
    talk.face.directs.clear()


async def reminded(talk: Talk) -> set[str]:
    await talk("ana: motion remind 2")
    await talk.app.teller.round()
    return {name for name, card in talk.face.directs if "Your vote on motion 2" in "".join(lines_of(card))}


async def test_nobody_is_knocked_at(talk: Talk) -> None:
    await a_vote(talk)
    assert await reminded(talk) == set()
    async with talk.app.db.reading() as connection:
        states = set((await connection.execute(sa.select(tells.c.state))).scalars())
    assert states == {"refused"}


async def test_who_has_written_alone_is_told_there(talk: Talk) -> None:
    await a_vote(talk)
    await talk("chi: now", private=True)
    assert await reminded(talk) == {"chi"}


async def test_who_wants_to_be_left_alone_is(talk: Talk) -> None:
    await a_vote(talk)
    await talk("chi: quiet on", private=True)
    assert await reminded(talk) == set()


async def test_a_chat_that_was_closed_again_is_not_opened(talk: Talk) -> None:
    await a_vote(talk)
    await talk("chi: now", private=True)
    talk.face.closed.add("chi")
    assert await reminded(talk) == set()
