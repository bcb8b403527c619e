"""Alarms on disk: claimed once, the longest overdue first, and put off where they fail."""

from __future__ import annotations

from datetime import timedelta

import pytest

from storage.alarms import Alarm, Alarms, DueAlarms
from storage.asked import AskedTells
from storage.assemblies import Assemblies
from storage.database import Database
from storage.members import Roll
from storage.orders import PostOrder, TellOrder
from storage.outbox import Outbox
from tests.storage.conftest import NOW

PLACE = ("discord", "100")
HOUR = timedelta(hours=1)


@pytest.fixture
async def assembly(db: Database) -> int:
    async with db.transaction():
        row = await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
    return row.id


async def test_they_are_taken_off_once_the_longest_overdue_first(db: Database, assembly: int) -> None:
    alarms = Alarms(db)
    some = [Alarm(assembly, "bell", n, NOW + timedelta(minutes=n % 7)) for n in range(1200)]
    async with db.transaction():
        await alarms.set(*some, Alarm(assembly, "gong", 1, NOW + 2 * HOUR), Alarm(assembly, "none", 1, NOW))
    async with db.transaction():
        assert await alarms.due(["bell", "gong"], NOW - HOUR) == []
        [due] = await alarms.due(["bell", "gong"], NOW + HOUR)
        assert due == DueAlarms(assembly, "bell", 0, 1200)
        assert await alarms.next_due(["bell", "gong"], NOW + HOUR) == NOW + 2 * HOUR
        first = await alarms.claim(due, NOW + HOUR, 1000)
        rest = await alarms.claim(due, NOW + HOUR, 1000)
        assert await alarms.claim(due, NOW + HOUR, 1000) == []
    assert sorted(first + rest, key=lambda one: one.subject) == some
    assert first == sorted(first, key=lambda one: (one.due_at, one.subject))


async def test_those_that_fail_ring_later_and_keep_their_time(db: Database, assembly: int) -> None:
    alarms = Alarms(db)
    async with db.transaction():
        await alarms.set(*(Alarm(assembly, "bell", n, NOW) for n in range(3)))
        await alarms.put_off(DueAlarms(assembly, "bell", 0, 0), NOW, 2, NOW + HOUR)
        [due] = await alarms.due(["bell"], NOW)
        assert (due.tries, due.count) == (0, 1)
        assert await alarms.next_due(["bell"], NOW) == NOW + HOUR
        assert [(one.tries, one.count) for one in await alarms.due(["bell"], NOW + HOUR)] == [(0, 1), (1, 2)]
        [one, _] = await alarms.claim(DueAlarms(assembly, "bell", 1, 0), NOW + HOUR, 10)
        assert one.due_at == NOW


async def test_a_member_s_own_follow_them_and_go_with_them(db: Database, assembly: int) -> None:
    alarms = Alarms(db)
    async with db.transaction():
        await alarms.set(Alarm(assembly, "bell", 1, NOW, member=7), Alarm(assembly, "bell", 2, NOW))
        await alarms.move(8, 7)
        assert [one.member for one in await alarms.of(assembly, "bell", 1)] == [8]
        await alarms.forget(8)
        assert await alarms.of(assembly, "bell", 1) == []
        await alarms.cancel(assembly, "bell", 2, "other")
        assert len(await alarms.of(assembly, "bell", 2)) == 1
        await alarms.cancel(assembly, "bell", 2)
        assert await alarms.of(assembly, "bell", 2) == []


async def test_much_is_ordered_in_one_go_and_nothing_twice(db: Database, assembly: int) -> None:
    outbox, asked = Outbox(db), AskedTells(db)
    async with db.transaction():
        account = await Roll(db).add_account("discord", "5")
        member = (await Roll(db).enrol(account.id, assembly, 1, NOW)).id
    posts = [PostOrder(assembly, PLACE, "card", n, "", None, False, NOW) for n in range(700)]
    tells = [TellOrder(assembly, member, "card", n, "", NOW, True, PLACE) for n in range(700)]
    async with db.transaction():
        await outbox.order_all(posts, tells)
        await outbox.order_all(posts, [])
        await outbox.tell(assembly, member, "unasked", 1, "", NOW)
    async with db.transaction():
        due = await outbox.due("discord", NOW, 2000)
        assert [post.subject for post in due] == list(range(700))
        private = await asked.due(NOW, 2000)
        assert [tell.subject for tell in private] == list(range(700))
        assert {tell.elsewhere for tell in private} == {PLACE}
        assert [tell.kind for tell in await outbox.tells_due(NOW)] == ["unasked"]


async def test_what_was_tried_is_known_and_what_is_held_waits(db: Database, assembly: int) -> None:
    outbox, asked, roll = Outbox(db), AskedTells(db), Roll(db)
    async with db.transaction():
        account = await roll.add_account("discord", "5")
        member = (await roll.enrol(account.id, assembly, 1, NOW)).id
        await outbox.order_all([], [TellOrder(assembly, member, "card", 1, "", NOW, True)])
    async with db.transaction():
        [tell] = await asked.due(NOW, 10)
        assert tell.elsewhere is None
        await asked.tried([tell.id], NOW)
        await asked.tried([tell.id], NOW + HOUR)
        [tried] = await asked.due(NOW, 10)
        assert tried.tried_at == NOW
        await asked.put_off(tried, NOW, HOUR)
        assert await asked.next_due() == NOW + HOUR
        assert await asked.held_by([account.id]) == []
        await asked.change([tell.id], held_at=NOW)
        assert await asked.held_by([account.id]) == [tell.id]
        assert [one.id for one in await asked.held_for(assembly, member)] == [tell.id]
        await asked.change([tell.id], state="there")
        assert await asked.next_due() is None
