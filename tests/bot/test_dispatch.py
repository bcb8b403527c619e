"""The one door: order, isolation, duplicates, permissions, and questions in private."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.api.card import Reply
from bot.api.invocation import Invocation, Reaction
from bot.api.people import Address, Room
from bot.app import App
from bot.batch import NOTHING
from tests.talk import TABLE, RecordingFace, Talk


def vote(name: str, choice: str, event: str = "") -> Invocation:
    return Invocation(
        Address("terminal", name),
        Room(TABLE, (TABLE,)),
        event,
        command="motion vote",
        arguments={"number": 1, "choice": choice},
    )


async def open_motion(talk: Talk) -> str:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    return talk.face.find_post("vote until")


async def test_two_acts_of_one_member_keep_their_order(talk: Talk, house: App) -> None:
    card = await open_motion(talk)
    for _ in range(5):
        acts = [vote("chi", choice) for choice in ("for", "against", "for", "abstain", "against")]
        await asyncio.gather(*(house.door.act(act) for act in acts))
    await house.door.settled("terminal")
    assert "Against 1" in talk.face.posts[card].text
    assert "For 0" in talk.face.posts[card].text


async def test_a_crowd_is_counted_to_the_vote(talk: Talk, house: App) -> None:
    card = await open_motion(talk)
    names = [f"voter{n}" for n in range(200)]
    first = await asyncio.gather(*(house.door.act(vote(name, "for")) for name in names))
    assert all(answer is not None and answer.ok for answer in first)
    await asyncio.gather(*(house.door.act(vote(name, "against")) for name in names[:80]))
    await house.door.settled("terminal")
    assert "For 120" in talk.face.posts[card].text
    assert "Against 80" in talk.face.posts[card].text


async def test_a_vote_before_the_close_stays_before_it(talk: Talk, house: App) -> None:
    await open_motion(talk)
    await talk("chi: vote 1 against")
    close = Invocation(
        Address("terminal", "ana"), Room(TABLE, (TABLE,)), command="motion close", arguments={"number": 1}
    )
    before, _, after = await asyncio.gather(
        house.door.act(vote("chi", "for")), house.door.act(close), house.door.act(vote("ben", "against"))
    )
    await house.door.settled("terminal")
    assert before is not None
    assert before.ok
    assert after is not None
    assert not after.ok
    assert "For 1, against 0" in talk.last


async def test_a_refused_act_in_a_crowd_leaves_its_neighbours(talk: Talk, house: App) -> None:
    card = await open_motion(talk)
    wrong = Invocation(
        Address("terminal", "dan"),
        Room(TABLE, (TABLE,)),
        command="motion vote",
        arguments={"number": 9, "choice": "for"},
    )
    acts = [vote("chi", "for"), wrong, vote("eve", "for")]
    answers = await asyncio.gather(*(house.door.act(act) for act in acts))
    await house.door.settled("terminal")
    assert [answer is not None and answer.ok for answer in answers] == [True, False, True]
    assert "For 2" in talk.face.posts[card].text


async def test_the_same_event_twice_at_once_counts_once(talk: Talk, house: App) -> None:
    await open_motion(talk)
    await talk("chi: vote 1 for")
    answers = await asyncio.gather(*(house.door.act(vote("chi", "against", "e7")) for _ in range(3)))
    assert sum(answer is not None for answer in answers) == 1


async def test_a_refused_act_enrols_nobody(talk: Talk, house: App) -> None:
    await open_motion(talk)
    await talk("dan: vote 9 for")
    async with house.db.reading():
        assert await house.door.roll.account("terminal", "dan") is None


async def test_a_missing_argument_is_asked_for_in_private(talk: Talk) -> None:
    await talk("ana: motion propose")
    assert "what it is called" in talk.text
    await talk("ana: Buy a kettle", bare=True)
    assert "Motion 1 is proposed: Buy a kettle" in talk.text


async def test_bare_words_that_answer_nothing_are_left_alone(talk: Talk) -> None:
    await talk("ana: assembly found Depot")
    assert await talk("ana: good morning", bare=True) is None


async def test_only_stewards_close_a_vote(talk: Talk) -> None:
    await open_motion(talk)
    await talk("chi: motion close 1")
    assert "Only a steward" in talk.text


async def test_nobody_gives_an_internal_command(talk: Talk, house: App) -> None:
    await open_motion(talk)
    count = Invocation(
        Address("terminal", "ana"), Room(TABLE, (TABLE,)), command="motion expire", arguments={"number": 1}
    )
    answer = await house.door.act(count)
    assert answer is not None
    assert not answer.ok
    await talk("ana: motion expire 1")
    assert "I don't know" in talk.text


async def test_founding_asks_the_network(talk: Talk, face: RecordingFace) -> None:
    face.managers = {"ana"}
    await talk("ben: assembly found Depot")
    assert "lets manage this place" in talk.text
    await talk("ana: assembly found Depot")
    assert talk.answer is not None
    assert talk.answer.ok


async def test_a_fault_of_ours_changes_nothing_and_is_said(talk: Talk, house: App) -> None:
    await open_motion(talk)
    broken = Invocation(
        Address("terminal", "ana"), Room(TABLE, (TABLE,)), command="motion show", arguments={"number": 2**70}
    )
    answer = await house.door.act(broken)
    assert answer is not None
    assert not answer.ok
    await talk("chi: vote 1 for")
    assert talk.answer is not None
    assert talk.answer.ok


async def test_an_event_that_is_submitted_twice_counts_once(talk: Talk, house: App) -> None:
    card = await open_motion(talk)
    await talk("dan: vote 1 for")
    await talk("chi: vote 1 for")
    await house.door.act(vote("chi", "for", "first"))
    first, again = (
        house.dispatch.submit(vote("chi", "against", "e9")),
        house.dispatch.submit(vote("chi", "against", "e9")),
    )
    assert first is not None
    assert again is not None
    assert (await again).result is NOTHING
    assert isinstance((await first).result, Reply)
    assert house.dispatch.submit(vote("chi", "for", "first")) is not None
    await house.door.settled("terminal")
    assert "Against 1" in talk.face.posts[card].text
    assert "For 1" in talk.face.posts[card].text


async def test_what_cannot_be_read_at_once_is_not_submitted(talk: Talk, house: App) -> None:
    await open_motion(talk)
    await house.door.act(vote("chi", "for"))
    assert house.dispatch.submit(vote("stranger", "for", "e1")) is None
    assert house.dispatch.submit(vote("chi", "perhaps", "e2")) is None
    close = replace(vote("chi", "for", "e3"), command="motion close", arguments={"number": 1})
    assert house.dispatch.submit(close) is None
    assert not any(house.dispatch.inbox.has(f"terminal/e{n}") for n in (1, 2, 3))
    answer = await house.door.act(vote("chi", "perhaps", "e2"))
    assert answer is not None
    assert not answer.ok


async def test_a_first_reaction_taken_back_at_once_counts_nothing(talk: Talk, house: App) -> None:
    card = await open_motion(talk)
    account, room = Address("terminal", "eve"), Room(TABLE, (TABLE,))
    changes = [Reaction(account, room, card, "✅", added, f"e{added}") for added in (True, False)]
    await asyncio.gather(*(house.door.react(change) for change in changes))
    await house.door.settled("terminal")
    assert "For 0" in talk.face.posts[card].text


async def test_taking_back_what_was_never_given_enrols_nobody(talk: Talk, house: App) -> None:
    card = await open_motion(talk)
    await talk.react("eve", "✅", card, added=False)
    async with house.db.reading():
        assert await house.door.roll.account("terminal", "eve") is None
