"""Ten thousand reminders of one assembly: added, due at one instant, and handed to the outbox."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, time

import sqlalchemy as sa

from bench.crowd import PLACE, Crowd
from bench.stall import Stall
from bot.api.card import Card
from bot.job import Consequences
from cogs.reminders.commands import Reminders
from cogs.reminders.rules.reminder import For, Reminder
from cogs.reminders.store import ReminderStore
from storage.schema import members
from tests.talk import RecordingFace

TEXT = "Bring the banner to the gate, and the list of those who come"
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
            text=f"{TEXT}: {number}",
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
    """When each that is due is on disk in the outbox; it looks as long as it is entered."""

    def __init__(self, people: Crowd, due: datetime, count: int) -> None:
        self.late: list[float] = []
        self.all = asyncio.Event()
        self.due = due.timestamp()
        self.count = count
        self._writer = people.app.writer
        self._connection = sqlite3.connect(f"file:{people.folder / 'moot.db'}?mode=ro", uri=True)
        self._seen = self._told()
        self._before = self._writer.committed

    def __enter__(self) -> Handed:
        self._writer.committed = self._committed
        return self

    def __exit__(self, *_error: object) -> None:
        self._writer.committed = self._before
        self._connection.close()

    def _told(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM tells").fetchone()[0])

    def _committed(self, followed: Consequences, ordinary: bool) -> None:
        now, told = time(), self._told()
        self.late += [now - self.due] * (told - self._seen)
        self._seen = told
        if len(self.late) >= self.count:
            self.all.set()
        self._before(followed, ordinary)


@dataclass(frozen=True)
class Rung:
    """What came of many that were due at one instant.

    late is how late each was handed over, stall how long the loop stood, held how long one act held the
    writer, and sent how many messages of before went out meanwhile.
    """

    numbers: range
    late: list[float]
    stall: float
    held: float
    sent: int


async def all_at_once(people: Crowd, count: int, took: float) -> Rung:
    """Has so many be due at one instant; took is how long adding as many takes, as all are to be there."""
    due = datetime.now(UTC) + timedelta(seconds=5 + 5 * took)
    some = await made(people, count, due)
    await added(people, some, count)
    people.app.scheduler.poke()
    stall, sent = Stall(), sent_by(people)
    with Handed(people, due, count) as handed:
        await asyncio.sleep(max(0.0, due.timestamp() - time() - 0.5))
        people.app.writer.longest, before = 0.0, len(sent)
        async with stall.watched(), asyncio.timeout(PATIENCE):
            await handed.all.wait()
    numbers = range(some[0].number, some[-1].number + 1)
    return Rung(numbers, handed.late, stall.longest, people.app.writer.longest, len(sent) - before)


def sent_by(people: Crowd) -> list[tuple[str, Card]]:
    """The private messages that went out, to whom."""
    face = people.app.platforms[0]
    assert isinstance(face, RecordingFace)
    return face.directs


def count_of(database: Path, sql: str) -> int:
    """A number from a database that somebody else may be writing."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5)) as connection:
        return int(connection.execute(sql).fetchone()[0])
