"""What the bot hears, and how it answers."""

from __future__ import annotations

from typing import Any

import pytest

from bot.api.card import Card, Data, Line, Name
from bot.api.invocation import Answer
from bot.api.people import Address
from tests.matrix.conftest import FaceStarts, JsEnters, NioEnters
from tests.matrix.door import card
from tests.matrix.person import JsPerson
from tests.matrix.running import RunningFace

ROOMS = pytest.mark.parametrize(
    ("version", "encrypted"),
    [("11", False), ("11", True), ("12", False), ("12", True)],
    ids=["11-plain", "11-encrypted", "12-plain", "12-encrypted"],
)


async def welcome(person: JsPerson, moot: RunningFace, **how: Any) -> str:
    """A room that the person made and asked the bot into; returns once it has greeted."""
    room = await person.create(invite=[moot.user_id], **how)
    await person.wait(room, "I am Folkmoot", sender=moot.user_id)
    return room


async def call_oneself(person: JsPerson, witness: JsPerson, room: str, name: str) -> None:
    """Takes another name; returns once the room knows it."""
    before = await witness.send(room, f"What are you called, {person.user_id}?")
    await person.request("PUT", f"/profile/{person.user_id}/displayname", {"displayname": name})
    await witness.wait(room, type="m.room.member", sender=person.user_id, after=before)


@ROOMS
async def test_answers_commands_of_every_form(
    js: JsEnters, start_face: FaceStarts, version: str, encrypted: bool
) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    room = await welcome(ana, moot, version=version, encrypted=encrypted)
    local = moot.user_id[1:].split(":")[0]
    pill = f'<a href="https://matrix.to/#/{moot.user_id}">Moot</a>: motion list'
    forms: list[tuple[str, dict[str, Any]]] = [
        ("!motion list", {}),
        ("/motion list", {}),
        (f"{local}: motion list", {}),
        ("Moot: motion list", {"html": pill, "mention": [moot.user_id]}),
    ]
    for body, how in forms:
        said = await ana.send(room, body, **how)
        answer = await ana.wait(room, "You said motion list", sender=moot.user_id, relates=said)
        assert answer.msgtype == "m.notice"
        assert answer.content["m.mentions"] == {}
        assert (answer.encrypted, answer.shield) == (encrypted, "none" if encrypted else None)
    assert [act.line for act in moot.door.acts] == ["motion list"] * 4
    assert not moot.door.acts[0].room.private


