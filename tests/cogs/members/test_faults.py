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


async def _named_everywhere(talk: Talk) -> None:
    """Names stand on a draft, a suggestion, a vote and the notice of an early close."""
    await talk("ana: assembly found Depot")
    await talk("ana: assembly settings shortest:12h")
    await talk("ana: motion propose Tea")
    await talk("ben: motion suggest 1 Make it green")
    await talk("ben: motion second 1")
    await talk("chi: vote 1 for")
    await talk("ana: motion close 1")
    await talk.later(minutes=1)
    await talk("ben: motion propose Coffee")
    for words in ("Moved by ana, seconded by ben", "By ben:", "Asked for by ana", "Moved by ben."):
        assert any(words in post for post in talk.posts), words


async def test_an_assembly_that_turns_careful_takes_names_off_what_is_posted(talk: Talk) -> None:
    await _named_everywhere(talk)
    await talk("ana: assembly careful yes")
    assert not any(name in post for post in talk.posts for name in ("ana", "ben", "chi"))
    await talk("ana: assembly careful no")
    assert not any("ana" in post for post in talk.posts), "to name people again waits for their objections"
    await talk.later(minutes=2)
    await talk.later(hours=25)
    assert any("Moved by ana, seconded by ben" in post for post in talk.posts)


async def test_who_is_forgotten_is_taken_off_what_is_posted(talk: Talk) -> None:
    await _named_everywhere(talk)
    await talk("ben: member forget-me sure:yes")
    assert not any("ben" in post for post in talk.posts)
    assert any("Moved by ana." in post for post in talk.posts)
    assert any("Moved by a member." in post for post in talk.posts)
    await talk("ana: steward name chi")
    await talk("ana: member forget-me sure:yes")
    assert not any("ana" in post for post in talk.posts)
    assert any("Asked for by member 1." in post for post in talk.posts), "a name that leads to no account"


async def test_ballots_that_are_erased_leave_the_count_on_the_card(talk: Talk) -> None:
    card = await open_motion(talk)
    await talk("chi: vote 1 for")
    assert "For 1" in talk.face.posts[card].text
    await talk("chi: member forget-me sure:yes")
    assert "For 0" in talk.face.posts[card].text


async def test_privacy_tells_of_every_text_and_reaction_that_is_kept(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: privacy")
    for words in (
        "words of motions",
        "reactions under open votes",
        "On Matrix, the reactions of the last 14",
    ):
        assert words in talk.text
    assert "none of your messages" not in talk.text
