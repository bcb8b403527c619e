"""A room's own time zone: chosen by a steward, over the assembly's and under each person's own."""

from __future__ import annotations

from bot.api.people import Address, Room
from tests.talk import TABLE, Talk

NIGHT = Address("terminal", "night")


async def test_a_room_has_a_zone_of_its_own(talk: Talk) -> None:
    await talk("ana: assembly found Depot zone:Europe/Berlin")
    await talk("ben: timezone bogota room:yes")
    assert "steward" in talk.text
    await talk("ana: timezone bogota room:yes", private=True)
    assert talk.text.startswith("Nobody else can come in here.")
    await talk("ana: timezone bogta room:yes")
    assert "Did you mean America/Bogota?" in talk.text
    await talk("ana: timezone bogota room:yes")
    assert talk.text.startswith("In this room times are told as in America/Bogota from now on")
    assert talk.last == (
        "In this room times are told as in America/Bogota from now on. "
        "To choose your own: /timezone America/Bogota"
    )
    await talk("ben: action add Bring the banner by:tomorrow evening")
    assert "Tuesday 2 June, 18:00 (Bogota, UTC-5)" in talk.text
    await talk("ben: action add Bring the banner by:Fri 18:00")
    assert talk.last.startswith("Action 1 · due on Fri 5 Jun, 18:00")
    await talk("ben: timezone Tokyo")
    await talk("ben: action add Print the leaflets by:tomorrow evening")
    assert "18:00 (Tokyo, UTC+9)" in talk.text


async def test_a_room_keeps_its_zone_where_it_is_replaced_and_gives_it_back(talk: Talk) -> None:
    await talk("ana: assembly found Depot zone:Europe/Berlin")
    await talk("ana: timezone bogota room:yes")
    await talk.app.door.room_moved(TABLE, NIGHT)
    night = Room(NIGHT, (NIGHT,))
    assembly = await talk.app.dispatch.people.meets(night.chain)
    assert assembly is not None
    assert (assembly.zone_in(NIGHT), assembly.zone_in(TABLE)) == ("America/Bogota", "Europe/Berlin")
    assert assembly.zone_in(Address("terminal", "thread"), NIGHT) == "America/Bogota"
