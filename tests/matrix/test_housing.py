"""Rooms and spaces of our own on a real homeserver: opened once, found, let into, kept as planned."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Entrance, RoomPlan, Shape
from bot.platforms import Housing, Refused
from tests.matrix.conftest import FaceStarts, JsEnters, NioEnters
from tests.matrix.door import card
from tests.matrix.person import JsPerson
from tests.matrix.person import Refused as Turned
from tests.matrix.running import RunningFace
from tests.matrix.test_talking import welcome

BLOC = RoomPlan("Nurses", "Night shift", entrance=Entrance.OPEN)
OUTSIDER = "must_be_invited|M_FORBIDDEN|not belong|not invited"


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
