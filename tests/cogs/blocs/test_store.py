"""Blocs on a real database, SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.api.people import Address, Role
from bot.api.rooms import RoomOrder
from cogs.blocs import delegate_schema  # noqa: F401 - its tables go with the others
from cogs.blocs.doors import Doors
from cogs.blocs.known import KnownBlocs
from cogs.blocs.lodging import Lodgings
from cogs.blocs.notices import KEPT_FOR, Notices
from cogs.blocs.rules import errors
from cogs.blocs.rules.bloc import Bloc, Kind
from cogs.blocs.rules.growth import Step
from cogs.blocs.schema import bloc_tables
from cogs.blocs.store import BlocStore
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.migrate import CORE, Owner, migrate
from storage.room_book import RoomBook
from tests.storage.conftest import db, postgres, templates, url  # noqa: F401
from tests.storage.test_migrations import described
from tests.talk import START

BLOCS = Owner("blocs", Path(__file__).parents[3] / "cogs" / "blocs" / "migrations")
HALL = Address("matrix", "!hall")


class Depot:
    """An assembly with Ana, Ben and Chi on its roll."""

    def __init__(self, db: Database) -> None:  # noqa: F811
        self.db = db
        self.roll = Roll(db)
        self.assemblies = Assemblies(db)
        self.store = BlocStore(db, self.assemblies, self.roll)
        self.doors = Doors(db)
        self.notices = Notices(db)
        self.known = KnownBlocs(self.store, Lodgings(db))
        self.id = 0
        self.ana = self.ben = self.chi = 0

    async def found(self) -> None:
        place = ("matrix", "!space")
        self.id = (await self.assemblies.found("Depot", "en", "UTC", timedelta(), place, HALL, START)).id
        self.ana, self.ben, self.chi = [await self.member(name) for name in ("ana", "ben", "chi")]

    async def member(self, name: str) -> int:
        account = await self.roll.add_account("matrix", f"@{name}:x")
        return (await self.roll.enrol(account.id, self.id, Role.MEMBER, START)).id

    async def bloc(self, name: str, kind: Kind = Kind.OPEN, parent: int | None = None) -> Bloc:
        fresh = Bloc(0, self.id, name, kind, self.ana, START, HALL, parent, "Nurse", "Berlin")
        return await self.store.add(fresh)


@pytest.fixture
async def depot(db: Database) -> Depot:  # noqa: F811
    await migrate(db, [CORE, BLOCS])
    made = Depot(db)
    async with db.transaction():
        await made.found()
    return made


async def test_what_is_kept_comes_back_as_it_was(depot: Depot) -> None:
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses")
        assert await depot.store.get(nurses.id) == nurses
        changed = replace(
            nurses, name="Carers", kind=Kind.VOUCHED, with_role=True, keeper=None, archived_at=START
        )
        await depot.store.save(changed)
        assert await depot.store.get(nurses.id) == changed
        assert await depot.store.listed(depot.id) == []
        assert await depot.store.get(nurses.id % 2**31 + 1) is None


async def test_who_is_in_a_body(depot: Depot) -> None:
    async with depot.db.transaction():
        health = await depot.bloc("Health")
        nurses = await depot.bloc("Nurses", parent=health.id)
        over = await depot.bloc("Over", parent=health.id)
        await depot.store.enter(nurses.id, depot.ben, START)
        await depot.store.enter(over.id, depot.chi, START)
        await depot.store.save(replace(over, archived_at=START))
        assert await depot.known.members(nurses.id) == {depot.ana, depot.ben}
        assert await depot.known.body(health.id) == {depot.ana, depot.ben}
        await depot.roll.change_member(depot.ben, left_at=START)
        assert await depot.known.body(health.id) == {depot.ana}
        assert [bloc.name for bloc in await depot.known.top(depot.id)] == ["Health"]
        assert [bloc.name for bloc in await depot.known.below(health.id)] == ["Nurses"]
    async with depot.db.reading():
        assert await depot.known.body(health.id) == {depot.ana}


async def test_an_unlisted_bloc_is_found_by_its_members_alone(depot: Depot) -> None:
    async with depot.db.transaction():
        hidden = await depot.bloc("Canaries", Kind.UNLISTED)
        assert (await depot.known.named(depot.id, "canaries", depot.ana)).id == hidden.id
        for member in (depot.ben, None):
            with pytest.raises(errors.NoSuchBloc) as refusal:
                await depot.known.named(depot.id, "canaries", member)
            assert refusal.value.nearest == ""
            with pytest.raises(errors.NoSuchBloc):
                await depot.known.named(depot.id, str(hidden.id), member)


async def test_coming_again_is_noted_and_counts_once(depot: Depot) -> None:
    later = START + timedelta(hours=1)
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses")
        assert await depot.store.enter(nurses.id, depot.ben, START)
        assert not await depot.store.enter(nurses.id, depot.ben, later)
        assert await depot.store.came(nurses.id) == {depot.ana: START, depot.ben: later}
        assert await depot.store.in_order(nurses.id) == [depot.ana, depot.ben]
        assert await depot.store.leave(nurses.id, depot.ben)
        assert not await depot.store.leave(nurses.id, depot.ben)


async def test_a_council_follows(depot: Depot) -> None:
    async with depot.db.transaction():
        council = await depot.store.add(
            Bloc(0, depot.id, "Council", Kind.REQUEST, depot.ana, START, HALL, council=True)
        )
        assert await depot.store.in_order(council.id) == []
        orders = await depot.store.set_members(council.id, {depot.ben, depot.chi}, START)
        assert orders == (RoomOrder("bloc.room", council.id),)
        assert await depot.store.set_members(council.id, {depot.ben, depot.chi}, START) == ()
        await depot.store.set_members(council.id, {depot.chi}, START)
        assert await depot.store.in_order(council.id) == [depot.chi]


async def test_a_code_is_good_once_or_for_a_while(depot: Depot) -> None:
    until = START + timedelta(days=1)
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses")
        await depot.doors.add_code("once", nurses.id, once=True, kept=True, until=until)
        await depot.doors.add_code("often", nurses.id, once=False, kept=False, until=until)
        assert await depot.doors.use_code("once", START) == (nurses.id, True)
        assert await depot.doors.use_code("once", START) is None
        assert await depot.doors.use_code("often", START) == (nurses.id, False)
        assert await depot.doors.use_code("often", START) == (nurses.id, False)
        assert await depot.doors.use_code("often", until) is None
        assert await depot.doors.next_expiry() == until
        await depot.doors.tidy(until)
        assert await depot.doors.next_expiry() is None


async def test_who_waits_and_who_vouches(depot: Depot) -> None:
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses", Kind.VOUCHED)
        asking, is_new = await depot.doors.ask(nurses.id, depot.ben, START)
        assert is_new
        assert await depot.doors.ask(nurses.id, depot.ben, START) == (asking, False)
        await depot.doors.vouch(asking.number, depot.ana)
        assert await depot.doors.waiting(nurses.id) == [replace(asking, vouchers=frozenset({depot.ana}))]
        assert await depot.doors.over(nurses.id, depot.ben) == asking.number
        assert await depot.doors.waiting(nurses.id) == []


async def test_rooms_follow_when_the_roll_changes(depot: Depot) -> None:
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses")
        await depot.store.enter(nurses.id, depot.ben, START)
        await depot.store.in_step(nurses.id)
        assert await depot.store.out_of_step(10) == []
        await depot.roll.change_member(depot.ben, role=Role.STEWARD)
        assert await depot.store.out_of_step(10) == [(depot.id, nurses.id)]
        await depot.store.in_step(nurses.id)
        await depot.roll.change_member(depot.ben, left_at=START)
        assert await depot.store.out_of_step(10) == [(depot.id, nurses.id)]
        await depot.store.drop_gone(nurses.id)
        await depot.store.in_step(nurses.id)
        assert await depot.store.out_of_step(10) == []


async def test_two_who_are_one_are_in_a_bloc_once(depot: Depot) -> None:
    async with depot.db.transaction():
        nurses, vets = await depot.bloc("Nurses"), await depot.bloc("Vets", Kind.VOUCHED)
        await depot.store.enter(nurses.id, depot.ben, START)
        asking, _ = await depot.doors.ask(vets.id, depot.ben, START)
        await depot.doors.vouch(asking.number, depot.ana)
        await depot.notices.add(nurses.id, depot.ana, "hello", START)
        await depot.store.merge(depot.id, depot.ben, depot.ana)
        await depot.doors.merge(depot.ben, depot.ana)
        await depot.notices.merge(depot.ben, depot.ana)
        assert await depot.store.in_order(nurses.id) == [depot.ben]
        found = await depot.store.get(nurses.id)
        assert found is not None and found.keeper == depot.ben
        assert [one.vouchers for one in await depot.doors.waiting(vets.id)] == [frozenset()]
        assert [said.text for said in await depot.notices.by(depot.ben)] == ["hello"]


async def test_who_is_forgotten_leaves_no_trace(depot: Depot) -> None:
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses")
        await depot.store.enter(nurses.id, depot.chi, START)
        number = await depot.notices.add(nurses.id, depot.ana, "hello", START)
        await depot.doors.invite(nurses.id, depot.ben, depot.ana, kept=True, until=START + timedelta(days=1))
        await depot.notices.forget(depot.ana)
        await depot.doors.forget(depot.ana)
        await depot.store.leave(nurses.id, depot.ana)
        await depot.store.give_on(depot.id, depot.ana)
        found, said = await depot.store.get(nurses.id), await depot.notices.get(number)
        assert found is not None and found.keeper == depot.chi
        assert said is not None and said.member is None
        assert await depot.doors.invitation(nurses.id, depot.ben, START) == (True, None)


async def test_notices_are_kept_for_a_month_and_offers_made_once(depot: Depot) -> None:
    async with depot.db.transaction():
        nurses = await depot.bloc("Nurses")
        await depot.notices.add(nurses.id, depot.ana, "hello", START)
        assert await depot.notices.next_expiry() == START + KEPT_FOR
        await depot.notices.tidy(START + KEPT_FOR)
        assert await depot.notices.next_expiry() is None
        assert await depot.notices.sizes() == {depot.id: 3}
        await depot.notices.offer(depot.id, [Step.SECONDING, Step.SECONDING], START)
        assert await depot.notices.offered([depot.id]) == {depot.id: {Step.SECONDING}}


async def test_the_rooms_of_a_bloc_and_of_those_below(depot: Depot) -> None:
    async with depot.db.transaction():
        health = await depot.bloc("Health")
        nurses = await depot.bloc("Nurses", parent=health.id)
        book = RoomBook(depot.db)
        for bloc in (health, nurses):
            await book.order(depot.id, ("matrix", "!space"), "bloc.room", bloc.id, START)
            [row] = await book.of(depot.id, "bloc.room", bloc.id)
            await book.change(row.id, state="there", address=f"!{bloc.name}")
        own = Address("matrix", "!Health")
        assert list(await depot.known.rooms(health.id, deep=False)) == [own]
        assert list(await depot.known.rooms(health.id)) == [own, Address("matrix", "!Nurses")]
        found = await depot.known.of_room(own)
        assert found is not None and found.name == "Health"


async def test_the_steps_give_the_tables_that_the_code_knows(depot: Depot) -> None:
    names = [table.name for table in bloc_tables.sorted_tables]
    async with depot.db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with depot.db.transaction() as connection:
        await connection.run_sync(bloc_tables.drop_all)
        await connection.run_sync(bloc_tables.create_all)
    async with depot.db.reading() as connection:
        assert await connection.run_sync(described, names) == by_steps
