"""How places come to an assembly and leave it, as people live it."""

from __future__ import annotations

import re

from storage.outbox import NOWHERE
from tests.housing import RecordingHousing
from tests.twonets import TwoNets

CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


async def founded(nets: TwoNets) -> None:
    await nets("ana@discord: assembly found Depot")


async def code_of(nets: TwoNets) -> str:
    """A code that Ana gets for another place."""
    await nets("ana@discord: assembly connect")
    found = CODE.search(nets.text)
    assert found is not None, nets.text
    return found[0]


async def connected(nets: TwoNets) -> None:
    """Depot on both networks, as two people do it."""
    await founded(nets)
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")


async def opened(nets: TwoNets, title: str = "Buy a kettle") -> None:
    await nets(f"ana@discord: motion propose {title}")
    await nets("ben@discord: motion second 1")


async def test_a_code_from_one_place_joins_another(nets: TwoNets) -> None:
    await connected(nets)
    assert "Depot now meets in Matrix Depot space too." in nets.text
    for network in ("discord", "matrix"):
        assert "Depot meets in Discord Depot server, Matrix Depot space" in nets.posts(network)[-1]
    await nets("ben@matrix: assembly places")
    assert "1. Discord Depot server · cards go to Discord #assembly" in nets.text
    assert "2. Matrix Depot space · cards go to Matrix Assembly" in nets.text


async def test_what_is_open_can_be_voted_on_from_the_new_place(nets: TwoNets) -> None:
    await founded(nets)
    await opened(nets)
    await nets("ana@discord: motion propose Paint the door")
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    assert "a draft" in nets.said("matrix", "Paint the door")
    await nets.react("chi@matrix", "✅", nets.card("matrix", "vote until"))
    assert "For 1" in nets.said("discord", "vote until")
    assert "Seen in: Discord #assembly, Matrix Assembly" in nets.said("discord", "vote until")
    first = next(post for post in nets.posts("matrix") if post)
    assert "Depot meets in" in first


async def test_a_practice_stays_where_it_is(nets: TwoNets) -> None:
    await founded(nets)
    await nets("ana@discord: motion practice")
    assert "Practice" in nets.posts("discord")[-1]
    await nets("ana@discord: motion propose Buy a kettle")
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    assert "a draft" in nets.said("matrix", "Buy a kettle")
    assert not any("Practice" in post for post in nets.posts("matrix"))


async def test_a_code_works_once_and_for_ten_minutes(nets: TwoNets) -> None:
    await founded(nets)
    old = await code_of(nets)
    await nets.later(minutes=11)
    await nets(f"mo@matrix: assembly connect {old}")
    assert "This code has expired" in nets.text
    code = await code_of(nets)
    await nets(f"mo@matrix: assembly connect {code.lower()}")
    assert "now meets in" in nets.text
    await nets(f"mo@matrix: assembly connect {code}")
    assert "This code was used already" in nets.text


async def test_codes_cannot_be_tried_for_long(nets: TwoNets) -> None:
    await founded(nets)
    code = await code_of(nets)
    for _ in range(5):
        await nets("eve@matrix: assembly connect 0000-0000-0000-0000")
        assert "I gave nobody this code" in nets.text
    await nets(f"eve@matrix: assembly connect {code}")
    assert "Several codes in a row were wrong" in nets.text
    await nets(f"mo@matrix: assembly connect {code}")
    assert "now meets in" in nets.text


async def test_who_does_not_manage_the_place_spends_a_code_that_others_could_read(nets: TwoNets) -> None:
    await founded(nets)
    nets.faces["matrix"].managers = {nets.account("mo@matrix").id}
    code = await code_of(nets)
    await nets(f"eve@matrix: assembly connect {code}")
    assert "Only someone who may manage this place can connect it" in nets.text
    assert "it is used up" in nets.text
    await nets(f"mo@matrix: assembly connect {code}")
    assert "This code was used already" in nets.text
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    assert "now meets in" in nets.text


async def test_only_stewards_get_a_code_and_only_in_private(nets: TwoNets) -> None:
    await connected(nets)
    await nets("ben@discord: assembly connect")
    assert "Only a steward of this assembly can do that" in nets.text
    await nets("ana@discord: member enrol " + nets.typed("cas@matrix"))
    await nets("cas@matrix: assembly connect")
    assert not CODE.search(nets.text)


async def test_a_place_of_another_assembly_is_not_taken(nets: TwoNets) -> None:
    await founded(nets)
    await nets("mo@matrix: assembly found Ward")
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    assert "This place belongs to another assembly: Ward." in nets.text
    assert "To connect this room alone: /assembly connect CODE where:here" in nets.text
    await nets(f"mo@matrix: assembly connect {await code_of(nets)} where:here")
    assert "Depot now meets in Matrix Assembly too." in nets.text


async def test_one_server_holds_several_assemblies(nets: TwoNets) -> None:
    await founded(nets)
    nets.room("night", "discord", "night", "lates", "server")
    await nets("mo@discord/night: assembly found Night where:category")
    await nets("mo@discord/night: assembly show")
    assert "Night" in nets.text
    await nets("mo@discord: assembly show")
    assert "Depot" in nets.text


