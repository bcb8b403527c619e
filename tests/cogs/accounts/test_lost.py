"""Accounts that are taken away, and accounts that are lost."""

from __future__ import annotations

import json

from bot.api.people import Address
from tests.cogs.accounts.linking import CODE, link, rows
from tests.twonets import TwoNets


async def _voting(nets: TwoNets) -> None:
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")


async def test_who_unlinks_an_account_votes_no_second_time_with_it(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _voting(nets)
    await nets("chi@discord: vote 1 for")
    await link(nets, "chi@discord", "chi@matrix")
    await nets("chi@matrix: account unlink", private=True)
    assert "Take this account away" in nets.text
    await nets("chi@matrix: account unlink yes", private=True)
    assert nets.answer is not None
    assert nets.answer.ok
    await nets("chi@matrix: vote 1 against")
    assert not nets.answer.ok
    await nets("ana@discord: motion propose Paint the shed")
    await nets("chi@matrix: motion second 2")
    assert "not on the roll" in nets.text
    await nets("chi@discord: vote 1 against")
    assert "Against 1" in nets.said("matrix", "Buy a kettle")
    await nets("chi@discord: account unlink yes", private=True)
    assert "linked to no other" in nets.text


async def test_what_a_lost_account_does_counts_no_more(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _voting(nets)
    await link(nets, "chi@discord", "chi@matrix")
    await nets("chi@discord: vote 1 for")
    await nets("chi@matrix: account list", private=True)
    assert "2. Chi (@chi:example.org) on Matrix" in nets.text
    await nets("chi@matrix: account lost 1 ago:3h", private=True)
    assert "nothing counts that is done with Chi (102) on Discord" in nets.text
    assert "Motion 1: For. If that was not you" in nets.text
    await nets("chi@discord: vote 1 against")
    assert "reported lost" in nets.text
    on_discord = nets.card("discord", "Buy a kettle")
    await nets.react("chi@discord", "❌", on_discord)
    assert "For 1" in nets.said("matrix", "Buy a kettle")
    await nets("chi@discord: account found 2", private=True)
    assert "reported lost" in nets.text
    await nets("chi@matrix: vote 1 abstain")
    assert "Abstain 1" in nets.said("discord", "Buy a kettle")
    await nets("chi@matrix: account found 1", private=True)
    await nets("chi@discord: vote 1 for")
    assert nets.answer is not None
    assert nets.answer.ok
    await nets.later(hours=73)
    assert "For 1, against 0" in nets.posts("discord")[-1], (
        "what stood while it was lost is not read at the close"
    )


async def test_two_members_report_an_account_and_two_find_it_again(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _voting(nets)
    for who in ("dan@discord", "eve@discord"):
        await nets(f"{who}: vote 1 against")
    named = nets.typed("dan@discord")
    await nets(f"ana@discord: account lost {named} ago:1h", private=True)
    assert "If another member says so" in nets.text
    await nets(f"ana@discord: account lost {named}", private=True)
    await nets("dan@discord: vote 1 for")
    assert nets.answer is not None
    assert nets.answer.ok, "one word is not enough, nor is it said twice"
    await nets(f"eve@discord: account lost {named}", private=True)
    assert "Done: nothing that is done with" in nets.text
    await nets("dan@discord: vote 1 abstain")
    assert "reported lost" in nets.text
    await nets("dan@discord: account link", private=True)
    assert "reported lost" in nets.text
    for who in ("ana@discord", "eve@discord"):
        await nets(f"{who}: account found {named}", private=True)
    await nets("dan@discord: vote 1 abstain")
    assert nets.answer.ok
    stewards = nets.faces["discord"].directs
    assert all("ana" not in who for who, _ in stewards)


async def test_who_is_forgotten_leaves_nothing_of_either_account(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await _voting(nets)
    await nets("chi@discord: vote 1 for")
    await nets("chi@matrix: vote 1 against because it rusts")
    await nets.later(hours=73)
    await link(nets, "chi@discord", "chi@matrix")
    async with nets.app.db.reading() as connection:
        reasons = (await connection.exec_driver_sql("SELECT reason FROM ballots")).scalars().all()
    assert "because it rusts" in reasons
    await nets("chi@matrix: member forget-me sure:yes", private=True)
    assert "erased" in nets.text
    assert await rows(nets, "once", "member") == []
    addresses = {Address(*row) for row in await rows(nets, "accounts", "network", "address")}
    assert addresses == {nets.account("ana@discord"), nets.account("ben@matrix")}
    async with nets.app.db.reading() as connection:
        reasons = (await connection.exec_driver_sql("SELECT reason FROM ballots")).scalars().all()
    assert set(reasons) == {""}
    salts = dict(await rows(nets, "members", "id", "salt"))
    assert sum(salt is None for salt in salts.values()) == 2


async def test_who_is_on_no_roll_is_forgotten_with_all_accounts(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await link(nets, "chi@discord", "chi@matrix")
    await nets("chi@matrix: member forget-me sure:yes", private=True)
    assert len(await rows(nets, "accounts", "id")) == 1


async def test_a_copy_of_ones_data_holds_what_was_done_before_the_link(
    one_assembly: TwoNets,
) -> None:
    nets = one_assembly
    await _voting(nets)
    await nets("chi@discord: vote 1 for")
    await nets("chi@matrix: vote 1 against because it rusts")
    await nets.later(hours=73)
    await link(nets, "chi@discord", "chi@matrix")
    await nets("chi@discord: member export-me", private=True)
    assert nets.answer is not None
    assert nets.answer.file is not None
    held = json.loads(nets.answer.file.content)
    assert "@chi:example.org" in json.dumps(held)
    assert "because it rusts" in json.dumps(held)
    await nets("ana@discord: member export-me", private=True)
    assert nets.answer.file is not None
    assert b"chi" not in nets.answer.file.content


async def test_codes_of_a_lost_account_are_void(one_assembly: TwoNets) -> None:
    nets = one_assembly
    await link(nets, "ana@discord", "ana@matrix")
    await nets("ana@discord: assembly connect")
    given = CODE.search(nets.text)
    assert given, nets.text
    await nets("ana@matrix: account lost 1", private=True)
    nets.room("other", "discord", "other", "elsewhere")
    await nets(f"mo@discord/other: assembly connect {given[0]}")
    assert "I gave nobody this code" in nets.text
