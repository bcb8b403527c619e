"""Rooms and spaces of our own on a real homeserver: opened once, found, let into, kept as planned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError

import pytest

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Entrance, RoomPlan, Shape
from bot.platforms import Housing, Refused, Unreachable
from tests.matrix.conftest import FaceStarts, JsEnters, NioEnters
from tests.matrix.door import card
from tests.matrix.person import JsPerson
from tests.matrix.person import Refused as Turned
from tests.matrix.running import RunningFace
from tests.matrix.synapse import Synapse
from tests.matrix.test_talking import welcome

BLOC = RoomPlan("Nurses", "Night shift", entrance=Entrance.OPEN)


def on(*ids: str) -> frozenset[Address]:
    return frozenset(Address("matrix", one) for one in ids)


@dataclass
class Site:
    """A place with what the bot builds there."""

    moot: RunningFace
    place: Address

    @property
    def housing(self) -> Housing:
        found = self.moot.face.housing
        assert found is not None
        return found

    async def build(self, plan: RoomPlan, key: str, above: Address | None = None) -> Address:
        """Opens a room and lets its people in, as the core does."""
        room = await self.housing.open(plan, key * 20, self.place, above)
        await self.fit(plan, room, above)
        return room

    async def fit(
        self, plan: RoomPlan, room: Address, above: Address | None = None
    ) -> Collection[Difference]:
        """Mends what is otherwise; what was."""
        where = (room, self.place, above)
        found = await self.housing.differences(plan, *where)
        assert await self.housing.mend(plan, *where, found) == room
        assert await self.housing.differences(plan, *where) == ()
        return found


async def state(person: JsPerson, room: Address, kind: str, key: str = "") -> dict[str, object]:
    told = await person.request("GET", f"/rooms/{room.id}/state/{kind}/{key}")
    return dict(told)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_a_space_holds_a_space_holds_an_open_room(
    js: JsEnters, start_face: FaceStarts, version: str
) -> None:
    moot, ana, ben = await start_face(room_version=version), await js("ana"), await js("ben", crypto=False)
    place = await welcome(ana, moot, version=version)
    site = Site(moot, Address("matrix", place))
    group = RoomPlan("Depot", shape=Shape.GROUP, entrance=Entrance.OPEN)
    top = await site.build(group, "a")
    health = await site.build(replace(group, name="Health"), "b", top)
    plan = replace(BLOC, people=on(ana.user_id), keepers=on(ana.user_id))
    room = await site.build(plan, "c", health)
    assert len({top, health, room}) == 3
    assert await site.housing.open(plan, "c" * 20, site.place, health) == room
    with pytest.raises(Turned, match="M_FORBIDDEN"):
        await ben.join(room.id)
    await ana.invite(place, ben.user_id)
    await ben.join(place)
    for inner in (top, health, room):
        await ben.join(inner.id)
    await moot.door.until(lambda: (Address("matrix", ben.user_id), room) in moot.door.comers)
    assert await ana.invited(room.id) == room.id
    await ana.join(room.id)
    told = await ana.request("GET", f"/../v1/rooms/{top.id}/hierarchy?max_depth=5")
    assert {one["room_id"] for one in told["rooms"]} == {top.id, health.id, room.id}
    power = await state(ana, room, "m.room.power_levels")
    above_all = {} if version == "12" else {moot.user_id: 100}
    assert power["users"] == {ana.user_id: 50, **above_all}
    assert (await state(ana, room, "m.room.create"))["room_version"] == version


async def standing(js: JsEnters, moot: RunningFace, **how: str) -> tuple[Site, JsPerson]:
    """Ana's plain room as the place where the assembly meets."""
    ana = await js("ana")
    return Site(moot, Address("matrix", await welcome(ana, moot, **how))), ana


async def test_who_knocks_is_told_and_admitted(
    js: JsEnters, nio_person: NioEnters, start_face: FaceStarts
) -> None:
    moot, ben, chi = await start_face(), await nio_person("ben"), await js("chi")
    site, ana = await standing(js, moot)
    plan = RoomPlan("Drivers", entrance=Entrance.ASKED, people=on(ana.user_id))
    room = await site.build(plan, "a")
    with pytest.raises(Turned):
        await ben.join(room.id)
    await ben.client.room_knock(room.id)
    await chi.request("POST", f"/knock/{room.id}", {})
    asked = [(Address("matrix", person.user_id), room) for person in (ben, chi)]
    await moot.door.until(lambda: set(asked) <= set(moot.door.knockers))
    assert await site.fit(plan, room) == ()
    await site.fit(replace(plan, people=on(ana.user_id, ben.user_id)), room)
    await ben.join(room.id)
    await moot.door.until(lambda: asked[0] in moot.door.comers)
    with pytest.raises(Turned):
        await chi.join(room.id)
    # Kept to the plan that does not name him, he is put out; and that is not told as news.
    assert await site.fit(plan, room) == (Difference(Changed.LEAVES, ben.user_id),)
    await ana.join(room.id)
    assert set(await ana.members(room.id)) == {moot.user_id, ana.user_id}
    assert moot.door.leavers == []


