"""Words and marks that others should not have seen: taken away where the bot may, and never repeated."""

from __future__ import annotations

import re

import pytest

from bot.api.card import Card, Chat, Line
from bot.api.invocation import Answer
from tests.matrix.conftest import BotStarts, FaceStarts, JsEnters
from tests.matrix.door import card
from tests.matrix.person import JsPerson
from tests.matrix.running import RunningFace
from tests.matrix.test_talking import welcome
from tests.matrix.test_votes import assembled, posts

OVERHEARD = Answer(
    Card(blocks=(Line(("Others could read that: ", Chat("a chat with me"))),)), False, hush=True
)
TELLING = re.compile(r"\b(against|not carried)\b", re.IGNORECASE)


async def shared(moot: RunningFace, ana: JsPerson, ben: JsPerson, *, power: int) -> str:
    """A room of three in which the bot may take things away, or may not."""
    room = await welcome(ana, moot, encrypted=True)
    await ben.join(room)
    await ana.power(room, moot.user_id, power)
    moot.door.answer = lambda act: Answer(card("Done")) if act.room.private else OVERHEARD
    moot.door.react_answer = lambda reaction: OVERHEARD if reaction.added else None
    return room


async def gone(person: JsPerson, room: str, moot: RunningFace, event: str) -> None:
    """Returns once the bot has taken an event away."""
    told = await person.wait(room, type="m.room.redaction", sender=moot.user_id)
    assert told.content.get("redacts", event) == event
    kept = await person.request("GET", f"/rooms/{room}/event/{event}")
    assert "redacted_because" in kept["unsigned"]


async def test_with_the_power_it_is_taken_away(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await js("ben", crypto=False)
    room = await shared(moot, ana, ben, power=50)
    said = await ana.send(room, "!vote 12 against")
    answer = await ana.wait(room, "Others could read that", sender=moot.user_id, relates=said)
    assert f"https://matrix.to/#/{moot.user_id}" in answer.body
    assert f'a chat with me (<a href="https://matrix.to/#/{moot.user_id}">{moot.user_id}</a>)' in answer.html
    assert "remove it yourself" not in answer.body
    await gone(ben, room, moot, said)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_without_the_power_its_author_is_asked_to(
    js: JsEnters, start_face: FaceStarts, version: str
) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot, version=version)
    moot.door.answer = lambda act: OVERHEARD
    said = await ana.send(room, "!vote 12 against")
    answer = await ana.wait(room, "Please remove it yourself", sender=moot.user_id, relates=said)
    assert not TELLING.search(answer.body)
    kept = await ana.request("GET", f"/rooms/{room}/event/{said}")
    assert "redacted_because" not in kept.get("unsigned", {})


async def test_an_edit_goes_and_what_was_said_before_stays(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await js("ben", crypto=False)
    room = await shared(moot, ana, ben, power=50)
    said = await ana.send(room, "Good morning")
    changed = await ana.edit(room, said, "!vote 12 against")
    await ana.wait(room, "Others could read that", sender=moot.user_id, relates=changed)
    await gone(ben, room, moot, changed)
    kept = await ana.request("GET", f"/rooms/{room}/event/{said}")
    assert "redacted_because" not in kept.get("unsigned", {})


async def test_a_mark_goes_and_the_way_to_the_open_chat_is_told_there(
    js: JsEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await js("ben", crypto=False)
    room = await shared(moot, ana, ben, power=50)
    direct = await welcome(ana, moot, direct=True, encrypted=True)
    under = await ana.send(room, "A card")
    mark = await ana.react(room, under, "❌")
    told = await ana.wait(direct, "Others could read that", sender=moot.user_id)
    assert f"https://matrix.to/#/{direct}?via=" in told.body
    await gone(ben, room, moot, mark)


async def test_a_vote_that_nobody_is_to_see(js: JsEnters, start_bot: BotStarts) -> None:
    moot, ana, ben = await start_bot(), await js("ana"), await js("ben")
    room = await assembled(ana, moot, [ben], version="11")
    await ana.power(room, moot.user_id, 50)
    await ana.send(room, "!motion propose Buy a kettle votes:open-at-end closes:1h")
    await ana.wait(room, "a draft", sender=moot.user_id)
    await ben.send(room, "!motion second 1")
    vote = await ana.wait(room, "vote until", sender=moot.user_id)
    assert "Nobody sees the count until the close." in vote.body
    assert f"Vote where we are alone: open a chat with me (https://matrix.to/#/{moot.user_id})" in vote.body
    said = await ben.send(room, "!vote 1 against")
    answer = await ben.wait(room, "Others could read that", sender=moot.user_id, relates=said)
    assert not TELLING.search(answer.body)
    await ana.wait(room, type="m.room.redaction", sender=moot.user_id)

    direct = await welcome_to(ben, moot.user_id)
    await ben.send(direct, "!motion show 1")
    shown = await ben.wait(direct, "Buy a kettle", sender=moot.user_id)
    line = re.search(r"\[Against\] (!.*)", shown.body)
    assert line is not None
    await ben.send(direct, line[1])
    await ben.wait(direct, "Your vote on motion 1: Against.", sender=moot.user_id)
    await ana.wait(room, "1 has voted.", sender=moot.user_id, replaces=vote.id)
    await ben.send(direct, "!vote 1 for")
    await ben.wait(direct, "Your vote on motion 1: For.", sender=moot.user_id)
    assert not any(TELLING.search(post.body) for post in await posts(ana, room, moot, "."))
    marks = [seen for seen in await ana.messages(room, "m.reaction") if seen.sender == moot.user_id]
    assert marks == []


async def welcome_to(person: JsPerson, user: str) -> str:
    """The room where a person and the bot are alone."""
    room = await person.create(invite=[user], direct=True, encrypted=True)
    await person.wait(room, "I am Folkmoot", sender=user)
    return room
