"""Faults that were found in how people are forgotten, each held by a test."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema import accounts, forgotten_marks
from tests.cogs.members.stored import rows
from tests.talk import Talk


async def open_motion(talk: Talk) -> str:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


async def known(talk: Talk) -> set[object]:
    return {address for (address,) in await rows(talk.app, sa.select(accounts.c.address))}


async def test_a_reading_does_not_bring_back_who_was_forgotten(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    await talk.react("dan", "❌", card)
    await talk("chi: member forget-me sure:yes")
    await talk.app.door.caught_up("terminal")
    assert "chi" not in await known(talk)
    await talk.later(hours=73)
    assert "For 0, against 1, abstain 0." in talk.last
    assert "chi" not in await known(talk)
    assert await rows(talk.app, sa.select(forgotten_marks)) == []


async def test_a_new_reaction_is_a_new_first_act(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    await talk("chi: member forget-me sure:yes")
    [(marked,)] = await rows(talk.app, sa.select(forgotten_marks.c.hash))
    assert len(str(marked)) == 64
    await talk.react("chi", "✅", card, added=False)
    assert "chi" not in await known(talk)
    await talk.react("chi", "❌", card)
    assert "Against 1" in talk.face.posts[card].text
    assert await rows(talk.app, sa.select(forgotten_marks)) == []


async def test_who_comes_back_by_word_is_read_from_their_next_reaction_on(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk.react("chi", "✅", card)
    await talk("chi: member forget-me sure:yes")
    await talk("chi: vote 1 against")
    await talk.app.door.caught_up("terminal")
    await talk.app.door.settled("terminal")
    assert "For 0" in talk.face.posts[card].text
    assert "Against 1" in talk.face.posts[card].text
    await talk.react("chi", "⚪", card)
    assert "Abstain 1" in talk.face.posts[card].text