async def test_a_closed_room_is_sealed_and_told_of_nowhere(js: JsEnters, start_face: FaceStarts) -> None:
    moot, ben = await start_face(), await js("ben", crypto=False)
    site, ana = await standing(js, moot)
    strict = await js("dara", strict=True)
    group = RoomPlan("Depot", shape=Shape.GROUP, entrance=Entrance.OPEN, people=on(ana.user_id, ben.user_id))
    top = await site.build(group, "a")
    plan = RoomPlan("Room 7", people=on(ana.user_id, strict.user_id), sealed=True)
    room = await site.build(plan, "b", top)
    for person in (ana, strict):
        await person.join(room.id)
    sent = await moot.send(room.id, card("The foreman listens at the door"))
    for person in (ana, strict):
        seen = await person.wait(room.id, "The foreman")
        assert (seen.id, seen.decrypted) == (sent, True)
    await ben.join(top.id)
    told = await ben.request("GET", f"/../v1/rooms/{top.id}/hierarchy")
    assert [one["room_id"] for one in told["rooms"]] == [top.id]
    with pytest.raises(Turned):
        await ben.request("POST", f"/knock/{room.id}", {})
    with pytest.raises(Turned):
        await ben.join(room.id)
    assert (await state(ana, room, "m.room.history_visibility"))["history_visibility"] == "joined"
    # Few are in it, and still it is nobody's chat with the bot.
    await site.fit(replace(plan, people=on(ana.user_id)), room)
    with pytest.raises(Refused, match="no open chat"):
        await moot.send(ana.user_id, card("Psst"), direct=True)
    await site.housing.close(room)
    await moot.door.until(lambda: room.id not in [r.id for r in moot.door.gone])
    with pytest.raises(Turned):
        await ana.members(room.id)
    assert await site.housing.open(plan, "b" * 20, site.place, top) == room


async def test_who_went_by_themselves_is_asked_in_again_only_when_given_it_anew(
    js: JsEnters, start_face: FaceStarts
) -> None:
    moot = await start_face()
    site, ana = await standing(js, moot)
    plan = RoomPlan("Nurses", people=on(ana.user_id))
    room = await site.build(plan, "a")
    await ana.invited(room.id)
    await ana.leave(room.id)
    went = (Address("matrix", ana.user_id), room, False)
    await moot.door.until(lambda: went in moot.door.leavers)
    assert await site.fit(plan, room) == ()
    anew = {Address("matrix", ana.user_id): datetime.now(UTC) + timedelta(seconds=1)}
    assert await site.fit(replace(plan, since=anew), room) == (Difference(Changed.ENTERS, ana.user_id),)
    await ana.join(room.id)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_what_another_hand_changes_is_told_and_mended(
    js: JsEnters, start_face: FaceStarts, version: str
) -> None:
    moot, ben = await start_face(room_version=version), await js("ben", crypto=False)
    site, ana = await standing(js, moot, version=version)
    plan = RoomPlan("Nurses", "Nights", people=on(ana.user_id, ben.user_id), keepers=on(ana.user_id))
    room = await site.build(plan, "a")
    for person in (ana, ben):
        await person.join(room.id)
    with pytest.raises(Turned):
        await ana.power(room.id, ben.user_id, 50)
    await ana.request("PUT", f"/rooms/{room.id}/state/m.room.name/", {"name": "Doctors"})
    await ana.kick(room.id, ben.user_id)
    gone = (Address("matrix", ben.user_id), room, True)
    await moot.door.until(lambda: gone in moot.door.leavers and room in moot.door.changed)
    changed = {Difference(Changed.NAME), Difference(Changed.ENTERS, ben.user_id)}
    where = (room, site.place, None)
    assert set(await site.housing.differences(plan, *where)) == changed
    # Only what is named is mended: the name stays as stewards have let it stand.
    await site.housing.mend(plan, *where, [Difference(Changed.ENTERS, ben.user_id)])
    assert (await state(ana, room, "m.room.name"))["name"] == "Doctors"
    keeps_ben = replace(plan, keepers=on(ben.user_id))
    found = await site.fit(keeps_ben, room)
    assert {Difference(Changed.MAY, ben.user_id, "Moderator")} < set(found)
    assert Difference(Changed.MAY_NOT, ana.user_id, "Moderator") in found
    power = await state(ben, room, "m.room.power_levels") if await ben.join(room.id) is None else {}
    assert power["users"] == {ben.user_id: 50, **({} if version == "12" else {moot.user_id: 100})}


