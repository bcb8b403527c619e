"""Rooms of blocs on two networks: opened, shared, closed, refused, changed by hand."""

from __future__ import annotations

import sqlalchemy as sa

from bot.api.people import Address
from bot.api.rooms import Entrance
from bot.platforms import Refused
from storage.schema import rooms
from tests.cogs.blocs.conftest import Housed
from tests.talk import lines_of


async def started(both: Housed) -> None:
    await both("ana@discord: bloc start Nurses kind:open trade:Nurse")
    await both("ben@matrix: bloc join Nurses")


async def test_a_bloc_has_a_room_on_each_network_with_its_members_there(both: Housed) -> None:
    await started(both)
    assert both.inside("discord", "Nurses") == {both.id("ana@discord")}
    assert both.inside("matrix", "Nurses") == {both.id("ben@matrix")}
    [house] = both.called("discord", "Depot")
    [room] = both.called("discord", "Nurses")
    assert house.people == set()
    assert room.above is not None and both.housing("discord").rooms[room.above.id] is house
    assert "Its room on" not in both.said("discord", "Nurses"), "it is opening no more"


async def test_leaving_takes_the_room_and_a_word_brings_it_back(both: Housed) -> None:
    await started(both)
    await both("ben@matrix: bloc leave Nurses")
    assert both.inside("matrix", "Nurses") == set()
    await both("ben@matrix: bloc join Nurses")
    assert both.inside("matrix", "Nurses") == {both.id("ben@matrix")}


async def test_the_card_says_where_its_room_is_and_who_can_read_there(both: Housed) -> None:
    await started(both)
    card = both.said("matrix", "2 members")
    assert "room: Discord · room: Matrix" in card
    assert "whoever manages this Discord server or Matrix homeserver" in card
    await both.press("chi@discord", "Join", both.card("discord", "2 members"))
    assert "You are in Nurses now." in both.text
    assert "3 members" in both.said("discord", "Nurses")


async def test_who_comes_in_by_the_networks_own_ways_is_taken_in(both: Housed) -> None:
    await started(both)
    dan, room = both.account("dan@matrix"), both.address("matrix", "Nurses")
    both.housing("matrix").rooms[room.id].people.add(dan.id)
    await both.app.door.came(dan, room)
    await both.settled()
    assert both.inside("matrix", "Nurses") == {both.id("ben@matrix"), dan.id}
    await both("dan@matrix: bloc list")
    assert "Nurses · 3 members" in both.text


async def test_the_door_of_a_room_is_no_way_around_what_is_asked_of_newcomers(both: Housed) -> None:
    await started(both)
    await both("ana@discord: member guards hourly:1")
    dan, room = both.account("dan@matrix"), both.address("matrix", "Nurses")
    await both.app.door.came(dan, room)
    await both.settled()
    await both("ana@discord: bloc show Nurses")
    assert "2 members" in both.text
    await both("ana@discord: member guards hourly:0")
    await both.app.door.came(dan, room)
    await both.settled()
    await both("ana@discord: bloc show Nurses")
    assert "3 members" in both.text


async def test_nobody_comes_into_the_room_of_a_council_by_themselves(both: Housed) -> None:
    await both("ana@discord: bloc start Council council:yes")
    bloc = next(cog for cog in both.app.house.cogs if cog.name == "blocs")
    assembly = await both.app.dispatch.people.assembly(1)
    async with both.app.db.reading() as connection:
        number = (await connection.execute(sa.text("SELECT id FROM blocs"))).scalar_one()
        plan = await bloc.own_room(assembly, number, "matrix")  # type: ignore[attr-defined]
    assert (plan.entrance, plan.sealed) == (Entrance.ASKED, True)


async def test_who_knocks_waits_like_somebody_who_has_asked(both: Housed) -> None:
    await both("ana@discord: bloc start Vets kind:request")
    await both("ben@matrix: bloc join Vets")
    await both("ana@discord: bloc admit Vets " + both.typed("ben@matrix").replace("@ben:example.org", ""))
    room = Address("matrix", next(i for i, r in both.housing("matrix").rooms.items() if r.name == "Vets"))
    await both.app.door.knocked(both.account("dan@matrix"), room)
    await both.settled()
    await both.press("ana@discord", "Let in", both.card("discord", "asks to be let into Vets"))
    assert both.id("dan@matrix") in both.inside("matrix", "Vets")


async def test_a_refused_room_says_what_to_grant_and_is_tried_again(both: Housed) -> None:
    both.housing("discord").trouble += [Refused("no", lacks=("Manage Channels",))]
    await both("ana@discord: bloc start Nurses")
    assert both.called("discord", "Nurses") == []
    assert "There is no room for it on Discord yet." in both.said("matrix", "Nurses")
    [(_, told)] = both.faces["discord"].directs
    assert "has to allow me: Manage Channels. Then press Try again." in "\n".join(lines_of(told))
    assert [button.label for button in told.buttons] == ["Try again"]
    await both("ana@discord: bloc mend Nurses")
    assert both.inside("discord", "Nurses") == {both.id("ana@discord")}
    assert "There is no room" not in both.said("matrix", "Nurses")


