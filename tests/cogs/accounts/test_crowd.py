"""Acts that are on their way while two accounts become one person's, or while one is frozen."""

from __future__ import annotations

import asyncio

from bot.api.invocation import Answer, Invocation
from bot.api.people import Address, Room
from tests.cogs.accounts.linking import code, link
from tests.twonets import TwoNets


def _act(nets: TwoNets, who: str, command: str, private: bool = False, **given: str | int) -> Invocation:
    network = nets.account(who).network
    alone = Address(network, f"with-{who.partition('@')[0]}")
    room = Room(alone, (alone,), True) if private else nets.rooms[network]
    return Invocation(nets.account(who), room, command=command, arguments=given, source="button")


def _vote(nets: TwoNets, who: str, choice: str) -> Invocation:
    return _act(nets, who, "motion vote", number="1", choice=choice)


async def _all_at_once(nets: TwoNets, *acts: Invocation) -> list[Answer | None]:
    found = await asyncio.gather(*(nets.app.door.act(one) for one in acts))
    await nets.settled()
    return list(found)


async def _voting(nets: TwoNets) -> None:
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    for who in ("chi@discord", "chi@matrix", "dan@matrix"):
        await nets(f"{who}: vote 1 for")


async def test_a_vote_on_its_way_is_the_persons_vote(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _voting(nets)
    given = await code(nets, "chi@discord")
    await nets(f"chi@matrix: account link {given}", private=True)
    await nets("chi@matrix: account confirm yes", private=True)
    answers = await _all_at_once(
        nets,
        _vote(nets, "chi@matrix", "against"),
        _act(nets, "chi@discord", "account confirm", True, **{"both-mine": "yes"}),
        _vote(nets, "chi@matrix", "abstain"),
        _vote(nets, "dan@matrix", "against"),
        _vote(nets, "chi@discord", "against"),
        _vote(nets, "chi@matrix", "abstain"),
    )
    assert [answer is not None and answer.ok for answer in answers] == [True] * 6
    card = nets.said("discord", "Buy a kettle")
    assert all(row in card for row in ("For 0", "Against 1", "Abstain 1"))


async def test_nothing_counts_that_was_on_its_way_when_the_account_was_frozen(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _voting(nets)
    await link(nets, "chi@discord", "chi@matrix")
    answers = await _all_at_once(
        nets,
        _act(nets, "chi@matrix", "account lost", True, which="1"),
        _vote(nets, "chi@discord", "against"),
        _vote(nets, "dan@matrix", "against"),
    )
    assert [answer is not None and answer.ok for answer in answers] == [True, False, True]
    card = nets.said("discord", "Buy a kettle")
    assert all(row in card for row in ("For 1", "Against 1"))