async def test_a_place_that_it_has_already_is_said_to_be_its_own(nets: TwoNets) -> None:
    await connected(nets)
    await nets(f"mo@matrix: assembly connect {await code_of(nets)} where:here")
    assert "This place belongs to that assembly already" in nets.text


async def test_the_last_place_is_not_given_up(nets: TwoNets) -> None:
    await founded(nets)
    await nets("ana@discord: assembly disconnect")
    assert "This is the only place where the assembly meets" in nets.text


async def test_a_place_that_is_given_up_hands_its_open_cards_on(nets: TwoNets) -> None:
    await connected(nets)
    await opened(nets)
    on_discord, on_matrix = nets.card("discord", "vote until"), nets.card("matrix", "vote until")
    await nets.react("ben@discord", "✅", on_discord)
    await nets("ana@discord: assembly disconnect 1")
    assert "no longer meets in Discord Depot server" in nets.posts("matrix")[-1]
    assert "Depot no longer meets here" in nets.posts("discord")[-1]
    assembly = await nets.app.dispatch.people.assembly(1)
    assert assembly is not None
    assert assembly.home == nets.rooms["matrix"].address
    await nets.react("cas@discord", "❌", on_discord)
    await nets.react("chi@matrix", "✅", on_matrix)
    assert "For 2" in nets.said("matrix", "vote until")
    assert "Against 0" in nets.said("matrix", "vote until")
    assert sum("vote until" in post for post in nets.posts("matrix")) == 1
    before = len(nets.posts("discord"))
    await nets.later(hours=73)
    assert "Motion 1 is carried" in nets.posts("matrix")[-1]
    assert len(nets.posts("discord")) == before


async def test_a_place_can_be_given_up_and_connected_again(nets: TwoNets) -> None:
    await connected(nets)
    await opened(nets)
    await nets("ana@discord: assembly disconnect 2")
    assembly = await nets.app.dispatch.people.assembly(1)
    assert assembly is not None and assembly.home.id != NOWHERE
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    assert sum("vote until" in post for post in nets.posts("matrix")) == 2  # the old one counts no more
    await nets.react("chi@matrix", "✅", nets.card("matrix", "vote until"))
    assert "For 1" in nets.said("discord", "vote until")


async def test_cards_go_to_the_room_that_stewards_choose(nets: TwoNets) -> None:
    await connected(nets)
    nets.room("hall", "discord", "hall", "category", "server")
    await nets("ana@discord/hall: assembly room")
    assert "come into this room" in nets.text
    await nets("ben@matrix: motion propose Paint the door")
    found = nets.faces["discord"].posts[nets.card("discord", "Paint the door")]
    assert found.room.id == "hall"


async def test_nobody_moves_the_cards_in_silence(nets: TwoNets) -> None:
    await connected(nets)
    nets.room("cellar", "discord", "cellar", "category", "server")
    await nets("ana@discord/cellar: assembly room")
    told = [post.room.id for post in nets.faces["discord"].posts.values() if "has changed where" in post.text]
    assert sorted(told) == ["assembly", "cellar"]
    assert "has changed where cards go: those of Discord Depot server come into" in nets.posts("matrix")[-1]


async def test_cards_of_all_do_not_come_into_a_blocs_own_room(nets: TwoNets) -> None:
    await connected(nets)
    await nets("ana@discord: bloc start Nurses")
    housing = nets.faces["discord"].housing
    assert isinstance(housing, RecordingHousing)
    room = next(id_ for id_, standing in housing.rooms.items() if "nurses" in standing.name.casefold())
    nets.room("nurses", "discord", room, "category", "server")
    await nets("ana@discord/nurses: assembly room")
    assert "This room is a bloc's own" in nets.text


async def test_who_was_put_out_of_the_place_gets_no_code(nets: TwoNets) -> None:
    await founded(nets)
    nets.faces["discord"].gone.add(nets.account("ana@discord").id)
    await nets("ana@discord: assembly connect", private=True)
    assert not CODE.search(nets.text)
    assert nets.answer is not None and not nets.answer.ok


async def test_a_code_that_others_could_read_is_used_up_whatever_refuses_it(nets: TwoNets) -> None:
    """While a recall runs no steward has a place join, and who read the code can't try it elsewhere."""
    await connected(nets)
    code = await code_of(nets)
    nets.room("square", "matrix", "!square")
    await nets(f"mo@matrix/square: assembly connect {code} where:category")
    assert "it is used up" in nets.text
    code = await code_of(nets)
    for name in ("ben", "cas", "dan", "eli"):
        await nets(f"{name}@discord: motion propose Paint the door for {name}")
    for name in ("ben", "cas", "dan"):
        await nets(f"{name}@discord: steward recall {nets.typed('ana@discord')}")
    await nets(f"mo@matrix/square: assembly connect {code}")
    assert "votes on a steward" in nets.text
    assert "it is used up" in nets.text
    await nets(f"mo@matrix/square: assembly connect {code}")
    assert "This code was used already" in nets.text


async def test_codes_and_places_with_odd_names_are_harmless(nets: TwoNets) -> None:
    nets.faces["matrix"].names["!space"] = "@everyone \u202eevil/" + "x" * 300
    await connected(nets)
    assert "\u202e" not in nets.text
    assert "x" * 80 not in nets.text