async def test_what_a_hand_changed_is_told_and_put_back_or_left(both: Housed) -> None:
    await started(both)
    room = both.address("discord", "Nurses")
    both.housing("discord").rooms[room.id].may.add("everyone")
    await both.app.door.altered(room)
    await both.settled()
    told = [card for _, card in both.faces["discord"].directs]
    assert [b.label for b in told[-1].buttons] == ["Show me", "Put it back", "Leave it so"]
    await both("ana@discord: bloc permissions Nurses")
    assert "may not: Send Messages" in both.text
    assert "can't see" not in both.text, "it has no space around it, and needs none"
    assert both.housing("discord").rooms[room.id].may == {"everyone"}, "shown first"
    await both.press("ana@discord", "Apply")
    assert both.housing("discord").rooms[room.id].may == set()
    await both("ana@discord: bloc permissions Nurses")
    assert both.text.endswith("There is nothing that I would change.")


async def test_what_a_hand_changed_may_stay(both: Housed) -> None:
    await started(both)
    room = both.address("discord", "Nurses")
    both.housing("discord").rooms[room.id].may.add("everyone")
    await both.app.door.altered(room)
    await both.settled()
    await both("ana@discord: bloc adopt Nurses")
    await both("ana@discord: bloc rename Nurses Carers")
    assert both.housing("discord").rooms[room.id].may == {"everyone"}
    assert both.housing("discord").rooms[room.id].name == "Carers"


async def test_on_matrix_blocs_with_blocs_below_have_a_space(both: Housed) -> None:
    await both("ana@discord: bloc start Health")
    await both("ana@discord: bloc start Nurses under:Health")
    there = both.housing("matrix").rooms
    [nurses] = both.called("matrix", "Nurses")
    assert nurses.above is not None and there[nurses.above.id].name == "Health"
    assert len(both.called("matrix", "Health")) == 2, "a space, and its own room in it"
    assert len(both.called("discord", "Health")) == 1, "flat on Discord"
    await both("ana@discord: bloc move Nurses none")
    assert len(both.called("matrix", "Health")) == 1


async def test_closing_a_bloc_closes_its_rooms(both: Housed) -> None:
    await started(both)
    await both("ana@discord: bloc archive Nurses")
    await both.press("ana@discord", "Close it")
    assert both.called("discord", "Nurses") == both.called("matrix", "Nurses") == []
    assert "closed" in both.said("matrix", "Nurses")


async def test_who_leaves_the_roll_leaves_the_rooms(both: Housed) -> None:
    await started(both)
    await both("ben@matrix: member leave sure:yes", private=True)
    await both.later(minutes=2)
    assert both.inside("matrix", "Nurses") == set()
    assert "1 member" in both.said("discord", "Nurses")


async def test_an_announcement_goes_to_the_rooms_of_the_bloc_and_nowhere_else(both: Housed) -> None:
    await both("ana@discord: bloc start Health")
    await both("ana@discord: bloc start Nurses under:Health")
    await both("ana@discord: bloc announce Health down:yes text:Meet at six")
    await both.later(minutes=2)
    said = [post.room.id for post in both.faces["discord"].posts.values() if "Meet at six" in post.text]
    own = [i for i, room in both.housing("discord").rooms.items() if room.name in ("Health", "Nurses")]
    assert sorted(said) == sorted(own)


async def test_an_assembly_that_comes_to_meet_elsewhere_gets_the_rooms_there(both: Housed) -> None:
    await started(both)
    assemblies = both.app.dispatch.people.assemblies
    async with both.app.db.transaction():
        await both.app.dispatch.people.roll.db.here.execute(
            sa.update(rooms).where(rooms.c.network == "matrix").values(state="closed", address=None)
        )
        await assemblies.change(1, name="Depot")
    both.housing("matrix").rooms.clear()
    await both.later(minutes=2)
    await both.later(minutes=2)
    assert both.inside("matrix", "Nurses") == {both.id("ben@matrix")}


async def test_who_was_brought_into_a_room_by_hand_waits_outside(both: Housed) -> None:
    await both("ana@discord: bloc start Vets kind:request")
    await both("ben@matrix: bloc join Vets")
    await both.press("ana@discord", "Let in", both.card("discord", "asks to be let into Vets"))
    dan, room = both.account("dan@matrix"), both.address("matrix", "Vets")
    both.housing("matrix").rooms[room.id].people.add(dan.id)
    await both.app.door.came(dan, room)
    await both.settled()
    assert both.inside("matrix", "Vets") == {both.id("ben@matrix")}
    await both("ana@discord: now")
    assert "1 person waits to be let into Vets" in both.text
