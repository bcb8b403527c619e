"""An account that was unlinked: its person has voted by another one, and gets no second vote by it."""

from __future__ import annotations

from tests.cogs.accounts.linking import link
from tests.twonets import TwoNets


async def _unlinked(nets: TwoNets) -> None:
    """Chi has voted for the kettle on Discord, and has taken the Matrix account away since."""
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    await nets("chi@discord: vote 1 for")
    await link(nets, "chi@discord", "chi@matrix")
    nets.clock.forward(nets.clock.at.resolution)
    await nets("chi@matrix: account unlink yes", private=True)


async def test_it_comes_onto_an_open_roll_by_a_steward_alone(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _unlinked(nets)
    await nets("ana@discord: motion propose Paint the shed")
    await nets("chi@matrix: member join")
    assert "You have asked to come onto the roll of Depot" in nets.text
    await nets("chi@matrix: motion second 2")
    assert nets.answer is not None and not nets.answer.ok
    await nets("ana@discord: member admit number:1")
    await nets("chi@matrix: motion second 2")
    assert nets.answer.ok
    await nets("chi@matrix: vote 1 against")
    assert not nets.answer.ok, "voting on it began before"
    assert "Against 0" in nets.said("discord", "Buy a kettle")


async def test_a_fresh_account_does_not_bring_it_back_into_an_open_vote(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _unlinked(nets)
    await link(nets, "chi@matrix", "mallory@discord")
    await nets("chi@matrix: vote 1 against")
    assert nets.answer is not None and not nets.answer.ok
    assert "Against 0" in nets.said("discord", "Buy a kettle")


async def test_linked_again_it_is_the_persons_own_as_before(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _unlinked(nets)
    await link(nets, "chi@discord", "chi@matrix")
    await nets("chi@matrix: vote 1 against")
    assert nets.answer is not None and nets.answer.ok
    assert "Against 1" in nets.said("discord", "Buy a kettle")
    assert "For 0" in nets.said("discord", "Buy a kettle")
