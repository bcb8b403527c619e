"""Assemblies and rolls on a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.api.cog import Keeping
from bot.api.people import Account, Address, Assembly, Role, RollPolicy
from cogs.members.store import MemberStore
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.reactions import ReactionStates
from storage.schema import accounts, core, inbox, reactions, tells
from tests.talk import START as NOW

SERVER, ROOM, OTHER = Address("discord", "1"), Address("discord", "100"), Address("discord", "200")
ANA, BEN = Address("discord", "5"), Address("discord", "6")
MONTH = timedelta(days=30)


async def found(
    store: MemberStore, name: str = "Depot", place: Address = SERVER, home: Address = ROOM
) -> Assembly:
    async with store.db.transaction():
        return await store.found(name, "en", "UTC", timedelta(hours=12), place, home, NOW)


async def enrol(store: MemberStore, assembly: Assembly, who: Address, role: Role = Role.MEMBER) -> int:
    async with store.db.transaction():
        return (await store.enrol(who, assembly.id, role, NOW)).id


async def count(store: MemberStore, table: sa.Table) -> int:
    async with store.db.reading() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one())


async def test_an_assembly_is_founded_and_met(store: MemberStore) -> None:
    depot = await found(store)
    async with store.db.reading():
        assert await store.meets_at((ROOM, SERVER)) == depot
        assert await store.meets_at((ROOM,)) is None
        assert await store.networks(depot.id) == {"discord"}
    assert (depot.policy, depot.careful, depot.home) == (RollPolicy.ANYONE, None, ROOM)


async def test_changes_are_kept_and_numbered(store: MemberStore) -> None:
    depot = await found(store)
    async with store.db.transaction():
        changed, first = await store.change(depot, {"policy": RollPolicy.LISTED, "careful": True})
        _, second = await store.change(changed, {"name": "Ward"})
    assert (changed.policy, changed.careful, first, second) == (RollPolicy.LISTED, True, 1, 2)
    async with store.db.reading():
        row = await store.assemblies.get(depot.id)
    assert row is not None
    assert (row.policy, row.careful, row.name) == ("listed", True, "Ward")


async def test_roles_are_given_and_people_taken_off(store: MemberStore) -> None:
    depot = await found(store)
    ana, ben = await enrol(store, depot, ANA, Role.STEWARD), await enrol(store, depot, BEN)
    async with store.db.transaction():
        assert await store.stewards(depot.id) == [ana]
        await store.give_role(ben, Role.STEWARD)
        assert await store.stewards(depot.id) == [ana, ben]
        await store.take_off(ana, NOW)
        assert await store.stewards(depot.id) == [ben]
        assert await store.size(depot.id) == 1
        assert await store.member(ANA, depot.id) is None
        assert await store.ever_member(ANA, depot.id) == ana
        assert await store.ever_member(Address("discord", "7"), depot.id) is None


async def test_what_a_person_chooses_is_kept_until_they_go(store: MemberStore) -> None:
    async with store.db.transaction():
        account = await store.account(ANA)
        await store.choose(account, locale="es", zone="Europe/Madrid", quiet=True)
        assert await store.account(ANA) == Account(account.id, ANA, "es", "Europe/Madrid")
    async with store.db.transaction():
        await store.forget_account(ANA)
        await store.forget_account(BEN)
    assert await count(store, accounts) == 0


async def test_an_account_on_a_roll_is_not_erased_with_another(store: MemberStore) -> None:
    await enrol(store, await found(store), ANA)
    async with store.db.transaction():
        await store.forget_account(ANA)
    assert await count(store, accounts) == 1


async def test_forgetting_erases_what_waits_and_what_was_seen_of_one_person(store: MemberStore) -> None:
    depot = await found(store)
    ana, ben = await enrol(store, depot, ANA), await enrol(store, depot, BEN)
    outbox = Outbox(store.db)
    async with store.db.transaction():
        await outbox.order(depot.id, ROOM, "motion.card", 1, "", None, True, NOW)
        [post] = await outbox.of_card(depot.id, "motion.card", 1)
        seen = {(post.id, (await store.account(who)).id): ("✅",) for who in (ANA, BEN)}
        await store.db.within(lambda c: ReactionStates.write(c, seen))
        for member in (ana, ben):
            await outbox.tell(depot.id, member, "motion.open", 1, "", NOW)
    async with store.db.transaction():
        await store.forget(depot.id, ana)
    assert (await count(store, tells), await count(store, reactions)) == (1, 1)


async def test_an_erased_assembly_leaves_the_other_and_no_account_of_its_own(store: MemberStore) -> None:
    depot, ward = await found(store), await found(store, "Ward", OTHER, OTHER)
    await enrol(store, depot, ANA, Role.STEWARD)
    await enrol(store, depot, BEN)
    kept = await enrol(store, ward, BEN, Role.STEWARD)
    async with store.db.transaction():
        await store.assemblies.place_gone(SERVER, NOW, NOW + MONTH)
    async with store.db.reading():
        assert await store.due_to_erase(NOW + MONTH) == ([depot.id], None)
    async with store.db.transaction():
        await store.erase(depot.id)
    async with store.db.reading() as connection:
        assert [row.address for row in await connection.execute(sa.select(accounts))] == ["6"]
        for table in core.sorted_tables:
            if "assembly" in table.c:
                rows = await connection.execute(sa.select(table.c.assembly))
                assert set(rows.scalars()) <= {ward.id}, table.name
        assert await store.stewards(ward.id) == [kept]


async def test_nothing_of_an_erased_assembly_is_remembered_for_the_next(store: MemberStore) -> None:
    depot = await found(store)
    await enrol(store, depot, ANA)
    async with store.db.reading():
        assert await store.member(ANA, depot.id) is not None
    assert store.roll.known_account(ANA) is not None
    async with store.db.transaction():
        await store.erase(depot.id)
    assert store.roll.known_account(ANA) is None, "accounts may get their number again"
    again = await found(store, "Ward")
    async with store.db.reading():
        assert await store.member(ANA, again.id) is None


async def test_what_is_old_is_due_a_day_after_its_time(store: MemberStore) -> None:
    async with store.db.reading():
        assert await store.tidy_at(Keeping()) == (None, None)
    depot = await found(store)
    async with store.db.reading():
        assert await store.tidy_at(Keeping()) == (depot.id, None)
    await store.db.batch(lambda c: Inbox.write(c, ["one"], NOW))
    await store.db.batch(lambda c: Inbox.write(c, ["two"], NOW + timedelta(hours=20)))
    async with store.db.reading():
        first, due = await store.tidy_at(Keeping())
    assert due is not None
    assert (first, due) == (depot.id, NOW + timedelta(days=15))
    async with store.db.transaction():
        await store.tidy(due, Keeping())
    assert await count(store, inbox) == 0
    async with store.db.reading():
        assert await store.tidy_at(Keeping()) == (depot.id, None), "what was due is done"


@pytest.mark.parametrize("many", [0, 3])
async def test_an_assembly_is_erased_however_many_are_on_its_roll(store: MemberStore, many: int) -> None:
    depot = await found(store)
    for n in range(many):
        await enrol(store, depot, Address("discord", f"p{n}"))
    async with store.db.transaction():
        await store.erase(depot.id)
    assert await count(store, accounts) == 0
