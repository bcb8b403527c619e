"""The journal: a chain that verifies, that shows what was changed, and that forgets people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.assemblies import Assemblies
from storage.database import Database
from storage.journal import START, Journal, Written, chained, commitment
from storage.members import Roll
from storage.schema import journal
from tests.storage.conftest import NOW

PLACE = ("terminal", "table")


@pytest.fixture
async def assembly(db: Database) -> int:
    async with db.transaction():
        row = await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
    return row.id


async def write(db: Database, book: Journal, assembly: int, entries: Sequence[Written]) -> None:
    head = await db.batch(lambda c: book.write(c, assembly, entries, NOW))
    book.moved_on(assembly, head)


async def links(db: Database, assembly: int) -> list[tuple[int, str, str]]:
    query = sa.select(journal.c.link, journal.c.body, journal.c.hash).where(journal.c.assembly == assembly)
    async with db.reading() as connection:
        return [(r.link, r.body, r.hash) for r in await connection.execute(query.order_by(journal.c.link))]


async def verify(db: Database, assembly: int) -> int | None:
    async with db.reading():
        return await Journal(db).verify(assembly)


async def test_a_commit_is_one_link_over_the_one_before_it(db: Database, assembly: int) -> None:
    book = Journal(db)
    await write(db, book, assembly, [Written("motion.carried", 1), Written("motion.lost", 2)])
    await write(db, book, assembly, [Written("member.role", 0, "c0ffee", {"role": "steward"})])
    (one, first, first_hash), (two, second, second_hash) = await links(db, assembly)
    at = int(NOW.timestamp() * 1_000_000)
    assert (one, two) == (1, 2)
    assert first == '[["motion.carried",1,"",{}],["motion.lost",2,"",{}]]'
    assert first_hash == chained(START, at, first)
    assert second_hash == chained(first_hash, at, second)
    assert await verify(db, assembly) is None


async def test_the_chain_goes_on_after_a_restart(db: Database, assembly: int) -> None:
    await write(db, Journal(db), assembly, [Written("one")])
    await write(db, Journal(db), assembly, [Written("two")])
    assert [link for link, _, _ in await links(db, assembly)] == [1, 2]
    assert await verify(db, assembly) is None


async def test_a_link_that_did_not_reach_the_disk_is_not_built_upon(db: Database, assembly: int) -> None:
    book = Journal(db)
    await write(db, book, assembly, [Written("one")])

    def lost(c: sa.Connection) -> None:
        book.write(c, assembly, [Written("lost")], NOW)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await db.batch(lost)
    await write(db, book, assembly, [Written("two")])
    assert len(await links(db, assembly)) == 2
    assert await verify(db, assembly) is None


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE journal SET body = '[]' WHERE link = 2", 2),
        ("UPDATE journal SET at = at + 1 WHERE link = 1", 1),
        ("DELETE FROM journal WHERE link = 2", 2),
    ],
)
async def test_what_was_changed_later_shows(db: Database, assembly: int, change: str, broken: int) -> None:
    book = Journal(db)
    for kind in ("one", "two", "three"):
        await write(db, book, assembly, [Written(kind)])
    async with db.transaction() as connection:
        await connection.exec_driver_sql(change)
    assert await verify(db, assembly) == broken


async def test_each_assembly_has_a_chain_of_its_own(db: Database, assembly: int) -> None:
    async with db.transaction():
        place = ("discord", "7")
        other = (await Assemblies(db).found("Ward", "es", "UTC", timedelta(), place, place, NOW)).id
    book = Journal(db)
    await write(db, book, assembly, [Written("one")])
    await write(db, book, other, [Written("one")])
    assert [link for link, _, _ in await links(db, other)] == [1]
    assert await verify(db, assembly) is None
    assert await verify(db, other) is None


async def test_the_chain_verifies_after_a_person_is_forgotten_and_no_longer_leads_to_them(
    db: Database, assembly: int
) -> None:
    roll, book = Roll(db), Journal(db)
    async with db.transaction():
        account = await roll.add_account("terminal", "ana")
        member = await roll.enrol(account.id, assembly, 1, NOW)
        salt = (await roll.salts_of([member.id]))[member.id]
    stands_for = commitment(member.id, salt)
    await write(db, book, assembly, [Written("member.enrolled", 0, stands_for)])
    async with db.transaction():
        await roll.forget(member.id, NOW)
    async with db.reading():
        assert await roll.salts_of([member.id]) == {}
    assert await verify(db, assembly) is None
    assert stands_for in (await links(db, assembly))[0][1]
    assert str(member.id) not in stands_for or commitment(member.id, b"") != stands_for


def test_two_people_and_two_salts_stand_apart() -> None:
    assert len({commitment(1, b"a"), commitment(1, b"b"), commitment(2, b"a")}) == 3
    assert commitment(1, b"a") == commitment(1, b"a")
