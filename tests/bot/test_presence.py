"""Who acts in a direct room, or by a button from elsewhere, is asked for where the assembly meets."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.api.invocation import Invocation, Reaction
from bot.api.people import Address, Room
from bot.app import opened
from bot.config import Settings
from tests.talk import START, FrozenClock, RecordingFace, Talk, lines_of

ELSEWHERE = Address("terminal", "elsewhere")


@pytest.fixture
async def vote(talk: Talk) -> int:
    """An assembly in which motion 1 is voted on; its id."""
    for line in ("ana: assembly found Depot", "ben: help", "ana: motion propose Buy a kettle closes:3d"):
        await talk(line)
    await talk("ben: motion second 1")
    assert "vote until" in talk.last
    assembly = await talk.app.dispatch.people.meets((Address("terminal", "table"),))
    assert assembly is not None
    return assembly.id


def forged(assembly: int, name: str, command: str, **arguments: object) -> Invocation:
    """A button that names the assembly, pressed in a room that has nothing to do with it."""
    return Invocation(
        Address("terminal", name),
        Room(ELSEWHERE, (ELSEWHERE,)),
        command=command,
        arguments=arguments,
        assembly=assembly,
        source="button",
    )


async def test_who_is_there_may_vote_in_the_direct_room(talk: Talk, face: RecordingFace, vote: int) -> None:
    await talk("ana: vote 1 for", private=True)
    assert talk.answer is not None and talk.answer.ok
    assert "For 1" in talk.last
    table = Address("terminal", "table")
    assert face.asked[-1] == (Address("terminal", "ana"), frozenset({table}))


@pytest.mark.parametrize("line", ["vote 1 for", "motion show 1", "motion close 1", "assembly show"])
async def test_who_was_removed_is_refused_in_the_direct_room(
    talk: Talk, face: RecordingFace, vote: int, line: str
) -> None:
    face.outside.add("ana")
    await talk(f"ana: {line}", private=True)
    assert talk.answer is not None and not talk.answer.ok
    assert talk.text.startswith("I don't find you where this assembly meets")
    assert "kettle" not in talk.text and "For 1" not in talk.last


async def test_what_is_ones_own_needs_no_place(talk: Talk, face: RecordingFace, vote: int) -> None:
    face.outside.add("ben")
    for line in ("privacy", "quiet 22:00 7:00", "member forget-me sure:yes"):
        await talk(f"ben: {line}", private=True)
        assert talk.answer is not None and "don't find you" not in talk.text, line


@pytest.mark.parametrize("name", ["ana", "stranger"])
async def test_a_button_from_elsewhere_lets_nobody_in(
    talk: Talk, face: RecordingFace, vote: int, name: str
) -> None:
    face.outside.add(name)
    for command, rest in (("motion vote", {"choice": "for"}), ("motion show", {})):
        invocation = forged(vote, name, command, number=1, **rest)
        assert talk.app.dispatch.submit(invocation) is None
        answer = await talk.app.door.act(invocation)
        assert answer is not None and not answer.ok
    await talk.app.door.settled("terminal")
    assert "For 1" not in talk.last
    await talk("ben: member list")
    assert "stranger" not in talk.text


async def test_a_button_from_elsewhere_serves_who_is_there(talk: Talk, vote: int) -> None:
    answer = await talk.app.door.act(forged(vote, "ana", "motion vote", number=1, choice="for"))
    await talk.app.door.settled("terminal")
    assert answer is not None and answer.ok
    assert "For 1" in talk.last


async def test_who_came_later_than_the_vote_opened_may_not_vote_in_the_direct_room(
    talk: Talk, face: RecordingFace, vote: int
) -> None:
    face.arrived["chi"] = START + timedelta(hours=1)
    await talk.later(hours=2)
    late = face.arrived["chi"]
    await talk("chi: vote 1 for", since=late)
    in_the_room = talk.text
    assert talk.answer is not None and not talk.answer.ok
    await talk.app.door.act(forged(vote, "chi", "motion vote", number=1, choice="for"))
    await talk.app.door.settled("terminal")
    assert "For 1" not in talk.last
    await talk("ana: member enrol chi")
    await talk("chi: vote 1 for", private=True)
    assert talk.answer is not None and not talk.answer.ok
    assert talk.text.split("\n")[0] == in_the_room.split("\n")[0]


async def test_buttons_in_the_room_are_taken_in_without_a_wait(
    talk: Talk, face: RecordingFace, vote: int
) -> None:
    table = Address("terminal", "table")
    pressed = replace(forged(vote, "ana", "motion vote", number=1, choice="for"), room=Room(table, (table,)))
    await talk.app.door.act(pressed)
    face.asked.clear()
    outcome = talk.app.dispatch.submit(replace(pressed, arguments={"number": 1, "choice": "against"}))
    assert outcome is not None
    await outcome
    await talk.app.door.settled("terminal")
    assert "Against 1" in talk.last
    assert face.asked == []


async def test_acts_of_one_person_stay_in_their_order_while_the_network_is_asked(
    talk: Talk, face: RecordingFace, vote: int
) -> None:
    choices = ("for", "against", "abstain", "for", "against")
    acts = [forged(vote, "ana", "motion vote", number=1, choice=choice) for choice in choices]
    answers = await asyncio.gather(*(talk.app.door.act(act) for act in acts))
    await talk.app.door.settled("terminal")
    assert all(answer is not None and answer.ok for answer in answers)
    assert "Against 1" in talk.last and "For 0" in talk.last


async def test_from_another_network_than_the_assemblys_nobody_acts(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    other = RecordingFace(network="matrix")
    async with opened(settings, [face, other], clock) as app, app.working():
        talk = Talk(app, face, clock)
        await talk("ana: assembly found Depot")
        assembly = await app.dispatch.people.meets((Address("terminal", "table"),))
        assert assembly is not None
        room = Address("matrix", "!room")
        act = forged(assembly.id, "ana", "assembly show")
        there = replace(act, account=Address("matrix", "@ana:x"), room=Room(room, (room,)))
        answer = await app.door.act(there)
    assert answer is not None and not answer.ok
    assert "I don't find you" in lines_of(answer.card)[0]
    assert other.asked == []


async def test_a_network_that_is_silent_is_tried_again(talk: Talk, face: RecordingFace, vote: int) -> None:
    face.silent = True
    await talk("ana: vote 1 for", private=True, event="one")
    assert "Try again in a minute" in talk.text
    face.silent = False
    await talk("ana: vote 1 for", private=True, event="one")
    assert "For 1" in talk.last


async def test_nothing_is_completed_for_who_was_removed(talk: Talk, face: RecordingFace, vote: int) -> None:
    alone = Address("terminal", "with-ana")
    typed = Invocation(Address("terminal", "ana"), Room(alone, (alone,), private=True), command="motion vote")
    assert await talk.app.door.complete(typed, "number", "kettle")
    face.outside.add("ana")
    assert await talk.app.door.complete(typed, "number", "kettle") == []


async def test_a_reaction_in_another_room_is_none_under_the_card(
    talk: Talk, face: RecordingFace, vote: int
) -> None:
    card = face.find_post("vote until")
    there = Reaction(Address("terminal", "ana"), Room(ELSEWHERE, (ELSEWHERE,)), card, "✅", added=True)
    assert await talk.app.door.react(there) is None
    await talk.app.door.settled("terminal")
    assert "For 1" not in talk.last
    await talk.react("ana", "✅", card)
    assert "For 1" in talk.last


async def test_in_a_room_of_the_assembly_nobody_is_asked(talk: Talk, face: RecordingFace, vote: int) -> None:
    face.asked.clear()
    await talk("ana: vote 1 for")
    await talk("ana: motion show 1")
    assert talk.answer is not None and talk.answer.ok
    assert face.asked == []
