"""One person, one signature, whatever accounts; and what signing keeps of them is shown to them alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cogs.campaigns.sign_schema import counts, signatures
from tests.cogs.accounts.linking import link
from tests.twonets import TwoNets


async def signed(nets: TwoNets) -> list[int]:
    """Under which numbers somebody has signed; as many as the counter says."""
    async with nets.app.db.reading() as connection:
        people = list((await connection.execute(sa.select(signatures.c.person))).scalars())
        total = sa.select(counts.c.n).where(counts.c.kind == "all")
        assert ((await connection.execute(total)).scalar_one_or_none() or 0) == len(people)
    return people


@pytest.fixture
async def nets(one_assembly: TwoNets) -> TwoNets:
    await one_assembly("ana@discord: campaign start Free Erlan goal:100")
    return one_assembly


async def test_two_members_who_are_one_have_one_signature(nets: TwoNets) -> None:
    for who in ("chi@discord", "chi@matrix"):
        await nets(f"{who}: member join")
        await nets(f"{who}: sign erlan", private=True)
    assert len(await signed(nets)) == 2
    said = await link(nets, "chi@discord", "chi@matrix")
    assert "You had signed 1 Free Erlan (erlan) twice; the last one stands." in said
    assert len(await signed(nets)) == 1
    await nets("chi@matrix: sign erlan as:nurse", private=True)
    assert "Your signature is changed" in nets.text
    assert len(await signed(nets)) == 1
    await nets("chi@discord: unsign erlan", private=True)
    assert await signed(nets) == []


async def test_who_signed_as_a_stranger_and_joined_signs_once(nets: TwoNets) -> None:
    await nets("chi@discord: sign erlan as:nurse")
    assert [person < 0 for person in await signed(nets)] == [True]
    await nets("chi@discord: member join")
    await nets("chi@discord: sign erlan name:everyone called:Chi")
    assert "Your signature is changed" in nets.text
    assert [person > 0 for person in await signed(nets)] == [True]
    await nets("chi@discord: signature show erlan")
    assert "what you said of yourself: nurse" in nets.text


async def test_an_account_that_signed_as_a_stranger_is_folded_once_it_is_linked(nets: TwoNets) -> None:
    await nets("chi@discord: member join")
    await nets("chi@discord: sign erlan")
    await nets("chi@matrix: sign erlan", private=True)
    assert len(await signed(nets)) == 2
    await link(nets, "chi@discord", "chi@matrix")
    assert [person > 0 for person in await signed(nets)] == [True]


async def test_what_is_typed_where_others_read_is_not_signed(nets: TwoNets) -> None:
    await nets("chi@matrix: sign erlan")
    assert "You have signed" not in nets.text
    assert await signed(nets) == []
    await nets.react("chi@matrix", "✒️", nets.card("matrix", "Free Erlan"))
    assert "Not counted." in nets.text
    assert await signed(nets) == []


async def test_a_member_reads_and_has_erased_what_is_kept(nets: TwoNets) -> None:
    await nets("chi@discord: sign erlan as:nurse")
    await nets("chi@discord: member join")
    await nets("chi@discord: privacy", private=True)
    assert "/unsign erases all of it" in nets.text
    await nets("chi@discord: member forget-me sure:yes", private=True)
    assert await signed(nets) == []


async def test_an_account_that_is_unlinked_signs_no_second_time(nets: TwoNets) -> None:
    for who in ("chi@discord", "chi@matrix"):
        await nets(f"{who}: member join")
    await link(nets, "chi@discord", "chi@matrix")
    await nets("chi@discord: sign erlan", private=True)
    nets.clock.forward(timedelta(hours=1))
    await nets("chi@matrix: account unlink yes", private=True)
    await nets("chi@matrix: sign erlan", private=True)
    assert "This account was unlinked after campaign 1 had opened" in nets.text
    assert len(await signed(nets)) == 1
    nets.clock.forward(timedelta(hours=1))
    await nets("ana@discord: campaign start Free Dara goal:100")
    await nets("chi@matrix: sign dara", private=True)
    assert "You have signed" in nets.text
