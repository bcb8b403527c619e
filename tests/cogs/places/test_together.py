"""Places that one steward alone cannot connect, and what a crash in between leaves."""

from __future__ import annotations

import re

import pytest

from storage.assemblies import Assemblies
from storage.rooms import PostRooms
from tests.cogs.places.test_talk import code_of, connected, opened
from tests.twonets import TwoNets


async def test_a_place_waits_until_others_could_object(nets: TwoNets) -> None:
    await nets("ana@discord: assembly found Depot")
    for name in ("ben", "cas", "dan", "eli"):
        await nets(f"{name}@discord: motion propose Paint the door for {name}")
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    await nets.later(minutes=2)
    assert "Have this assembly meet in Matrix Depot space too" in nets.posts("discord")[-1]
    assert not nets.posts("matrix")
    await nets.later(hours=25)
    assert any("Depot meets in" in post for post in nets.posts("matrix"))
    await nets("ben@matrix: motion second 1")
    assert "Paint the door for ben" in nets.said("matrix", "vote until")


async def fails(*_given: object, **_more: object) -> None:
    raise RuntimeError("the power is gone")


async def test_a_crash_while_a_place_joins_leaves_it_out_and_the_code_good(
    nets: TwoNets, monkeypatch: pytest.MonkeyPatch
) -> None:
    await nets("ana@discord: assembly found Depot")
    await opened(nets)
    code = await code_of(nets)
    with monkeypatch.context() as broken:
        broken.setattr(PostRooms, "copy", fails)
        await nets(f"mo@matrix: assembly connect {code}")
    assert "nothing was changed" in nets.text
    assert await nets.app.dispatch.people.meets(nets.rooms["matrix"].chain) is None
    assert not nets.posts("matrix")
    await nets(f"mo@matrix: assembly connect {code}")
    assert "vote until" in nets.said("matrix", "Buy a kettle")


async def test_a_crash_while_a_place_is_given_up_leaves_all_of_it(
    nets: TwoNets, monkeypatch: pytest.MonkeyPatch
) -> None:
    await connected(nets)
    await opened(nets)
    with monkeypatch.context() as broken:
        broken.setattr(Assemblies, "part", fails)
        await nets("ana@discord: assembly disconnect 1")
    assert "nothing was changed" in nets.text
    await nets.react("cas@discord", "✅", nets.card("discord", "vote until"))
    assert "For 1" in nets.said("matrix", "vote until")
    await nets.later(hours=73)
    assert "is carried" in nets.said("discord", "Motion 1 is carried")


async def three_stewards(nets: TwoNets) -> None:
    """Ana, Ben and Cas keep Depot; what can hurt needs two of them."""
    await nets("ana@discord: assembly found Depot")
    await nets("ana@discord: assembly settings roll:listed")
    for name in ("ben", "cas"):
        await nets(f"ana@discord: member enrol {nets.typed(f'{name}@discord')}")
        await nets(f"ana@discord: steward name {nets.typed(f'{name}@discord')}")
    await nets(f"ben@discord: steward name {nets.typed('cas@discord')}")
    await nets.later(minutes=2)


async def number_of(nets: TwoNets, words: str) -> str:
    found = re.search(r"number (\d+)", nets.text) or re.search(r"(\d+)", nets.said("discord", words))
    assert found is not None
    return found[1]


async def test_a_second_steward_has_a_place_join_and_a_second_one_gives_it_up(nets: TwoNets) -> None:
    await three_stewards(nets)
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    number = await number_of(nets, "Have this assembly meet in")
    await nets.later(hours=2)
    assert not nets.posts("matrix")
    await nets(f"ana@discord: steward agree {number}")
    assert not nets.posts("matrix"), "nobody agrees to what they asked for"
    await nets(f"cas@discord: steward agree {number}")
    assert "Depot meets in Discord Depot server, Matrix Depot space" in nets.posts("matrix")[-1]
    await nets("ben@discord: assembly disconnect 2")
    number = await number_of(nets, "no more")
    await nets.later(hours=2)
    assert await nets.app.dispatch.people.meets(nets.rooms["matrix"].chain) is not None
    await nets(f"ana@discord: steward agree {number}")
    assert "Depot no longer meets here" in nets.posts("matrix")[-1]
    assert await nets.app.dispatch.people.meets(nets.rooms["matrix"].chain) is None


async def test_a_place_that_no_second_steward_wants_stays_away(nets: TwoNets) -> None:
    await three_stewards(nets)
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    await nets.later(hours=25)
    assert not nets.posts("matrix")
    assert await nets.app.dispatch.people.meets(nets.rooms["matrix"].chain) is None


async def test_a_place_that_was_taken_meanwhile_is_not_taken_from_its_assembly(nets: TwoNets) -> None:
    await three_stewards(nets)
    await nets(f"mo@matrix: assembly connect {await code_of(nets)}")
    number = await number_of(nets, "Have this assembly meet in")
    await nets("mo@matrix: assembly found Ward")
    await nets(f"cas@discord: steward agree {number}")
    assert "This place belongs to another assembly: Ward." in nets.text
    ward = await nets.app.dispatch.people.meets(nets.rooms["matrix"].chain)
    assert ward is not None and ward.name == "Ward"
