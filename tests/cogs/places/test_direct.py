"""Where a person is alone with the bot: whose card it is, and which assembly they mean."""

from __future__ import annotations

from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.meant import handles, taken_out
from tests.talk import lines_of
from tests.twonets import TwoNets


async def two_assemblies(nets: TwoNets) -> None:
    """Ben is in Depot and in East Ward, each with a motion 1 that is open."""
    nets.room("ward", "matrix", "!ward", "!wardspace")
    for who, name in (("ana@matrix", "Depot"), ("ana@matrix/ward", "East Ward")):
        await nets(f"{who}: assembly found {name}")
        await nets(f"{who}: motion propose Buy a kettle for {name}")
        await nets(f"{who.replace('ana', 'ben')}: motion second 1")


async def count(nets: TwoNets, name: str) -> str:
    found = [p for p in nets.posts("matrix") if f"Buy a kettle for {name}" in p and "vote until" in p]
    return found[-1]


async def test_a_card_in_private_says_whose_it_is(nets: TwoNets) -> None:
    await nets("ana@matrix: assembly found Depot")
    await nets("ana@matrix: now", private=True)
    assert nets.text.splitlines()[0] == "Depot"
    await nets("ana@matrix: now")
    assert nets.text.splitlines()[0] != "Depot"


async def test_a_number_says_which_assembly(nets: TwoNets) -> None:
    await two_assemblies(nets)
    await nets("ben@matrix: vote 1 for", private=True)
    assert "You are in several assemblies: Depot and East Ward" in nets.text
    await nets("ben@matrix: vote 1@east-ward for", private=True)
    assert nets.text.startswith("East Ward")
    assert "For 1" in await count(nets, "East Ward")
    assert "For 0" in await count(nets, "Depot")
    await nets("ben@matrix: Depot: vote 1 against", private=True)
    assert "Against 1" in await count(nets, "Depot")


async def test_a_chosen_assembly_is_meant_from_then_on(nets: TwoNets) -> None:
    await two_assemblies(nets)
    await nets("ben@matrix: assembly use", private=True)
    assert "Which assembly do you mean where we are alone?" in nets.text
    await nets("ben@matrix: assembly use east ward", private=True)
    assert "you mean East Ward from now on" in nets.text
    await nets("ben@matrix: vote 1 for", private=True)
    assert "For 1" in await count(nets, "East Ward")
    await nets("ben@matrix: vote 1@depot for", private=True)
    assert "For 1" in await count(nets, "Depot")
    await nets("ben@matrix: assembly use Nowhere", private=True)
    assert (
        "You are on the roll of no assembly that is called so. You are in: Depot and East Ward." in nets.text
    )


async def test_what_is_to_be_typed_means_the_assembly_of_the_card(nets: TwoNets) -> None:
    await two_assemblies(nets)
    await nets("ben@matrix: assembly use depot", private=True)
    await nets("ben@matrix: East Ward: motion show 1", private=True)
    assert "vote 1@east-ward for" in nets.text
    await nets("ben@matrix: East Ward: assembly show", private=True)
    assert "/east-ward: assembly settings" in nets.text


async def test_buttons_in_private_carry_the_assembly(nets: TwoNets) -> None:
    for name, room in (("Depot", "discord"), ("Ward", "ward")):
        nets.rooms["ward"] = Room(*_chain("ward", "wardserver"))
        await nets(f"ana@discord/{room}: assembly found {name}")
        await nets(f"ana@discord/{room}: motion propose Buy a kettle for {name}")
        await nets(f"ben@discord/{room}: motion second 1")
    await nets("ben@discord: Ward: motion show 1", private=True)
    await nets.press("ben@discord", "For", private=True)
    assert "For 1" in nets.said("discord", "for Ward")
    assert "For 0" in nets.said("discord", "for Depot")


async def test_what_works_anywhere_needs_no_choice(nets: TwoNets) -> None:
    await two_assemblies(nets)
    for line in ("help", "privacy", "language es"):
        await nets(f"ben@matrix: {line}", private=True)
        assert nets.answer is not None and nets.answer.ok
    await nets("ben@matrix: member forget-me yes", private=True)
    assert nets.answer is not None and not nets.answer.ok


async def test_a_message_that_nobody_asked_for_names_the_assembly(nets: TwoNets) -> None:
    await two_assemblies(nets)
    face = nets.faces["matrix"]
    await nets("ben@matrix: help", private=True)
    await nets.react("chi@matrix", "✅", nets.card("matrix", "for East Ward"))
    await nets.later(hours=28)
    await nets.app.teller.round()
    told = [card for who, card in face.directs if who == nets.account("chi@matrix").id]
    assert told and lines_of(told[0])[0] == "East Ward"


def test_two_names_that_look_alike_get_different_words() -> None:
    names = {1: "Dépôt Est", 2: "depot est", 3: "🔥", 4: "Ward"}
    assert handles(names) == {1: "depot-est-1", 2: "depot-est-2", 3: "assembly-3", 4: "ward"}
    me = Address("matrix", "@ana:example.org")
    for line, found in (
        ("vote 12@depot-est-2 for", 2),
        ("vote 12@nowhere for", None),
        ("Ward: vote 12 for", 4),
        ("motion propose Meet at noon: bring tea", None),
    ):
        invocation = Invocation(me, Room(me, (me,), True), line=line)
        assert taken_out(invocation, names) == found
        assert invocation.line == ("vote 12 for" if found else line)


def _chain(*ids: str) -> tuple[Address, tuple[Address, ...]]:
    addresses = tuple(Address("discord", i) for i in ids)
    return addresses[0], addresses
