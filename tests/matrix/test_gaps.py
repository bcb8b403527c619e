"""Where nio falls short, and where the bot was away: nothing that people did is lost.

Each test of the five weak spots shows first what nio alone makes of the case.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import nio
import pytest

from bot.api.card import Card
from bot.api.people import Address
from bot.platforms import Refused
from tests.matrix.conftest import BareEnters, FaceStarts, JsEnters, NioEnters
from tests.matrix.person import BarePerson, JsPerson
from tests.matrix.running import RunningFace
from tests.matrix.test_talking import call_oneself, welcome

MANY = 300
GAP = 150
"""More than a server gives in one answer."""
VOTE = Card(title=("Kettle",), reactions=("✅", "❌"))


async def react_much(person: BarePerson, room: str, message: str, count: int = MANY) -> None:
    """Puts many different reactions under a message, eight at a time."""
    marks = iter(range(count))

    async def some() -> None:
        for mark in marks:
            await person.react(room, message, f"mark {mark}")

    await asyncio.gather(*(some() for _ in range(8)))


async def assembled(ana: JsPerson, ben: BarePerson, moot: RunningFace, **how: Any) -> tuple[str, str]:
    """A room with all three, and a card in it."""
    room = await welcome(ana, moot, **how)
    await ben.join(room)
    await ana.wait(room, type="m.room.member", sender=ben.user_id)
    return room, await moot.send(room, VOTE)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_spot_1_withdrawal_with_a_null_reason_counts(
    js: JsEnters, bare: BareEnters, start_face: FaceStarts, version: str
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await bare("ben")
    room, message = await assembled(ana, ben, moot, version=version, encrypted=True)
    reaction = await ben.react(room, message, "✅")
    withdrawal = await ben.redact(room, reaction)
    await moot.door.until(lambda: len(moot.door.reactions) == 2)
    told = [(r.mark, r.added, r.by_owner) for r in moot.door.reactions]
    assert told == [("✅", True, True), ("✅", False, True)]
    source = await ana.request("GET", f"/rooms/{room}/event/{withdrawal}")
    assert not isinstance(nio.Event.parse_event(source), nio.RedactionEvent)
    assert await moot.face.reactions(Address("matrix", room), message) == []
    await moot.face.seed(Address("matrix", room), message, ("1️⃣", "✅"))
    async with asyncio.timeout(60):
        while await marks_in(ben, room) != ["1️⃣", "✅"]:
            continue


async def marks_in(person: BarePerson, room: str) -> list[str]:
    """Which emoji stand in a room, whoever put them there."""
    told = await person.request("GET", f"/rooms/{room}/messages?dir=b&limit=100")
    relations = (event["content"].get("m.relates_to") or {} for event in told["chunk"])
    return sorted(relation["key"] for relation in relations if "key" in relation)


async def test_spot_2_a_burst_while_live_is_heard_whole(
    js: JsEnters, bare: BareEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await bare("ben")
    room, message = await assembled(ana, ben, moot)
    await react_much(ben, room, message)
    await moot.door.until(lambda: len({r.mark for r in moot.door.reactions}) == MANY)
    assert len(moot.door.reactions) == MANY
    assert len(await moot.face.reactions(Address("matrix", room), message)) == MANY


async def test_spot_2_a_gap_is_filled_in_order(
    js: JsEnters, bare: BareEnters, nio_person: NioEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await bare("ben")
    watcher = await nio_person("watcher")
    room, message = await assembled(ana, ben, moot, encrypted=True)
    await watcher.join(room)
    await watcher.stop()
    await moot.stop()
    stopped = datetime.now(UTC)
    said = await ana.send(room, "!vote 12 for")
    await react_much(ben, room, message, GAP)
    taken = await ben.react(room, message, "✅")
    await ben.redact(room, taken)
    told = await watcher.client.sync(timeout=0)
    assert told.rooms.join[room].timeline.limited
    assert len(told.rooms.join[room].timeline.events) < GAP  # nio alone stops here
    await moot.start()
    await moot.door.until(lambda: len(moot.door.reactions) >= GAP and moot.door.acts)
    assert len({r.event for r in moot.door.reactions}) == GAP
    assert [(act.line, act.event) for act in moot.door.acts] == [("vote 12 for", said)]
    times = [r.at for r in moot.door.reactions]
    assert all(at is not None and stopped - timedelta(seconds=5) < at <= datetime.now(UTC) for at in times)


async def test_spot_3_creators_of_version_12_stand_above_all(
    js: JsEnters, nio_person: NioEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await nio_person("ben")
    rooms = {version: await welcome(ana, moot, version=version) for version in ("11", "12")}
    for room in rooms.values():
        await ben.join(room)
        place = Address("matrix", room)
        assert await moot.face.manages(Address("matrix", ana.user_id), place)
        assert not await moot.face.manages(Address("matrix", ben.user_id), place)
        assert not await moot.face.manages(Address("matrix", "@nobody:moot.test"), place)
    levels = {v: ben.client.rooms[room].power_levels.get_user_level(ana.user_id) for v, room in rooms.items()}
    assert levels == {"11": 100, "12": 0}  # so says nio


@pytest.mark.parametrize("version", ["11", "12"])
async def test_spot_4_the_device_is_signed_by_its_owner(
    js: JsEnters, nio_person: NioEnters, start_face: FaceStarts, version: str
) -> None:
    moot, ana, ben = await start_face(), await js("ana", strict=True), await nio_person("ben")
    room = await welcome(ana, moot, version=version, encrypted=True)
    await ben.join(room)
    assert await ana.trust(moot.user_id, moot.device_id)
    assert not await ana.trust(ben.user_id, ben.login.device_id)
    await ana.send(room, "!motion list")
    answer = await ana.wait(room, "You said motion list", sender=moot.user_id)
    assert (answer.decrypted, answer.shield) == (True, "none")
    await ben.send(room, "From nio alone")
    assert (await ana.wait(room, undecrypted=True, sender=ben.user_id)).failure


async def test_spot_5_unreadable_relations_are_an_answer_and_no_crash(
    js: JsEnters, nio_person: NioEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await nio_person("ben")
    room = await ana.create(open=False)
    said = await ana.send(room, "Hm")
    with pytest.raises(AttributeError):
        async for _ in ben.client.room_get_event_relations(room, said):
            pass
    with pytest.raises(Refused) as refused:
        await moot.face.reactions(Address("matrix", room), said)
    assert refused.value.room_gone


async def test_relations_are_read_to_the_last_page(
    js: JsEnters, bare: BareEnters, start_face: FaceStarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.matrix.marks.PAGE", 2)
    moot, ana, ben = await start_face(), await js("ana"), await bare("ben")
    room, message = await assembled(ana, ben, moot)
    for mark in "abcde":
        await ben.react(room, message, mark)
    await ana.react(room, message, "a")
    standing = await moot.face.reactions(Address("matrix", room), message)
    assert sorted((one.account.id == ben.user_id, one.mark) for one in standing) == [
        (False, "a"),
        *((True, mark) for mark in "abcde"),
    ]


async def test_reactions_of_those_who_left_do_not_stand(
    js: JsEnters, bare: BareEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await bare("ben")
    room, message = await assembled(ana, ben, moot)
    await ben.react(room, message, "✅")
    await ana.react(room, message, "❌")
    await moot.door.until(lambda: len(moot.door.reactions) == 2)
    await ana.kick(room, ben.user_id)
    await moot.door.until(lambda: moot.door.leavers)
    standing = await moot.face.reactions(Address("matrix", room), message)
    assert [(one.account.id, one.mark) for one in standing] == [(ana.user_id, "❌")]
    both = [Address("matrix", user) for user in (ana.user_id, ben.user_id)]
    assert await moot.face.absent([Address("matrix", room)], both) == {both[1]}


async def test_a_moderators_hand_is_told_apart(
    js: JsEnters, bare: BareEnters, start_face: FaceStarts
) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await bare("ben")
    room, message = await assembled(ana, ben, moot)
    reaction = await ben.react(room, message, "✅")
    await moot.stop()
    await moot.start()  # which emoji it was is remembered, though the server empties it
    await ana.redact(room, reaction)
    await moot.door.until(lambda: any(not r.added for r in moot.door.reactions))
    gone = moot.door.reactions[-1]
    assert (gone.account.id, gone.mark, gone.by_owner) == (ben.user_id, "✅", False)


async def test_a_new_name_is_no_new_arrival(js: JsEnters, bare: BareEnters, start_face: FaceStarts) -> None:
    moot, ana, ben = await start_face(), await js("ana"), await js("ben", crypto=False)
    room = await welcome(ana, moot)
    await ben.join(room)
    arrived = await ana.wait(room, type="m.room.member", sender=ben.user_id)
    for name in ("Ben", "Benny"):
        await call_oneself(ben, ana, room, name)

    async def since() -> datetime:
        count = len(moot.door.acts)
        await ben.send(room, "!motion list")
        await moot.door.until(lambda: len(moot.door.acts) > count)
        return moot.door.acts[-1].since

    live = await since()
    await moot.stop()
    await moot.start()
    walked_back = await since()
    event = await ana.request("GET", f"/rooms/{room}/event/{arrived.id}")
    claimed = datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC)
    assert walked_back == claimed
    assert timedelta() <= live - claimed < timedelta(seconds=5)
    await ana.kick(room, ben.user_id)
    await ben.request("POST", f"/join/{room}", {})
    assert await since() > live
