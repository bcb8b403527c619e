"""People with several accounts, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.persons import Pair, Persons, as_it_stands
from storage.schema import members, memberships
from tests.storage.conftest import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def persons(db: Database) -> Persons:
    """With two assemblies, 1 and 2, that nobody is in."""
    async with db.transaction():
        for n in ("100", "200"):
            await Assemblies(db).found("Depot", "en", "UTC", timedelta(), ("discord", n), ("discord", n), NOW)
    return Persons(db, Roll(db))


async def account(persons: Persons, network: str, address: str) -> int:
    async with persons.db.transaction():
        return (await persons.roll.add_account(network, address)).id


async def enrol(persons: Persons, one: int, assembly: int = 1, role: int = 1, at: datetime = NOW) -> int:
    async with persons.db.transaction():
        return (await persons.roll.enrol(one, assembly, role, at)).id


async def linked(persons: Persons, *some: int) -> None:
    """Links accounts as the cog does: members first."""
    async with persons.db.transaction():
        for pair in await persons.doubled(some):
            await persons.merge(pair, LATER)
        await persons.link(some)


async def leads(persons: Persons, *some: int) -> list[list[tuple[int, int]]]:
    async with persons.db.reading():
        return [await persons.leads(one) for one in some]


async def test_linked_accounts_lead_to_one_member_in_every_assembly(persons: Persons) -> None:
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    other = await account(persons, "matrix", "@ben:x")
    first, second = await enrol(persons, ana), await enrol(persons, chi)
    alone, somebody = await enrol(persons, chi, 2), await enrol(persons, other)
    async with persons.db.reading():
        assert await persons.doubled([ana, chi]) == [Pair(1, first, second)]
    await linked(persons, ana, chi)
    assert await leads(persons, ana, chi, other) == [[(1, first), (2, alone)]] * 2 + [[(1, somebody)]]
    async with persons.db.reading():
        assert [row.id for row in await persons.accounts(chi)] == [ana, chi]
        assert [row.id for row in await persons.accounts(other)] == [other]
        assert await persons.roll.size(1) == 2
        assert await persons.earlier(first) == [second]
        assert await persons.doubled([ana, chi]) == []


async def test_who_is_enrolled_later_brings_the_other_accounts(persons: Persons) -> None:
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    await linked(persons, ana, chi)
    member = await enrol(persons, chi)
    assert await leads(persons, ana) == [[(1, member)]]
    async with persons.db.transaction():
        entry = await persons.roll.enrol_by_initials(2, "A. B.", NOW)
        await persons.roll.join(ana, 2, entry)
    assert await leads(persons, chi) == [[(1, member), (2, entry)]]


@pytest.mark.parametrize(("one", "other"), [(2, 1), (1, 2)])
async def test_the_stronger_role_and_the_earlier_day_stay(persons: Persons, one: int, other: int) -> None:
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    kept = await enrol(persons, ana, role=one, at=LATER)
    gone = await enrol(persons, chi, role=other, at=NOW)
    async with persons.db.transaction():
        await persons.roll.change_member(gone, paused_at=NOW)
    await linked(persons, chi, ana)
    async with persons.db.reading() as connection:
        row = (await connection.execute(sa.select(members).where(members.c.id == kept))).one()
        assert (row.role, row.joined_at, row.left_at, row.paused_at) == (2, NOW, None, None)
        assert await persons.roll.in_role(1, 2) == [kept]
        assert await persons.roll.member_by_id(gone) is None


@pytest.mark.parametrize("left", ["kept", "gone", "both"])
async def test_who_is_on_the_roll_by_either_is_on_it(persons: Persons, left: str) -> None:
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    kept, gone = await enrol(persons, ana), await enrol(persons, chi, at=LATER)
    async with persons.db.transaction():
        for member, name in ((kept, "kept"), (gone, "gone")):
            if left in (name, "both"):
                await persons.roll.change_member(member, left_at=LATER)
    await linked(persons, ana, chi)
    async with persons.db.reading():
        assert await persons.roll.size(1) == (0 if left == "both" else 1)
        row = await persons.roll.member_by_id(kept)
    assert (row is None) is (left == "both")
    assert row is None or row.joined_at == (LATER if left == "kept" else NOW)


async def test_three_accounts_and_two_that_were_merged_before(persons: Persons) -> None:
    some = [await account(persons, "matrix", name) for name in ("@a:x", "@b:x", "@c:x")]
    ids = [await enrol(persons, one) for one in some]
    await linked(persons, some[1], some[2])
    await linked(persons, *some)
    assert await leads(persons, *some) == [[(1, ids[0])]] * 3
    async with persons.db.reading():
        assert list(await persons.earlier(ids[0])) == ids[1:]
        named = await persons.named(ids, "matrix")
    assert {m: address for m, (_, address) in named.items()} == dict(
        zip(ids, ("@a:x", "@b:x", "@c:x"), strict=True)
    ), "on a card that names all three, each is named as before"


async def test_an_account_names_whom_it_named_before(persons: Persons) -> None:
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    kept, gone = await enrol(persons, ana), await enrol(persons, chi)
    await linked(persons, ana, chi)
    async with persons.db.reading():
        assert await persons.named([kept], "discord") == {kept: ("discord", "5")}
        assert await persons.named([kept], "matrix") == {kept: ("matrix", "@ana:x")}
        assert await persons.named([kept, gone], "matrix") == {gone: ("matrix", "@ana:x")}
        assert await persons.named([kept, gone], "discord") == {kept: ("discord", "5")}
        assert [row.address for row in (await persons.accounts_of([gone]))[gone]] == ["@ana:x"]


async def test_of_two_accounts_on_a_network_the_first_one_names(persons: Persons) -> None:
    older, newer = await account(persons, "discord", "5"), await account(persons, "discord", "6")
    member = await enrol(persons, newer)
    await linked(persons, older, newer)
    async with persons.db.reading():
        assert await persons.named([member], "discord") == {member: ("discord", "6")}


async def test_an_account_that_parts_is_on_no_roll(persons: Persons) -> None:
    some = [await account(persons, "matrix", name) for name in ("@a:x", "@b:x", "@c:x")]
    member = await enrol(persons, some[0])
    await linked(persons, *some)
    async with persons.db.transaction():
        assert await persons.part(some[0], LATER) == [(1, member)]
    assert await leads(persons, *some) == [[], [(1, member)], [(1, member)]]
    async with persons.db.reading():
        row = await persons.roll.account_by_id(some[0])
        assert [one.id for one in await persons.accounts(some[1])] == some[1:]
    assert row is not None
    assert (row.person, row.parted_at) == (None, LATER)
    await linked(persons, *some)
    async with persons.db.reading():
        row = await persons.roll.account_by_id(some[0])
    assert row is not None
    assert row.parted_at == LATER  # being linked again gives it no vote that was open before
    assert await leads(persons, some[0]) == [[(1, member)]]


async def test_a_frozen_account_is_frozen_where_it_was_said(persons: Persons) -> None:
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    for assembly in (1, 2):
        await enrol(persons, ana, assembly)

    async def frozen() -> tuple[bool, list[bool]]:
        found = [await persons.db.batch(lambda c, a=a: as_it_stands(c, ana, a)) for a in (1, 2)]
        return found[0][0], [row is not None and row.frozen_at is not None for _, row in found]

    async with persons.db.transaction():
        await persons.freeze(ana, NOW, 1)
    assert await frozen() == (False, [True, False])
    async with persons.db.transaction():
        await persons.freeze(ana, NOW)
        await persons.freeze(ana, None, 2)
    assert await frozen() == (True, [True, False])
    async with persons.db.transaction():
        await persons.freeze(ana, None, 1)
    assert await frozen() == (False, [False, False]), "what nobody says any more anywhere is over"
    async with persons.db.transaction():
        await persons.link([ana, chi])
        await persons.freeze(chi, NOW)
        await persons.roll.enrol(ana, 2, 1, NOW)
    async with persons.db.reading() as connection:
        query = sa.select(memberships.c.frozen_at).where(memberships.c.account == chi)
        assert set((await connection.execute(query)).scalars()) == {NOW}


async def test_what_was_read_before_a_link_is_read_again(persons: Persons) -> None:
    roll = persons.roll
    ana, chi = await account(persons, "discord", "5"), await account(persons, "matrix", "@ana:x")
    kept, gone = await enrol(persons, ana), await enrol(persons, chi)
    async with persons.db.reading():
        await roll.account("matrix", "@ana:x")
        before = await roll.member(chi, 1)
    assert before is not None
    edition = roll.edition
    await linked(persons, ana, chi)
    assert roll.edition > edition
    assert roll.known_member(chi, 1) is None
    assert roll.known_account(("matrix", "@ana:x")) is None
    assert roll.has_moved(gone)
    assert [roll.is_unsettled(one) for one in (ana, chi)] == [True, True]
    assert await persons.db.batch(lambda c: roll.gone_among(c, [kept, gone])) == {gone}
    _, row = await persons.db.batch(lambda c: as_it_stands(c, chi, 1))
    assert row is not None
    assert row.id == kept
