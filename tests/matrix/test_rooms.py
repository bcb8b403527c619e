"""Coming into rooms, being put out of them, following them, and what is sent there."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.api.card import Bar, Bars, Button, Card, Quote
from bot.api.people import Address
from bot.platforms import Refused, Unreachable
from bot.platforms.matrix.check import check
from tests.matrix.conftest import FaceStarts, JsEnters
from tests.matrix.door import card
from tests.matrix.person import JsPeople
from tests.matrix.synapse import Synapse
from tests.matrix.test_talking import welcome


async def test_greets_once_where_it_was_invited(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot, encrypted=True)
    await moot.stop()
    await moot.start()
    said = await ana.send(room, "!motion list")
    await ana.wait(room, "You said", relates=said)
    greetings = [m for m in await ana.messages(room, "m.room.message") if "I am Folkmoot" in m.body]
    assert [len(m.body.split("\n")) for m in greetings] == [3]
    assert moot.door.back == [Address("matrix", room)]


async def test_takes_invitations_only_from_whom_it_may(js: JsEnters, start_face: FaceStarts) -> None:
    ana, ben = await js("ana"), await js("ben", crypto=False)
    moot = await start_face(invite_from=[ana.user_id, "*:elsewhere.test"])
    not_taken = await ben.create(invite=[moot.user_id])
    taken = await welcome(ana, moot)
    assert moot.user_id in await ana.members(taken)
    assert moot.user_id not in await ben.members(not_taken)


async def test_what_was_said_before_it_came_was_not_said_to_it(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    shared = {"type": "m.room.history_visibility", "content": {"history_visibility": "shared"}}
    room = await ana.create(state=[shared])
    await ana.send(room, "!vote 1 for")
    await ana.invite(room, moot.user_id)
    await ana.wait(room, "I am Folkmoot")
    said = await ana.send(room, "!motion list")
    await ana.wait(room, "You said", relates=said)
    assert [act.line for act in moot.door.acts] == ["motion list"]


async def test_being_put_out_is_told(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    await ana.kick(room, moot.user_id)
    await moot.door.until(lambda: moot.door.gone)
    assert moot.door.gone == [Address("matrix", room)]
    with pytest.raises(Refused) as refused:
        await moot.send(room, card("Anyone?"))
    assert refused.value.room_gone
    await ana.invite(room, moot.user_id)
    await moot.door.until(lambda: len(moot.door.back) == 2)


async def test_being_put_out_while_away_is_told(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    await moot.stop()
    await ana.kick(room, moot.user_id)
    await moot.start()
    await moot.door.until(lambda: moot.door.gone)
    assert moot.door.gone == [Address("matrix", room)]


@pytest.mark.parametrize("open_door", [True, False], ids=["open", "by-invitation"])
async def test_follows_a_room_that_was_upgraded(
    js: JsEnters, start_face: FaceStarts, open_door: bool
) -> None:
    ana = await js("ana")
    moot = await start_face(invite_from=[ana.user_id])
    room = await welcome(ana, moot, version="11", open=open_door)
    told = await ana.request("POST", f"/rooms/{room}/upgrade", {"new_version": "12"})
    fresh = told["replacement_room"]
    if not open_door:
        await ana.invite(fresh, moot.user_id)
    await moot.door.until(lambda: moot.door.moved)
    assert moot.door.moved == [(Address("matrix", room), Address("matrix", fresh))]
    said = await ana.send(fresh, "!motion list")
    await ana.wait(fresh, "You said motion list", relates=said)
    await moot.stop()
    await moot.start()
    assert len(moot.door.moved) == 1
    assert all("I am Folkmoot" not in m.body for m in await ana.messages(fresh, "m.room.message"))


async def test_a_space_is_a_place_only_by_its_own_word(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await js("ben")
    room = await welcome(ben, moot)
    space = await welcome(ana, moot)
    server = room.partition(":")[2] or "moot.test"
    await ben.request("PUT", f"/rooms/{room}/state/m.space.parent/{space}", {"via": [server]})
    await ben.send(room, "!motion list")
    await moot.door.until(lambda: moot.door.acts)
    assert [place.id for place in moot.door.acts[-1].room.chain] == [room]
    await ana.request("PUT", f"/rooms/{space}/state/m.space.child/{room}", {"via": [server]})
    await ana.send(space, "!motion list")
    await moot.door.until(lambda: len(moot.door.acts) == 2)
    await ben.send(room, "!motion list")
    await moot.door.until(lambda: len(moot.door.acts) == 3)
    assert [place.id for place in moot.door.acts[-1].room.chain] == [room, space]


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_a_card_is_sent_once_edited_found_and_missed(
    js: JsEnters, start_face: FaceStarts, encrypted: bool
) -> None:
    moot, ana = await start_face(), await js("ana", strict=True)
    room = await welcome(ana, moot, encrypted=encrypted)
    bars = Bars((Bar("For", "8", 0.8), Bar("Against", "2", 0.2)))
    second = Button("Second", "motion second", {"number": 12})
    vote = Button("For", "motion vote", {"number": 12, "choice": "for"}, emoji="✅")
    shown = Card(title=("Kettle",), blocks=(bars,), buttons=(second, vote), reactions=("✅",))
    began = datetime.now(UTC)
    message = await moot.send(room, shown, key="a" * 20)
    await moot.stop()
    await moot.start()
    assert await moot.send(room, shown, key="a" * 20) == message
    seen = await ana.wait(room, "Kettle")
    assert seen.body == "Kettle\nFor      ████████░░  8\nAgainst  ██░░░░░░░░  2\n[Second] !motion second 12"
    assert "[Second] <code>!motion second 12</code>" in seen.html
    assert (await ana.wait(room, type="m.reaction", sender=moot.user_id)).relation["key"] == "✅"
    assert len([m for m in await ana.messages(room, "m.room.message") if "Kettle" in m.body]) == 1
    assert await moot.find(room, "a" * 20, began) == message
    assert await moot.find(room, "b" * 20, began - timedelta(hours=1)) is None
    for words in ("Closed", "\U0001f5f3" * 4000, "Ж" * 16_000):  # as long as a text may be, and longer
        await moot.face.edit(Address("matrix", room), message, Card(blocks=(Quote(words),)), 1)
        seen = await ana.wait(room, replaces=message, after=seen.id)
        assert seen.content["m.new_content"]["body"] == f"> {words}"
    await ana.redact(room, message)
    with pytest.raises(Refused) as refused:
        await moot.face.edit(Address("matrix", room), message, card("Closed again"), 1)
    assert not refused.value.room_gone


async def test_direct_messages_wait_for_an_open_chat(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    await welcome(ana, moot)
    with pytest.raises(Refused, match="no open chat"):
        await moot.send(ana.user_id, card("Psst"), direct=True)
    direct = await welcome(ana, moot, direct=True, encrypted=True)
    await moot.send(ana.user_id, card("Psst"), direct=True)
    assert (await ana.wait(direct, "Psst")).decrypted


async def test_default_limits_are_kept_to(
    js_people: JsPeople, strict_synapse: Synapse, start_face: FaceStarts
) -> None:
    moot = await start_face(strict_synapse.register("moot"))
    ana = await js_people.login(strict_synapse.register("ana"))
    room = await welcome(ana, moot)
    keys = [f"{number:020}" for number in range(10)]
    sent = await asyncio.gather(*(moot.send(room, card(f"Card {key}"), key=key) for key in keys))
    assert len(set(sent)) == len(keys)
    await ana.wait(room, f"Card {keys[-1]}")
    shown = [m.body for m in await ana.messages(room, "m.room.message") if m.body.startswith("Card")]
    assert shown == [f"Card {key}" for key in keys]
    await ana.stop()


async def test_before_it_is_connected_nothing_is_lost(start_face: FaceStarts) -> None:
    moot = await start_face()
    await moot.stop()
    with pytest.raises(Unreachable):
        await moot.send("!room:moot.test", card("Too early"))


async def test_events_without_sense_stop_nothing(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ana = await start_face(), await js("ana")
    room = await welcome(ana, moot)
    said = await ana.send(room, "Hm")
    relation = {"rel_type": "m.replace", "event_id": said}
    odd: list[tuple[str, dict[str, object]]] = [
        ("m.room.message", {"msgtype": "m.text", "body": "!vote", "formatted_body": 3}),
        ("m.room.message", {"msgtype": "m.text", "body": "!vote", "m.relates_to": "of course"}),
        (
            "m.room.message",
            {"msgtype": "m.text", "body": "* !vote", "m.new_content": [], "m.relates_to": relation},
        ),
        ("m.room.encrypted", {"algorithm": "none of yours", "ciphertext": {"a": 1}}),
        ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": 5}),
    ]
    for number, (kind, content) in enumerate(odd):
        await ana.request("PUT", f"/rooms/{room}/send/{kind}/odd{number}", content)
    for kind, state in (("m.room.tombstone", {"replacement_room": 5}), ("m.space.child", {"via": "x"})):
        await ana.request("PUT", f"/rooms/{room}/state/{kind}/", dict(state))
    said = await ana.send(room, "!motion list")
    await ana.wait(room, "You said motion list", relates=said)
    assert not moot.ended


async def test_check_names_what_is_wrong(start_face: FaceStarts) -> None:
    moot = await start_face(invite_from=[])
    found = await check(moot.settings, moot.password, None, moot.folder)
    assert [(f.what, f.ok) for f in found if not f.ok] == [("Matrix: invitations", False)]
    wrong = await check(moot.settings, None, moot.password, moot.folder)
    assert any(f.what == "Matrix: log-in" and not f.ok and f.mend for f in wrong)
    nobody = await check(moot.settings, None, None, moot.folder)
    assert [f.ok for f in nobody] == [False]


async def test_a_homeserver_that_falls_and_rises_is_heard_again(
    js_people: JsPeople, strict_synapse: Synapse, start_face: FaceStarts
) -> None:
    moot = await start_face(strict_synapse.register("riser"))
    ana = await js_people.login(strict_synapse.register("witness"), crypto=False)
    room = await welcome(ana, moot)
    caught = moot.door.caught
    await asyncio.to_thread(strict_synapse.kill)
    with pytest.raises(Unreachable):
        await moot.send(room, card("Hello?"), key="c" * 20)
    await asyncio.to_thread(strict_synapse.start)
    await moot.door.until(lambda: moot.door.caught > caught)
    said = await ana.send(room, "!motion list")
    await ana.wait(room, "You said motion list", relates=said)
    await moot.send(room, card("Hello?"), key="c" * 20)
    await ana.wait(room, r"Hello\?")
    await ana.stop()
