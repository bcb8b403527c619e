"""Accounts of people on no roll, and messages that they asked for."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from storage.asked import AskedTells
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.orders import TellOrder, order_tells, take_back_tells
from storage.schema import accounts, tells
from storage.strangers import account_ids, let_go
from tests.storage.conftest import NOW as START

DARA, ELI, PLACE = ("matrix", "@dara:x"), ("discord", "42"), ("discord", "100")


async def founded(db: Database) -> int:
    return (await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, START)).id


async def test_a_stranger_has_one_account_and_is_let_go_with_it(db: Database) -> None:
    async with db.transaction():
        first = await db.within(lambda c: account_ids(c, {DARA: True, ELI: False}, START))
        again = await db.within(lambda c: account_ids(c, {DARA: True}, START))
    assert again == {DARA: first[DARA]} and len(set(first.values())) == 2
    async with db.transaction():
        opened = dict((await db.here.execute(sa.select(accounts.c.id, accounts.c.opened_at))).all())
    assert opened == {first[DARA]: START.replace(hour=0), first[ELI]: None}
    async with db.transaction():
        assert await db.within(lambda c: let_go(c, [first[DARA]])) == [first[DARA]]
        left = (await db.here.execute(sa.select(accounts.c.id))).scalars().all()
    assert left == [first[ELI]]


async def test_who_is_known_for_more_stays(db: Database) -> None:
    roll = Roll(db)
    async with db.transaction():
        assembly = await founded(db)
        ids = await db.within(lambda c: account_ids(c, {DARA: True, ELI: False}, START))
        await roll.enrol(ids[DARA], assembly, 1, START)
        await roll.change_account(ids[ELI], locale="es")
        assert await db.within(lambda c: let_go(c, list(ids.values()))) == []


async def test_what_a_stranger_asked_for_waits_for_them_and_is_taken_back(db: Database) -> None:
    async with db.transaction():
        assembly = await founded(db)
        ids = await db.within(lambda c: account_ids(c, {DARA: True}, START))
        order = TellOrder(assembly, 0, "campaign.end", 3, "", START, asked=True, account=ids[DARA])
        await db.within(lambda c: order_tells(c, [order]))
        (due,) = await AskedTells(db).due(START + timedelta(minutes=1), 10)
        assert (due.member, due.account, due.person) == (None, ids[DARA], -ids[DARA])
        assert await db.within(lambda c: let_go(c, [ids[DARA]])) == []
        await db.within(lambda c: take_back_tells(c, ["campaign.end"], 3, -ids[DARA]))
        assert (await db.here.execute(sa.select(tells.c.id))).first() is None
        assert await db.within(lambda c: let_go(c, [ids[DARA]])) == [ids[DARA]]
