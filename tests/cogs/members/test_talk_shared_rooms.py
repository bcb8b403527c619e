"""The same on a network where an answer in a room is read by everyone in it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.api.speech import Features
from storage.schema import members
from tests.cogs.members.stored import rows
from tests.talk import RecordingFace, Talk

ROOM = Address("matrix", "!room:example.org")
SPACE = Address("matrix", "!space:example.org")


@pytest.fixture
def face() -> RecordingFace:
    return RecordingFace("matrix", Features("!", reactions=True))


async def say(talk: Talk, line: str, *chain: Address, private: bool = False) -> None:
    who = Address("matrix", "@ana:example.org")
    room = Room(chain[0], chain, private)
    talk.answer = await talk.app.door.act(Invocation(who, room, line=line))
    await talk.app.door.settled("matrix")


async def test_the_question_waits_for_where_they_are_alone(talk: Talk) -> None:
    await say(talk, "assembly found Depot", ROOM, SPACE)
    assert "boss" not in talk.text
    assert "Where we are alone, send: /assembly careful" in talk.text
    await say(talk, "assembly careful yes", ROOM, SPACE)
    assert talk.text.startswith("Others could read that, so it does not count")
    direct = Address("matrix", "!direct:example.org")
    await say(talk, "now", direct, private=True)
    assert talk.text == "Depot\nWaiting for you\nA question to stewards alone: /assembly careful"
    await say(talk, "assembly careful yes", direct, private=True)
    await say(talk, "now", direct, private=True)
    assert talk.text.startswith("Depot\nNothing waits for you.")


async def test_a_room_may_have_one_of_its_own_within_a_space_that_has_one(talk: Talk) -> None:
    other = Address("matrix", "!other:example.org")
    await say(talk, "assembly found Depot", ROOM, SPACE)
    await say(talk, "assembly found Ward", other, SPACE)
    assert talk.text.endswith("To found one for this room alone: /assembly found NAME where:here")
    await say(talk, "assembly found Ward where:here", other, SPACE)
    assert talk.text.startswith("Ward is founded")
    assert "A vote lasts at least: 12 hours" in await settings_in(talk, other)
    await say(talk, "assembly found Hall where:here", other, SPACE)
    assert talk.text == "Ward meets here already; /assembly show says more of it."
    assert "How Depot" in await settings_in(talk, ROOM)


async def settings_in(talk: Talk, room: Address) -> str:
    await say(talk, "assembly settings", room, SPACE)
    return talk.text


async def test_nobody_founds_an_assembly_in_a_direct_room(talk: Talk) -> None:
    await say(talk, "assembly found Depot", Address("matrix", "!direct:example.org"), private=True)
    assert talk.text.startswith("Nobody else can come in here.")


async def test_leaving_is_not_said_aloud(talk: Talk) -> None:
    await say(talk, "assembly found Depot", ROOM, SPACE)
    for line in ("member leave sure:yes", "member forget-me sure:yes"):
        await say(talk, line, ROOM, SPACE)
        assert talk.text.startswith("Others could read that, so it does not count")
    assert len(await rows(talk.app, sa.select(members.c.id).where(members.c.left_at.is_(None)))) == 1
