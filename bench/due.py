"""Ten thousand reminders of one assembly: added, due at one instant, and handed to the outbox."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, time

import sqlalchemy as sa

from bench.crowd import PLACE, Crowd
from bench.stall import Stall
from bot.job import Consequences
from cogs.reminders.commands import Reminders
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.store import ReminderStore
from storage.schema import members

PEOPLE, MANY = 1000, 10_000
PATIENCE = 900.0


def store_of(people: Crowd) -> ReminderStore:
    return next(cog for cog in people.app.house.cogs if isinstance(cog, Reminders)).store


async def made(people: Crowd, count: int, due: datetime, apart: timedelta = timedelta()) -> list[Reminder]:
    """So many reminders, shared out among the members; apart says how far one is due after the other."""
    async with people.app.db.reading() as connection:
        owners = list((await connection.execute(sa.select(members.c.id))).scalars())
    async with people.app.db.transaction():
        numbers = await store_of(people).numbers(1, count)
    return [
        Reminder(
            assembly=1,
            number=number,
            member=owners[n % len(owners)],
            whose=For.ME,
            room=PLACE,
            text=f"Bring the banner to the gate, and the list of those who come: {n}",
            start=(due + n * apart).replace(tzinfo=None),
            zone="UTC",
            made_at=due,
            due_at=due + n * apart,
        )
        for n, number in enumerate(numbers)
    ]


async def added(people: Crowd, some: Sequence[Reminder], each: int) -> float:
    """Seconds until all are on disk, so many in a transaction."""
    store, begun = store_of(people), perf_counter()
    for first in range(0, len(some), each):
        async with people.app.db.transaction():
            await store.add(*some[first : first + each])
    return perf_counter() - begun


class Handed:
    """When each that is due is on disk in the outbox."""

    def __init__(self, people: Crowd, due: datetime, count: int) -> None:
        self.late: list[float] = []
        self.all = asyncio.Event()
        self.due = due.timestamp()
        self.count = count
        self._connection = sqlite3.connect(f"file:{people.folder / 'moot.db'}?mode=ro", uri=True)
        self._seen = self._told()
        self._before = people.app.writer.committed
        people.app.writer.committed = self._committed

    def _told(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM tells").fetchone()[0])

    def _committed(self, followed: Consequences, ordinary: bool) -> None:
        now, told = time(), self._told()
        self.late += [now - self.due] * (told - self._seen)
        self._seen = told
        if len(self.late) >= self.count:
            self.all.set()
        self._before(followed, ordinary)


async def all_at_once(people: Crowd, count: int, took: float) -> tuple[list[float], float, float]:
    """How late each was handed over, how long the loop stood, and how long one act held the writer.

    took is how long adding as many takes: all have to be there before they are due.
    """
    due = datetime.now(UTC) + timedelta(seconds=5 + 5 * took)
    some = await made(people, count, due)
    await added(people, some, count)
    people.app.scheduler.poke()
    handed, stall = Handed(people, due, count), Stall()
    await asyncio.sleep(max(0.0, due.timestamp() - time() - 0.5))
    people.app.writer.longest = 0.0
    async with stall.watched(), asyncio.timeout(PATIENCE):
        await handed.all.wait()
    return handed.late, stall.longest, people.app.writer.longest


def count_of(database: Path, sql: str) -> int:
    """A number from a database that somebody else may be writing."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as connection:
        return int(connection.execute(sql).fetchone()[0])
