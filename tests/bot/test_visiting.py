"""Who is on no roll and alone with the bot acts for the assembly where they are."""

from __future__ import annotations

import pytest

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.api.speech import Features
from tests.talk import RecordingFace, Talk

ROOM, OTHER = Address("matrix", "!room:example.org"), Address("matrix", "!other:example.org")
DIRECT = Address("matrix", "!direct:example.org")


@pytest.fixture
def face() -> RecordingFace:
    return RecordingFace("matrix", Features("!", reactions=True))


async def say(talk: Talk, who: str, line: str, room: Address = DIRECT) -> None:
    account = Address("matrix", f"@{who}:example.org")
    talk.answer = await talk.app.door.act(Invocation(account, Room(room, (room,), room == DIRECT), line=line))
    await talk.app.door.settled("matrix")


async def test_a_stranger_means_the_assembly_in_whose_room_they_are(talk: Talk, face: RecordingFace) -> None:
    await say(talk, "ana", "assembly found Depot", ROOM)
    await say(talk, "dara", "assembly show")
    assert talk.text.startswith("Depot")
    face.outside.add("@eli:example.org")
    await say(talk, "eli", "assembly show")
    assert "Depot" not in talk.text


async def test_of_two_the_stranger_says_which(talk: Talk) -> None:
    await say(talk, "ana", "assembly found Depot", ROOM)
    await say(talk, "ana", "assembly found Ward", OTHER)
    await say(talk, "dara", "assembly show")
    assert "Depot" in talk.text and "Ward" in talk.text
    assert talk.answer is not None and not talk.answer.ok
    await say(talk, "dara", "Ward: assembly show")
    assert talk.answer.ok and talk.text.startswith("Ward")
    assert "Depot" not in talk.text


async def test_whoever_is_in_one_assembly_may_name_another_in_whose_room_they_are(
    talk: Talk, face: RecordingFace
) -> None:
    await say(talk, "ana", "assembly found Depot", ROOM)
    await say(talk, "eva", "assembly found Ward", OTHER)
    await say(talk, "ana", "Ward: assembly show")
    assert talk.text.startswith("Ward")
    await say(talk, "ana", "ward: motion propose Buy a kettle")
    assert talk.answer is not None and talk.answer.ok and talk.answer.assembly == 2
    await say(talk, "ana", "motion propose To what: ward: or whom")
    assert talk.answer.assembly == 1 or "several assemblies" in talk.text
    face.outside.add("@fay:example.org")
    await say(talk, "fay", "Ward: assembly show")
    assert "Ward" not in talk.text.replace("“Ward", ""), "who is not there learns nothing"
