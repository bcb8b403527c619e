"""Accounts and the roll, as they are stored."""

from __future__ import annotations

import asyncio
import contextvars
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.schema import accounts, members
from tests.storage.conftest import NOW


@pytest.fixture
def roll(db: Database) -> Roll:
    return Roll(db)


@pytest.fixture
async def assembly(db: Database) -> int:
    place = ("discord", "100")
    async with db.transaction():
        return (await Assemblies(db).found("Depot", "en", "UTC", timedelta(), place, place, NOW)).id


async def enrol(roll: Roll, assembly: int, address: str, role: int = 1) -> tuple[int, int]:
    """Account and member of a person who comes onto the roll."""
    async with roll.db.transaction():
        account = await roll.add_account("discord", address)
        return account.id, (await roll.enrol(account.id, assembly, role, NOW)).id


async def test_an_account_is_made_once(roll: Roll) -> None:
    async with roll.db.transaction():
        first = await roll.add_account("discord", "5")
        assert await roll.add_account("discord", "5") == first
        assert (await roll.add_account("matrix", "5")).id != first.id
    assert (first.locale, first.zone, first.quiet) == (None, None, False)


async def test_what_changes_during_a_reading_is_not_remembered_as_it_was(roll: Roll, assembly: int) -> None:
    account, member = await enrol(roll, assembly, "5")

    async def change() -> None:
        async with roll.db.transaction():
            await roll.change_member(member, role=2)
            await roll.change_account(account, locale="de")

    async with roll.db.reading():
        assert await roll.account("discord", "6") is None  # from here on it sees what is there now
        await asyncio.get_running_loop().create_task(change(), context=contextvars.Context())
        await roll.account("discord", "5")
        await roll.member(account, assembly)
        await Assemblies(roll.db).get(assembly)
    async with roll.db.reading():
        changed, of = await roll.member(account, assembly), await roll.account("discord", "5")
    assert changed is not None and of is not None
    assert (changed.role, of.locale) == (2, "de")


async def test_what_was_read_is_remembered_until_it_changes(roll: Roll, assembly: int) -> None:
    account, member = await enrol(roll, assembly, "5")
    assert roll.known_account(("discord", "5")) is None
    async with roll.db.reading():
        await roll.account("discord", "5")
        await roll.member(account, assembly)
    known = roll.known_account(("discord", "5"))
    assert known is not None
    assert known.locale is None
    assert roll.known_member(account, assembly) is not None
    async with roll.db.transaction():
        await roll.change_account(account, locale="es")
        await roll.change_member(member, role=2)
    async with roll.db.reading():
        again, as_member = await roll.account("discord", "5"), await roll.member(account, assembly)
    assert again is not None
    assert again.locale == "es"
    assert as_member is not None
    assert as_member.role == 2


async def test_what_was_rolled_back_is_not_remembered(roll: Roll, assembly: int) -> None:
    account, member = await enrol(roll, assembly, "5")
    with pytest.raises(ValueError, match="no"):
        async with roll.db.transaction():
            await roll.change_member(member, role=2)
            seen = await roll.member(account, assembly)
            assert seen is not None
            assert seen.role == 2
            raise ValueError("no")
    async with roll.db.reading():
        now = await roll.member(account, assembly)
    assert now is not None
    assert now.role == 1


async def test_enrolling_twice_is_enrolling_once(roll: Roll, assembly: int) -> None:
    first, again = await enrol(roll, assembly, "5"), await enrol(roll, assembly, "5", role=2)
    assert first == again
    async with roll.db.reading():
        assert await roll.size(assembly) == 1
        assert await roll.in_role(assembly, 2) == []


async def test_who_left_and_comes_back_is_the_same_member(roll: Roll, assembly: int) -> None:
    account, member = await enrol(roll, assembly, "5", role=2)
    later = NOW + timedelta(days=1)
    async with roll.db.transaction():
        await roll.change_member(member, left_at=NOW, role=1)
    async with roll.db.transaction():
        again = await roll.enrol(account, assembly, 1, later)
    assert (again.id, again.role, again.joined_at) == (member, 1, later)
    async with roll.db.reading():
        assert await roll.size(assembly) == 1
        assert await roll.member(account, assembly) == again
        assert set(await roll.salts_of([member])) == {member}, "the journal still leads to them"


async def test_a_forgotten_person_who_comes_back_is_somebody_new(roll: Roll, assembly: int) -> None:
    _, member = await enrol(roll, assembly, "5")
    async with roll.db.transaction():
        await roll.forget(member, NOW)
    _, again = await enrol(roll, assembly, "5")
    assert again != member


async def test_roles_and_size_count_only_those_on_the_roll(roll: Roll, assembly: int) -> None:
    _, ana = await enrol(roll, assembly, "5", role=2)
    _, ben = await enrol(roll, assembly, "6")
    async with roll.db.transaction():
        await roll.change_member(ana, left_at=NOW)
    async with roll.db.reading():
        assert await roll.size(assembly) == 1
        assert await roll.in_role(assembly, 2) == []
        assert await roll.in_role(assembly, 1) == [ben]
        assert await roll.member_by_id(ana) is None
        both = await roll.accounts_of([ana, ben])
    assert [a.address for a in both[ana]] == ["5"], "their card still names them"


async def test_a_forgotten_person_leaves_no_account_and_no_salt(roll: Roll, assembly: int) -> None:
    account, member = await enrol(roll, assembly, "5")
    async with roll.db.transaction():
        await roll.forget(member, NOW)
    async with roll.db.reading() as connection:
        assert await roll.account("discord", "5") is None
        assert await roll.member(account, assembly) is None
        assert (await connection.execute(sa.select(accounts))).all() == []
        row = (await connection.execute(sa.select(members))).one()
    assert (row.salt, row.left_at) == (None, NOW)


async def test_an_account_that_another_roll_needs_stays(roll: Roll, assembly: int) -> None:
    place = ("discord", "200")
    async with roll.db.transaction():
        other = (await Assemblies(roll.db).found("Ward", "en", "UTC", timedelta(), place, place, NOW)).id
    account, member = await enrol(roll, assembly, "5")
    _, there = await enrol(roll, other, "5")
    async with roll.db.transaction():
        await roll.forget(member, NOW)
    async with roll.db.reading():
        assert await roll.account("discord", "5") is not None
        assert await roll.member(account, assembly) is None
        kept = await roll.member(account, other)
    assert kept is not None
    assert kept.id == there


async def test_the_database_knows_two_roles_alone(roll: Roll, assembly: int) -> None:
    _, member = await enrol(roll, assembly, "5")
    with pytest.raises(sa.exc.IntegrityError):
        async with roll.db.transaction():
            await roll.change_member(member, role=3)


async def test_who_left_since_the_start_is_asked_about_and_who_came_back_is_there(db: Database) -> None:
    roll = Roll(db)
    async with db.transaction():
        place = ("discord", "100")
        row = await Assemblies(db).found("Depot", "en", "UTC", timedelta(), place, place, NOW)
        people = [(await roll.add_account("discord", name)).id for name in ("ana", "ben", "chi")]
        ids = [(await roll.enrol(account, row.id, 1, NOW)).id for account in people]
        await roll.change_member(ids[0], left_at=NOW)
        await roll.forget(ids[1], NOW)
    assert await db.batch(lambda c: roll.gone_among(c, ids)) == set(ids[:2])
    async with db.transaction():
        await roll.enrol(people[0], row.id, 1, NOW)
    assert await db.batch(lambda c: roll.gone_among(c, ids)) == {ids[1]}
    assert [roll.has_moved(member) for member in ids] == [True, True, False]
