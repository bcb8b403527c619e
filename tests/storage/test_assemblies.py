"""Assemblies, the places they meet in, and what goes with them."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.alarms import Alarm, Alarms
from storage.assemblies import Assemblies, AssemblyRow
from storage.database import Database
from storage.journal import Journal, Written
from storage.members import Roll
from storage.occasion_book import OccasionBook
from storage.outbox import Outbox
from storage.reactions import ReactionStates
from storage.room_book import RoomBook
from storage.schema import core
from tests.storage.conftest import NOW

SERVER, ROOM, OTHER_ROOM = ("discord", "1"), ("discord", "100"), ("discord", "200")
MONTH = timedelta(days=30)


@pytest.fixture
def assemblies(db: Database) -> Assemblies:
    return Assemblies(db)


async def found(
    assemblies: Assemblies, name: str = "Depot", place: tuple[str, str] = SERVER, home: tuple[str, str] = ROOM
) -> AssemblyRow:
    async with assemblies.db.transaction():
        return await assemblies.found(name, "en", "Europe/Berlin", timedelta(hours=12), place, home, NOW)


async def at(assemblies: Assemblies, *chain: tuple[str, str]) -> str | None:
    async with assemblies.db.reading():
        row = await assemblies.at_places(chain)
    return row.name if row else None


async def test_the_nearest_place_upward_decides(assemblies: Assemblies) -> None:
    await found(assemblies)
    assert await at(assemblies, OTHER_ROOM, SERVER) == "Depot"
    await found(assemblies, "Ward", OTHER_ROOM, OTHER_ROOM)
    assert await at(assemblies, OTHER_ROOM, SERVER) == "Ward"
    assert await at(assemblies, ROOM, SERVER) == "Depot"
    assert await at(assemblies, ("matrix", "!x:y")) is None


async def test_the_places_of_a_network_are_known_also_those_that_are_gone(assemblies: Assemblies) -> None:
    depot = await found(assemblies)
    await found(assemblies, "Ward", ("matrix", "!x:y"), ("matrix", "!x:y"))
    await found(assemblies, "Hall", OTHER_ROOM, OTHER_ROOM)
    async with assemblies.db.transaction():
        await assemblies.place_gone(SERVER, NOW, NOW + MONTH)
    async with assemblies.db.reading():
        rows = await assemblies.places_on("discord")
        own = await assemblies.places_of(depot.id)
    assert {(row.address, row.gone_at) for row in rows} == {("1", NOW), ("200", None)}
    assert [(row.address, row.assembly) for row in own] == [("1", depot.id)]


async def test_an_assembly_reads_as_it_was_founded_and_changed(assemblies: Assemblies) -> None:
    row = await found(assemblies)
    assert (row.policy, row.careful, row.shortest_vote) == ("anyone", None, timedelta(hours=12))
    assert (row.home, row.founded_at, row.zone) == (ROOM, NOW, "Europe/Berlin")
    async with assemblies.db.reading():
        assert await assemblies.get(row.id) == row
    async with assemblies.db.transaction():
        await assemblies.change(row.id, careful=True, name="Hall")
    async with assemblies.db.reading():
        changed = await assemblies.get(row.id)
    assert changed is not None
    assert (changed.name, changed.careful) == ("Hall", True)


async def test_numbers_count_from_one_by_kind_and_assembly(assemblies: Assemblies) -> None:
    depot, ward = await found(assemblies), await found(assemblies, "Ward", OTHER_ROOM, OTHER_ROOM)

    async def number(assembly: int, kind: str) -> int:
        async with assemblies.db.transaction():
            return await assemblies.next_number(assembly, kind)

    motions = await asyncio.gather(*(number(depot.id, "motion") for _ in range(5)))
    assert sorted(motions) == [1, 2, 3, 4, 5]
    assert await number(ward.id, "motion") == 1
    assert await number(depot.id, "call") == 1


async def test_a_number_is_not_used_where_the_act_was_taken_back(assemblies: Assemblies) -> None:
    depot = await found(assemblies)
    with pytest.raises(ValueError, match="no"):
        async with assemblies.db.transaction():
            await assemblies.next_number(depot.id, "motion")
            raise ValueError("no")
    async with assemblies.db.transaction():
        assert await assemblies.next_number(depot.id, "motion") == 1


async def test_an_assembly_without_a_place_is_erased_a_month_later(assemblies: Assemblies) -> None:
    depot = await found(assemblies)
    async with assemblies.db.transaction():
        assert await assemblies.place_gone(SERVER, NOW, NOW + MONTH) == depot.id
    assert await at(assemblies, ROOM, SERVER) is None
    async with assemblies.db.reading():
        assert await assemblies.due_to_erase(NOW) == ([], NOW + MONTH)
        assert await assemblies.due_to_erase(NOW + MONTH) == ([depot.id], None)


async def test_a_place_that_comes_back_saves_its_assembly(assemblies: Assemblies) -> None:
    await found(assemblies)
    async with assemblies.db.transaction():
        await assemblies.place_gone(SERVER, NOW, NOW + MONTH)
    async with assemblies.db.transaction():
        await assemblies.place_back(SERVER)
    assert await at(assemblies, SERVER) == "Depot"
    async with assemblies.db.reading():
        assert await assemblies.due_to_erase(NOW + 2 * MONTH) == ([], None)


async def test_a_room_that_is_replaced_is_followed(assemblies: Assemblies) -> None:
    depot = await found(assemblies, place=ROOM, home=ROOM)
    async with assemblies.db.transaction():
        await assemblies.move_place(ROOM, OTHER_ROOM)
    assert await at(assemblies, OTHER_ROOM) == "Depot"
    assert await at(assemblies, ROOM) is None
    async with assemblies.db.reading():
        row = await assemblies.get(depot.id)
    assert row is not None
    assert row.home == OTHER_ROOM


async def test_what_an_assembly_leaves_when_it_is_erased_is_nothing(assemblies: Assemblies) -> None:
    db = assemblies.db
    depot, ward = await found(assemblies), await found(assemblies, "Ward", OTHER_ROOM, OTHER_ROOM)
    for assembly, room in ((depot, ROOM), (ward, OTHER_ROOM)):
        await _live(db, assembly.id, room)
    async with db.transaction():
        await assemblies.erase(depot.id)
    left = await _rows(db)
    assert {name for name, rows in left.items() if "assembly" in core.tables[name].c} >= {"members", "posts"}
    for name, rows in left.items():
        if "assembly" in core.tables[name].c:
            assert {row.assembly for row in rows} == {ward.id}, name
    assert len(left["reactions"]) == 1


async def test_the_number_of_an_erased_assembly_is_nobody_elses(assemblies: Assemblies) -> None:
    depot = await found(assemblies)
    async with assemblies.db.transaction():
        await assemblies.erase(depot.id)
    assert (await found(assemblies, "Ward")).id != depot.id


async def _live(db: Database, assembly: int, room: tuple[str, str]) -> None:
    """Writes something of an assembly into each table."""
    roll, outbox, journal = Roll(db), Outbox(db), Journal(db)
    async with db.transaction():
        account = await roll.add_account("discord", f"person of {assembly}")
        member = await roll.enrol(account.id, assembly, 2, NOW)
        await outbox.order(assembly, room, "motion.card", 1, "", None, True, NOW)
        [post] = await outbox.of_card(assembly, "motion.card", 1)
        await outbox.tell(assembly, member.id, "motion.open", 1, "", NOW)
        await Assemblies(db).next_number(assembly, "motion")
        await Assemblies(db).keep(assembly, {"size": "45"})
        await RoomBook(db).order(assembly, room, "bloc.room", 1, NOW)
        await OccasionBook(db).order(assembly, "call.date", [1], [room[0]], NOW)
        await Alarms(db).set(Alarm(assembly, "call.lead", 1, NOW))
        await db.within(lambda c: ReactionStates.write(c, {(post.id, account.id): ("✅",)}))
        await db.within(lambda c: journal.write(c, assembly, [Written("one")], NOW))


async def _rows(db: Database) -> dict[str, list[sa.Row[tuple[object, ...]]]]:
    async with db.reading() as connection:
        return {t.name: list(await connection.execute(sa.select(t))) for t in core.sorted_tables}
