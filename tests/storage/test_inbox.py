"""The inbox: an event counts once, over a restart too, and is not kept for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import inbox as inboxes
from storage.database import Database
from storage.inbox import Inbox
from storage.schema import inbox
from tests.storage.conftest import NOW


async def events(db: Database) -> list[str]:
    async with db.reading() as connection:
        return list((await connection.execute(sa.select(inbox.c.event).order_by(inbox.c.id))).scalars())


def test_an_event_counts_once() -> None:
    box = Inbox.__new__(Inbox)
    box._seen = {}
    assert [box.take("a"), box.take("a"), box.take("b")] == [True, False, True]


def test_an_event_that_did_not_reach_the_disk_counts_again() -> None:
    box = Inbox.__new__(Inbox)
    box._seen = {}
    box.take("a")
    box.give_back("a")
    assert box.take("a")


async def test_events_are_known_after_a_restart(db: Database) -> None:
    await db.batch(lambda c: Inbox.write(c, ["matrix/$one", "", "matrix/$two"], NOW))
    assert await events(db) == ["matrix/$one", "matrix/$two"]
    again = Inbox(db)
    async with db.reading():
        await again.load()
    assert not again.take("matrix/$one")
    assert not again.take("matrix/$two")
    assert again.take("matrix/$three")


async def test_only_so_many_are_remembered(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inboxes, "REMEMBERED", 3)
    await db.batch(lambda c: Inbox.write(c, [f"e{n}" for n in range(5)], NOW))
    again = Inbox(db)
    async with db.reading():
        await again.load()
    assert [again.take(f"e{n}") for n in (4, 3, 2)] == [False, False, False]
    assert again.take("e1")
    assert again.take("e2"), "the oldest one went when another came"


async def test_events_that_are_old_enough_go(db: Database) -> None:
    old, young = NOW - timedelta(days=14, seconds=1), NOW - timedelta(days=13)
    await db.batch(lambda c: Inbox.write(c, ["old"], old))
    await db.batch(lambda c: Inbox.write(c, ["young"], young))
    async with db.transaction():
        await Inbox(db).tidy(NOW - timedelta(days=14))
    assert await events(db) == ["young"]
