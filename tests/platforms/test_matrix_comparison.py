"""How a Matrix room differs from its plan, and what mending makes of its levels."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.api.people import Address
from bot.api.rooms import Changed, Difference, Entrance, RoomPlan, Shape
from bot.platforms.matrix.blueprint import Blueprint
from bot.platforms.matrix.comparison import compare
from bot.platforms.matrix.powers import WORDS, mended, misplaced
from bot.platforms.matrix.room import RoomState

ME, ANA, BEN, CHI = (f"@{name}:moot.test" for name in ("moot", "ana", "ben", "chi"))
NOON = datetime(2026, 6, 4, 12, tzinfo=UTC)
VERSIONS = pytest.mark.parametrize("version", ["11", "12"])
PLAN = RoomPlan("Nurses", "Nights", entrance=Entrance.OPEN)


def on(*ids: str) -> frozenset[Address]:
    return frozenset(Address("matrix", one) for one in ids)


def wanted(plan: RoomPlan = PLAN, *, space: bool = False) -> Blueprint:
    return Blueprint(plan, "!place", "!above", space)


def sat(user: str, membership: str, by: str = "", at: datetime = NOON) -> dict[str, Any]:
    ts = int(at.timestamp() * 1000)
    content = {"membership": membership}
    event = {"type": "m.room.member", "state_key": user, "sender": by or user, "content": content}
    return {**event, "event_id": f"${user}", "origin_server_ts": ts}


def opened(
    plan: RoomPlan = PLAN, version: str = "12", *more: dict[str, Any], space: bool = False
) -> RoomState:
    """A room as it stands once the server has carried out its order."""
    order = wanted(plan, space=space).creation("k", ME, version)
    room = RoomState("!room", ME)
    create = {**order["creation_content"], "room_version": version}
    room.apply({"type": "m.room.create", "state_key": "", "sender": ME, "content": create})
    for kind in ("name", "topic"):
        room.apply({"type": f"m.room.{kind}", "state_key": "", "content": {kind: order[kind]}})
    for event in [sat(ME, "join"), *order["initial_state"], *more]:
        room.apply(event)
    return room


@VERSIONS
@pytest.mark.parametrize("entrance", Entrance)
@pytest.mark.parametrize("shape", Shape)
def test_what_was_ordered_is_what_was_planned(version: str, entrance: Entrance, shape: Shape) -> None:
    plan = replace(PLAN, entrance=entrance, shape=shape, sealed=shape is Shape.ROOM, keepers=on(ANA))
    room = opened(plan, version)
    assert compare(wanted(plan), room, ()) == ()
    assert room.level(ANA) == 50
    assert (ME in room.power["users"]) is (version == "11") if room.power else False
    assert room.is_private is False


def test_people() -> None:
    plan = replace(PLAN, entrance=Entrance.ASKED, people=on(ANA, BEN))
    room = opened(plan, "12", sat(ANA, "invite", ME), sat(BEN, "knock"), sat(CHI, "join"))
    enters, leaves = Difference(Changed.ENTERS, BEN), Difference(Changed.LEAVES, CHI)
    assert compare(wanted(plan), room, ()) == (enters, leaves)
    assert compare(wanted(plan), room, (), arriving={CHI}) == (enters,)


def test_where_anybody_may_come_in_visitors_stay() -> None:
    plan = replace(PLAN, people=on(ANA))
    room = opened(plan, "12", sat(ANA, "join"), sat(BEN, "join"), sat(CHI, "join"))
    assert compare(wanted(plan), room, ()) == ()
    left = replace(plan, before=on(ANA, BEN))
    assert compare(wanted(left), room, ()) == (Difference(Changed.LEAVES, BEN),)


@pytest.mark.parametrize(
    ("seat", "given_at", "found"),
    [
        (sat(ANA, "leave"), None, ()),
        (sat(ANA, "leave"), NOON - timedelta(hours=1), ()),
        (sat(ANA, "leave"), NOON + timedelta(hours=1), (Difference(Changed.ENTERS, ANA),)),
        (sat(ANA, "leave", ME), None, (Difference(Changed.ENTERS, ANA),)),
        (sat(ANA, "leave", BEN), None, (Difference(Changed.ENTERS, ANA),)),
        (sat(ANA, "ban", BEN), None, (Difference(Changed.ENTERS, ANA, "banned"),)),
    ],
    ids=["went", "was given it before", "was given it since", "we", "another hand", "banned"],
)
def test_who_is_asked_in_again(
    seat: dict[str, Any], given_at: datetime | None, found: tuple[Difference, ...]
) -> None:
    since = {} if given_at is None else {Address("matrix", ANA): given_at}
    plan = replace(PLAN, people=on(ANA), since=since)
    assert compare(wanted(plan), opened(plan, "12", seat), ()) == found


def test_where_it_hangs() -> None:
    here, there = Difference(Changed.ABOVE, "!above"), Difference(Changed.ABOVE, "!old")
    room = opened(space=True)
    assert compare(wanted(space=True), room, {"!old"}) == (here, there)
    assert compare(wanted(space=True), room, {"!above"}) == ()
    closed = replace(PLAN, entrance=Entrance.CLOSED)
    assert compare(wanted(closed, space=True), opened(closed, space=True), {"!above"}) == (here,)


def test_an_encrypted_room_remains_so() -> None:
    sealed = replace(PLAN, sealed=True)
    assert Difference(Changed.SEALED) in compare(wanted(sealed), opened(), ())
    assert Difference(Changed.SEALED, what="stays") in compare(wanted(), opened(sealed), ())


def test_the_entrance_says_how_it_is_found() -> None:
    public = {"type": "m.room.join_rules", "state_key": "", "content": {"join_rule": "public"}}
    room = opened(PLAN, "12", public)
    assert compare(wanted(), room, ()) == (Difference(Changed.ENTRANCE, what="public"),)


def test_nothing_is_wanted_above_the_bot_itself() -> None:
    plan = replace(PLAN, keepers=on(ANA))
    room = opened(plan, "11")
    assert room.power is not None
    room.power["users"] = {ME: 40, BEN: 40, CHI: 30}
    room.power["kick"] = 60
    as_high, below = (Difference(Changed.MAY_NOT, user, rank) for user, rank in ((BEN, "40"), (CHI, "30")))
    found = list(misplaced(wanted(plan), room))
    assert found == [as_high, below]
    assert mended(wanted(plan), room, found) == {**room.power, "users": {ME: 40, BEN: 40}}


def test_creators_stand_above_all_levels_and_in_none() -> None:
    room = opened(PLAN, "12")
    room.create["additional_creators"] = [BEN]
    plan = replace(PLAN, keepers=on(BEN, ANA))
    found = list(misplaced(wanted(plan), room))
    assert found == [Difference(Changed.MAY, ANA, "Moderator")]
    assert mended(wanted(plan), room, found)["users"] == {ANA: 50}


levels = st.integers(-10, 110)
powers = st.fixed_dictionaries(
    {"users": st.dictionaries(st.sampled_from([ANA, BEN, CHI]), levels)},
    optional={
        "users_default": st.integers(0, 60),
        "events": st.dictionaries(st.sampled_from(["m.room.name", "m.space.child", "org.other"]), levels),
        **dict.fromkeys(("kick", "ban", "invite", "state_default", "events_default"), levels),
        "notifications": st.just({"room": 20}),
    },
)


@VERSIONS
@example(power={"users": {}, "state_default": 100}, keepers=frozenset())
@example(power={"users": {}, "users_default": 50}, keepers=frozenset({ANA}))
@given(power=powers, keepers=st.frozensets(st.sampled_from([ANA, BEN])))
def test_mending_levels_mends_all_that_it_may(version: str, power: Any, keepers: frozenset[str]) -> None:
    plan = replace(PLAN, keepers=on(*keepers))
    room = opened(plan, version)
    room.power = {**power, "users": {**power["users"], **({ME: 100} if version == "11" else {})}}
    above = {user for user in (ANA, BEN, CHI) if room.level(user) >= room.level(ME)}
    stays = [found for found in misplaced(wanted(plan), room) if found.who in above]
    room.power = mended(wanted(plan), room, list(misplaced(wanted(plan), room)))
    assert list(misplaced(wanted(plan), room)) == stays
    assert room.power.get("notifications") == power.get("notifications")
    assert (room.power.get("events") or {}).get("org.other") == power.get("events", {}).get("org.other")
    assert room.level(ME) == (100 if version == "11" else float("inf"))
    for user in {ANA, BEN, CHI} - above:
        assert room.level(user) == (50 if user in keepers else 0)


def test_every_permission_has_a_word_of_its_own() -> None:
    assert len(set(WORDS.values())) == len(WORDS)


def test_names_fit_and_are_cut_between_letters() -> None:
    assert wanted(replace(PLAN, name="ж" * 200)).name == "ж" * 126 + "…"
    assert wanted(replace(PLAN, name="\u202e \n")).name == "…"
