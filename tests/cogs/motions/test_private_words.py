"""Words that are for the bot alone: typed before others they do nothing, and are to be taken away."""

from __future__ import annotations

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.api.speech import Features
from tests.talk import RecordingFace, Talk

NO_WHISPERS = Features("/", reactions=True)


@pytest.fixture
def face() -> RecordingFace:
    """A face on which nothing can be said to one person in a shared room."""
    return RecordingFace(features=NO_WHISPERS)


async def a_sealed_vote(talk: Talk) -> str:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle votes:open-at-end")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


@pytest.mark.parametrize(
    "line", ["vote 1 against", "vote 1 agianst", "motion vote number:1 againts", "vtoe 1 against", "vote 1"]
)
async def test_a_choice_before_others_does_nothing(talk: Talk, line: str) -> None:
    card = await a_sealed_vote(talk)
    answer = await talk(f"chi: {line}")
    assert answer is not None and answer.hush and not answer.ok
    assert talk.text.startswith("Others could read that, so it does not count.")
    assert "open a chat with me" in talk.text
    assert not any(word in talk.text for word in ("against", "agianst", "againts"))
    assert "0 have voted" in talk.face.posts[card].text


async def test_an_edit_is_no_vote_and_no_secret(talk: Talk) -> None:
    await a_sealed_vote(talk)
    answer = await talk("chi: vote 1 against", edited=True)
    assert answer is not None and answer.hush
    answer = await talk("chi: motion list", edited=True)
    assert answer is not None and not answer.hush
    assert talk.text == "I don't read edits; send it again."
    await talk("chi: vote 1 against", edited=True, private=True)
    assert talk.text == "I don't read edits; send it again."


async def test_alone_it_counts(talk: Talk) -> None:
    card = await a_sealed_vote(talk)
    assert [b for b in talk.face.posts[card].card.buttons if b.command == "motion vote"] == []
    assert "Vote where we are alone: open a chat with me. There, write: /vote 1 for" in (
        talk.face.posts[card].text
    )
    await talk("ben: vote 1 against", private=True)
    assert talk.text.startswith("Your vote on motion 1: Against.")
    assert "1 has voted" in talk.face.posts[card].text
    await talk("ben: motion show 1", private=True)
    assert [b.label for b in talk.answer.card.buttons] == ["For", "Against", "Abstain"]  # type: ignore[union-attr]
    await talk("ben: motion show 1")
    assert talk.answer is not None and talk.answer.card.buttons == ()


async def test_a_reaction_counts_nothing_and_is_to_go(talk: Talk) -> None:
    card = await a_sealed_vote(talk)
    assert talk.face.posts[card].card.reactions == ()
    answer = await talk.react("chi", "❌", card)
    assert answer is not None and answer.hush
    assert "it does not count on motion 1" in talk.text
    assert "0 have voted" in talk.face.posts[card].text


async def test_where_votes_are_open_a_slip_is_put_right(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    answer = await talk("chi: vote 1 agianst")
    assert answer is not None and not answer.hush
    assert "agianst" in talk.text


async def test_a_private_command_with_a_slip_is_hushed(talk: Talk) -> None:
    await a_sealed_vote(talk)
    answer = await talk("chi: ballot cast 1 agianst")
    assert answer is not None and answer.hush
    assert "agianst" not in talk.text


async def test_who_is_in_two_assemblies_says_which(talk: Talk) -> None:
    await a_sealed_vote(talk)
    yard = Address("terminal", "yard")
    for line in ("assembly found North Ward", "motion propose A pot votes:open-at-end"):
        act = Invocation(Address("terminal", "ben"), Room(yard, (yard,)), line=line)
        answer = await talk.app.door.act(act)
        assert answer is not None and answer.ok
    await talk("ben: vote 1 for", private=True)
    assert "You are in several assemblies: Depot and North Ward." in talk.text
    assert "/Depot: now" in talk.text
    await talk("ben: depot: vote 1 against", private=True)
    assert talk.text.startswith("Your vote on motion 1: Against.")
    await talk("ben: North Ward: vote 1 against", private=True)
    assert "waits for a second" in talk.text
    await talk("ben: Nord: vote 1 against", private=True)
    assert talk.text.startswith("I don't know")


async def test_after_the_close_everyone_sees_who_voted_how(talk: Talk) -> None:
    await a_sealed_vote(talk)
    await talk("ben: vote 1 against", private=True)
    await talk("ana: vote 1 for It is cold", private=True)
    await talk.later(hours=73)
    await talk("chi: motion show 1")
    assert "For: ana" in talk.text
    assert "Against: ben" in talk.text
    assert "ana: It is cold" in talk.text