async def test_who_is_raised_in_the_bot_s_own_name_is_told_of(
    js: JsEnters, start_face: FaceStarts, synapse: Synapse
) -> None:
    moot, ben = await start_face(room_version="11"), await js("ben", crypto=False)
    site, _ = await standing(js, moot)
    plan = RoomPlan("Nurses", people=on(ben.user_id))
    room = await site.build(plan, "a")
    await ben.join(room.id)
    operator = synapse.register("operator", admin=True)
    path = f"/_synapse/admin/v1/rooms/{room.id}/make_room_admin"
    before = len(moot.door.changed)
    synapse.request("POST", path, {"user_id": ben.user_id}, operator.token)
    await moot.door.until(lambda: len(moot.door.changed) > before)
    where = (room, site.place, None)
    found = await site.housing.differences(plan, *where)
    assert found == (Difference(Changed.MAY_NOT, ben.user_id, "Admin"),)
    await site.housing.mend(plan, *where, found)


async def test_a_room_is_found_by_its_key_after_a_crash(js: JsEnters, start_face: FaceStarts) -> None:
    moot = await start_face()
    site, ana = await standing(js, moot)
    content = {"org.folkmoot.room": "b" * 20}
    told = await ana.request("POST", "/createRoom", {"creation_content": content, "invite": [moot.user_id]})
    await ana.wait(told["room_id"], "I am Folkmoot", sender=moot.user_id)
    room = await site.housing.open(BLOC, "a" * 20, site.place, None)
    await moot.stop()
    await moot.start()
    assert await site.housing.find("a" * 20, site.place) == room
    assert await site.housing.find("b" * 20, site.place) is None
    assert await site.housing.open(BLOC, "a" * 20, site.place, None) == room


async def test_a_space_that_the_bot_may_not_change_is_named_before_anything_is_opened(
    js: JsEnters, start_face: FaceStarts
) -> None:
    moot, ana = await start_face(), await js("ana")
    told = await ana.request(
        "POST",
        "/createRoom",
        {"creation_content": {"type": "m.space"}, "invite": [moot.user_id], "name": "Us"},
    )
    site = Site(moot, Address("matrix", told["room_id"]))
    await ana.wait(site.place.id, "I am Folkmoot", sender=moot.user_id)
    before = set(await rooms_of(moot))
    with pytest.raises(Refused) as refused:
        await site.housing.open(BLOC, "a" * 20, site.place, None)
    assert refused.value.lacks == ("Manage rooms in this space",)
    assert set(await rooms_of(moot)) == before
    assert moot.face.called(site.place) == "Us"
    await ana.power(site.place.id, moot.user_id, 50)
    await moot.door.until(lambda: site.place in moot.door.changed)
    room = await site.build(BLOC, "a")
    assert (await state(ana, site.place, "m.space.child", room.id))["via"] == ["moot.test"]
    await site.fit(replace(BLOC, entrance=Entrance.CLOSED), room)
    assert await state(ana, site.place, "m.space.child", room.id) == {}


async def rooms_of(moot: RunningFace) -> list[str]:
    house = moot.face._open()
    return list((await house.wire.get("/_matrix/client/v3/joined_rooms"))["joined_rooms"])


async def test_names_come_out_as_names(js: JsEnters, start_face: FaceStarts) -> None:
    moot = await start_face()
    site, ana = await standing(js, moot)
    name = "@room /part \u202eevil\u2066 مرحبا 🌹\nтри" + "ж" * 200
    room = await site.build(RoomPlan(name, name, people=on(ana.user_id)), "a")
    await ana.join(room.id)
    shown = str((await state(ana, room, "m.room.name"))["name"])
    assert shown.startswith("@room /part evil مرحبا 🌹 три")
    assert (len(shown.encode()) <= 255, shown[-1]) == (True, "…")
    assert (await state(ana, room, "m.room.topic"))["topic"] == f"@room /part evil مرحبا 🌹 три{'ж' * 200}"
    await moot.send(room.id, card("Here"))
    await moot.door.until(lambda: moot.face.called(room) is not None)
    assert moot.face.called(room) == shown[:60]
    with pytest.raises(Turned, match="M_NOT_FOUND"):
        await state(ana, room, "m.room.canonical_alias")


async def test_invitations_keep_to_the_limits(strict_synapse: Synapse, start_face: FaceStarts) -> None:
    moot = await start_face(strict_synapse.register("builder"))
    ana, chi, dara = (strict_synapse.register(name) for name in ("host", "guest", "dara"))
    told = strict_synapse.request("POST", "/_matrix/client/v3/createRoom", {}, ana.token)
    with pytest.raises(HTTPError, match="429"):  # until one account may not be asked in any more
        for deed in ["invite", "kick"] * 9:
            path = f"/_matrix/client/v3/rooms/{told['room_id']}/{deed}"
            strict_synapse.request("POST", path, {"user_id": chi.user_id}, ana.token)
    site = Site(moot, Address("matrix", "!none"))
    plan = RoomPlan("Nurses", people=on(chi.user_id, dara.user_id))
    room = await site.housing.open(plan, "a" * 20, site.place, None)
    where = (room, site.place, None)
    with pytest.raises(Unreachable) as later:
        await site.housing.mend(plan, *where, await site.housing.differences(plan, *where))
    assert later.value.retry_after is not None and later.value.retry_after > 60
    assert await site.housing.differences(plan, *where) == (Difference(Changed.ENTERS, chi.user_id),)
