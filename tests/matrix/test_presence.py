"""Who was put out of a room, or came late, gets no further alone with the bot than in the room."""

from __future__ import annotations

import re

from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import BotStarts, JsEnters
from tests.matrix.person import JsPerson
from tests.matrix.test_votes import assembled

NOT_THERE = "I don't find you where this assembly meets"
BEFORE_THEY_JOINED = "Voting on motion 1 began before you joined"


async def alone_with(person: JsPerson, moot: BotProcess) -> str:
    """A room for a person and the bot alone."""
    room = await person.create(direct=True, invite=[moot.user_id], open=False)
    await person.wait(room, "I am Folkmoot", sender=moot.user_id)
    return room


async def test_who_was_kicked_votes_no_more_in_the_direct_room(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await assembled(ana, moot, [ben])
    await ben.send(room, "!motion propose Buy a kettle seconds:0")
    vote = await ana.wait(room, "vote until", sender=moot.user_id)
    alone = await alone_with(ben, moot)
    await ben.send(alone, "!vote 1 for")
    await ana.wait(room, "For +█+░* +1\n", replaces=vote.id)
    await ana.kick(room, ben.user_id)
    await ana.send(room, "!vote 1 abstain")
    await ana.wait(room, "Abstain +█+░* +1\n", replaces=vote.id)
    for line in ("!vote 1 against", "!motion show 1"):
        said = await ben.send(alone, line)
        refused = await ben.wait(alone, NOT_THERE, sender=moot.user_id, relates=said)
        assert "kettle" not in refused.body
    await ana.send(room, "!vote 1 for")
    await ana.wait(room, "For +█+░* +2\nAgainst +░* +0\n", replaces=vote.id)


async def test_who_came_late_is_refused_in_the_direct_room_as_in_the_room(
    js: JsEnters, start_bot: BotStarts
) -> None:
    moot, ana, late = await start_bot(), await js("ana"), await js("late")
    room = await assembled(ana, moot, [])
    alone = await alone_with(late, moot)
    enrolled = await ana.send(room, f"!member enrol {late.user_id}")
    await ana.wait(room, sender=moot.user_id, relates=enrolled)
    await ana.send(room, "!motion propose Buy a kettle seconds:0")
    vote = await ana.wait(room, "vote until", sender=moot.user_id)
    await late.join(room)
    in_room = await late.send(room, "!vote 1 for")
    await late.wait(room, BEFORE_THEY_JOINED, sender=moot.user_id, relates=in_room)
    said = await late.send(alone, "!vote 1 for")
    await late.wait(alone, BEFORE_THEY_JOINED, sender=moot.user_id, relates=said)
    await ana.send(room, "!vote 1 against")
    card = await ana.wait(room, "Against +█+░* +1\n", replaces=vote.id)
    assert re.search("For +░* +0\n", card.body), "who came late is in no count"


async def test_who_manages_one_room_founds_there_and_not_over_the_space(
    js: JsEnters, start_bot: BotStarts
) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    space, room = await ana.create(invite=[moot.user_id]), await ben.create(invite=[moot.user_id])
    await ben.wait(room, "I am Folkmoot", sender=moot.user_id)
    await ana.wait(space, "I am Folkmoot", sender=moot.user_id)
    server = ana.user_id.partition(":")[2]
    await ana.request("PUT", f"/rooms/{space}/state/m.space.child/{room}", {"via": [server]})
    await ben.join(space)
    said = await ben.send(room, "!assembly found Depot")
    no = await ben.wait(room, sender=moot.user_id, relates=said)
    assert "Only someone whom this network lets manage" in no.body
    await ben.send(room, "!assembly found Depot where:here")
    founded = await ben.wait(room, "is founded", sender=moot.user_id)
    assert "Depot is founded" in founded.body