@ROOMS
async def test_hears_people_at_nio(
    js: JsEnters, nio_person: NioEnters, start_face: FaceStarts, version: str, encrypted: bool
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await nio_person("ben")
    room = await welcome(ana, moot, version=version, encrypted=encrypted)
    await ben.join(room)
    await moot.door.until(lambda: True)
    await ana.wait(room, type="m.room.member", sender=ben.user_id)
    said = await ben.send(room, "!vote 12 for")
    answer = await ben.wait(room, "You said vote 12 for", sender=moot.user_id)
    assert answer.relation["m.in_reply_to"]["event_id"] == said
    assert answer.decrypted == encrypted


async def test_direct_room_is_private_and_takes_bare_lines(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot, direct=True, encrypted=True)
    await ana.send(room, "Thursday 18:00")
    await moot.door.until(lambda: moot.door.acts)
    heard = moot.door.acts[0]
    assert (heard.line, heard.bare, heard.room.private) == ("Thursday 18:00", True, True)
    assert heard.since <= heard.at  # type: ignore[operator]


async def test_speaks_only_when_spoken_to(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(ghosts=["@_discord_*", "@ghost*"]), await js("ana")
    ghost = await js("ghost", crypto=False)
    room = await welcome(ana, moot)
    await ghost.join(room)
    await ana.send(room, "Good morning, all")
    await ana.send(room, "!weather Berlin")
    await ana.send(room, "!motion list", msgtype="m.notice")
    await ghost.send(room, "!motion list")
    said = await ana.send(room, "!motion list")
    await ana.wait(room, "You said motion list", relates=said)
    assert [(act.account.id, act.event) for act in moot.door.acts] == [(ana.user_id, said)]


async def test_reply_fallback_is_no_part_of_the_command(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    first = await ana.send(room, "Shall we vote?")
    await ana.send(room, f"> <{ana.user_id}> Shall we vote?\n\n!vote 12 for", reply_to=first)
    await ana.wait(room, "You said vote 12 for")
    assert [act.line for act in moot.door.acts] == ["vote 12 for"]


async def test_edits_are_not_read(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot, encrypted=True)
    moot.door.answer = lambda act: Answer(card("I don't read edits" if act.edited else "Done"), ok=False)
    said = await ana.send(room, "Good morning")
    changed = await ana.edit(room, said, "!motion list")
    answer = await ana.wait(room, "I don't read edits", sender=moot.user_id)
    assert answer.relation["m.in_reply_to"]["event_id"] == changed
    assert [(act.line, act.edited) for act in moot.door.acts] == [("motion list", True)]


async def test_answers_in_the_thread(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    root = await ana.send(room, "About the kettle")
    await ana.send(room, "!motion list", thread=root)
    answer = await ana.wait(room, "You said motion list")
    assert (answer.relation["rel_type"], answer.relation["event_id"]) == ("m.thread", root)


async def test_an_answer_for_one_alone_waits_for_the_open_chat(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    moot.door.answer = lambda act: Answer(card(f"For you alone: {act.line}"), private=True)
    said = await ana.send(room, "!now")
    told = await ana.wait(room, "Open a chat with me", relates=said)
    assert f"https://matrix.to/#/{moot.user_id}" in told.body
    direct = await welcome(ana, moot, direct=True, encrypted=True)
    assert (await ana.wait(direct, "For you alone: now")).decrypted
    await ana.send(room, "!now again")
    await ana.wait(direct, "For you alone: now again")
    assert all("For you alone" not in one.body for one in await ana.messages(room, "m.room.message"))


async def test_what_is_done_in_a_room_is_answered_there(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    moot.door.answer = lambda act: Answer(card(f"Done: {act.line}"), private=True)
    for line in ("vote 12 for", "help"):
        said = await ana.send(room, f"!{line}")
        assert (await ana.wait(room, relates=said)).body == f"Done: {line}"
    moot.door.answer = lambda act: Answer(card("That is no time"), ok=False, private=True)
    said = await ana.send(room, "!now then")
    assert (await ana.wait(room, relates=said)).body == "That is no time"


async def test_what_a_whole_room_writes_is_nodded_at(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot, encrypted=True)
    moot.door.answer = lambda act: Answer(card("You are here"), silent=True, nod=True, private=True)
    said = await ana.send(room, "!vote 12 for")
    nod = await ana.wait(room, type="m.reaction", sender=moot.user_id, relates=said)
    assert nod.relation["key"] == "✔️"
    assert all("You are here" not in one.body for one in await ana.messages(room, "m.room.message"))


async def test_texts_come_out_harmless(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    text = "@room <b>fire</b> **bold**\u202egnorw\x07 &amp;"
    moot.door.answer = lambda act: Answer(Card(blocks=(Line((Data(text),)),)))
    await ana.send(room, "!motion list")
    shown = await ana.wait(room, "fire", sender=moot.user_id)
    assert shown.body == "@\u2060room <b>fire</b> **bold**gnorw &amp;"
    assert shown.html == "@\u2060room &lt;b&gt;fire&lt;/b&gt; **bold**gnorw &amp;amp;"
    assert shown.content["m.mentions"] == {}


async def test_names_are_the_rooms_own(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await js("ben", crypto=False)
    room = await welcome(ana, moot)
    await ben.join(room)
    await call_oneself(ana, ana, room, "Ana @room")
    await call_oneself(ben, ana, room, "Ben\u202e <i>")
    stranger = Address("matrix", "@nobody:elsewhere.test")
    people = [Name(1, Address("matrix", p.user_id)) for p in (ana, ben)]
    moot.door.answer = lambda act: Answer(
        Card(blocks=(Line((people[0], " | ", people[1], " | ", Name(3, stranger), " | ", Name(4))),))
    )

    async def shown() -> str:
        said = await ana.send(room, "!motion list")
        return (await ana.wait(room, sender=moot.user_id, relates=said)).body

    assert await shown() == "Ana @\u2060room | Ben <i> | nobody | a member"
    await call_oneself(ben, ana, room, "ana @room")
    assert f"ana @\u2060room ({ben.user_id})" in await shown()
