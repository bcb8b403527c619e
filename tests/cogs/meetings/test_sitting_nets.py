"""Meetings of people on two networks: who is named where, and who is one person."""

from __future__ import annotations

from tests.cogs.accounts.linking import link
from tests.twonets import TwoNets


async def together(nets: TwoNets) -> None:
    """One assembly with Ben and Chi on Matrix."""
    for name in ("ben", "chi"):
        await nets(f"{name}@matrix: action mine")


async def test_a_careful_assembly_names_nobody_where_others_read_along(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await together(nets)
    await nets("ana@discord: assembly careful yes")
    await nets("ana@discord: meeting start")
    for name in ("ben", "chi"):
        await nets(f"{name}@matrix: here")
    for role in ("facilitator", "note-taker"):
        await nets(f"ben@matrix: meeting role {role}")
    for line in ("agenda next", "meeting role facilitator", "note A thing", "agenda move 1 2", "meeting end"):
        await nets(f"chi@matrix: {line}")
        assert nets.text.startswith("Somebody else"), nets.text
    await nets(f"ben@matrix: meeting hand-over facilitator {nets.typed('chi@matrix')}")
    assert nets.answer is not None and nets.answer.private
    await nets(f"ben@matrix: action add Bring the banner who:{nets.typed('chi@matrix')} by:7d")
    await nets("ana@discord: action take 1")
    await nets("ben@matrix: action take 1")
    assert nets.text.startswith("Somebody else is asked for action 1")
    await nets("chi@matrix: action take 1")
    await nets("ben@matrix: action take 1")
    assert nets.text.startswith("Somebody else does action 1")
    await nets(f"chi@matrix: action pass 1 {nets.typed('ben@matrix')}")
    assert nets.answer is not None and nets.answer.private
    await nets("ben@matrix: action decline 1")
    assert nets.answer is not None and nets.answer.private


async def test_two_accounts_of_one_person_count_and_stand_on_the_stack_once(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await together(nets)
    await nets("chi@discord: action mine")
    await nets("ana@discord: meeting start")
    await nets("chi@discord: here")
    await nets("chi@matrix: hand up")
    await nets("chi@discord: hand up")
    await nets("chi@matrix: here leave:yes")
    await link(nets, "chi@discord", "chi@matrix")
    await nets("ana@discord: stack show")
    assert nets.text.count("has not spoken yet") == 1
    await nets("ben@matrix: here")
    assert nets.text == "You are here. 3 people are here."


async def test_drafts_and_who_speaks_are_read_out_in_no_room(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await together(nets)
    await nets("ben@matrix: minutes name Ben B.", private=True)
    await nets("ana@discord: assembly careful yes")
    await nets("ben@matrix: meeting start")
    await nets("ben@matrix: here leave:yes")
    assert nets.answer is not None and nets.answer.nod and nets.answer.silent
    await nets("ben@matrix: here")
    await nets("chi@matrix: hand up")
    await nets("ben@matrix: stack next")
    assert nets.text.startswith("The next one has the floor.")
    for line in ("agenda next", "agenda extend 5", "meeting end"):  # a card in the room says it already
        await nets(f"ben@matrix: {line}")
        assert nets.answer is not None and nets.answer.nod, line
    for line in ("show", "file", "pdf"):
        await nets(f"ben@matrix: minutes {line} 1")
        assert nets.text.startswith("Minutes 1 are a draft, and others could read them here."), nets.text
    await nets("ben@matrix: minutes show 1", private=True)
    assert "2 members were there." in nets.text
