"""What can go wrong with a code, and what others learn of a link: nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cogs.accounts.linking import code, link, rows
from tests.twonets import TwoNets


@pytest.mark.parametrize("given", ["0000-0000-0000-0000", "kettle"])
async def test_a_code_that_nobody_made_links_nothing(one_assembly: TwoNets, given: str) -> None:
    nets = one_assembly
    await nets(f"chi@matrix: account link {given}", private=True)
    assert nets.answer is not None
    assert not nets.answer.ok
    assert await rows(nets, "accounts", "person") == [(None,)] * len(await rows(nets, "accounts", "id"))


async def test_a_code_is_good_once_and_for_ten_minutes(one_assembly: TwoNets) -> None:
    nets = one_assembly
    given = await code(nets, "chi@discord")
    nets.clock.forward(timedelta(minutes=10))
    await nets(f"chi@matrix: account link {given}", private=True)
    assert "That code is not good" in nets.text
    given = await code(nets, "chi@discord")
    await nets(f"chi@matrix: account link {given}", private=True)
    assert "Is this account yours too" in nets.text
    await nets(f"dan@matrix: account link {given}", private=True)
    assert "That code is not good" in nets.text


async def test_guessing_is_stopped(one_assembly: TwoNets) -> None:
    nets = one_assembly
    for n in range(6):
        await nets(f"eve@matrix: account link 0000-0000-0000-000{n}", private=True)
    assert "That code is not good" not in nets.text
    given = await code(nets, "chi@discord")
    await nets(f"eve@matrix: account link {given}", private=True)
    assert "Is this account yours" not in nets.text


async def test_one_side_alone_links_nothing(one_assembly: TwoNets) -> None:
    nets = one_assembly
    given = await code(nets, "chi@discord")
    await nets("chi@discord: account confirm yes", private=True)
    assert "nobody has given your code yet" in nets.text
    await nets(f"eve@matrix: account link {given}", private=True)
    assert "Chi (102) on Discord" in nets.text, "whoever gives a code sees whose it is, by a name people know"
    await nets("chi@discord: account confirm yes", private=True)
    assert "confirms first" in nets.text
    await nets("eve@matrix: account confirm yes", private=True)
    await nets("eve@matrix: account confirm yes", private=True)
    assert "Nothing waits" in nets.text
    await nets("chi@discord: account confirm", private=True)
    assert "Eve (@eve:example.org) on Matrix" in nets.text
    await nets.press("chi@discord", "No", private=True)
    assert "nothing is linked" in nets.text
    await nets("chi@discord: account confirm yes", private=True)
    assert {person for (person,) in await rows(nets, "accounts", "person")} == {None}


async def test_in_a_shared_room_no_code_is_given(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("chi@matrix: account link")
    assert nets.answer is not None
    assert not nets.answer.ok
    assert "Others could read that" in nets.text


async def test_stewards_see_two_people_less_one_and_not_who(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    await nets("chi@discord: vote 1 for")
    await nets("chi@matrix: vote 1 against")
    await nets.later(hours=73)
    before = {net: nets.said(net, "Motion 1 is") for net in ("discord", "matrix")}
    assert "For 1, against 1" in before["discord"]
    await link(nets, "chi@discord", "chi@matrix")
    await nets.later(hours=1)
    for net in ("discord", "matrix"):
        assert nets.said(net, "Motion 1 is") == before[net], "what was decided is not touched"
    for line in ("member list", "assembly show", "motion export 1", "now", "account list"):
        await nets(f"ana@discord: {line}", private=True)
        assert "@chi:example.org" not in nets.text
        if nets.answer is not None and nets.answer.file is not None:
            assert b"chi" not in nets.answer.file.content
    await nets("chi@discord: account list", private=True)
    assert "@chi:example.org) on Matrix" in nets.text


async def test_a_steward_who_reads_the_roll_on_two_networks_learns_of_no_link(one_assembly: TwoNets) -> None:
    """Names come in one order, so what stands at one place in both lists would be one person."""
    nets = one_assembly
    await nets("chi@discord: member join")
    await link(nets, "chi@discord", "chi@matrix")
    await link(nets, "ana@discord", "ana@matrix")
    lists = {}
    for who in ("ana@discord", "ana@matrix"):
        await nets(f"{who}: member list", private=True)
        lists[who] = nets.text
    assert "@chi:example.org" not in lists["ana@matrix"]
    assert "Chi@discord" in lists["ana@matrix"]
    assert nets.account("chi@discord").id in lists["ana@discord"]


async def test_a_newcomer_brings_the_accounts_that_were_linked_before(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await link(nets, "chi@discord", "chi@matrix")
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("chi@matrix: motion second 1")
    await nets("chi@matrix: vote 1 for")
    await nets("chi@discord: vote 1 against")
    assert "For 0" in nets.said("matrix", "vote until")
    assert "Against 1" in nets.said("matrix", "vote until")
    members = await rows(nets, "memberships", "account", "member")
    assert len({member for _, member in members}) == 2
    assert len(members) == 3


async def test_a_steward_stays_one_by_either_account(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await nets("zoe@matrix: vote 1 for")
    await nets("ben@matrix: motion propose Paint the shed")
    await nets("ana@matrix: motion second 1")
    await link(nets, "ana@matrix", "ana@discord")
    await nets("ana@matrix: motion close 1")
    assert nets.answer is not None
    assert nets.answer.ok
    async with nets.app.db.reading() as connection:
        body = (await connection.exec_driver_sql("SELECT body FROM journal ORDER BY link")).scalars().all()
    merged = [text for text in body if "roll.merged" in text]
    assert len(merged) == 1
    assert '"roll.merged",0,"",{"role":"steward"}' in merged[0]
