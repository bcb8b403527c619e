"""One person, one member, one ballot: linking as people meet it, on two networks."""

from __future__ import annotations

from tests.cogs.accounts.linking import link, rows
from tests.twonets import TwoNets


async def test_two_accounts_give_one_ballot(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    await nets("chi@discord: vote 1 for")
    await nets("chi@matrix: vote 1 against")
    assert "Against 1" in nets.said("discord", "vote until")
    nets.clock.forward(nets.clock.at - nets.clock.at)
    said = await link(nets, "chi@discord", "chi@matrix")
    assert "both accounts are one person now" in said
    assert "Motion 1: you had voted with both." in said
    card = nets.said("discord", "vote until")
    assert ("For 1" in card) is not ("Against 1" in card)
    await nets("chi@discord: vote 1 abstain")
    await nets("chi@matrix: vote 1 for")
    card = nets.said("matrix", "vote until")
    assert "For 1" in card
    assert "Abstain 0" in card
    await nets("ana@discord: assembly show")
    assert "3" in nets.text
    assert len(await rows(nets, "once", "member")) == 1
