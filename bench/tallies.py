"""Reading a tally, as a card does, at a thousand ballots and at a million; the electorate is as large."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from sqlalchemy.engine import Connection

from bench.crowd import crowd
from bench.row import Row, at_most, spread
from bot.ballots.store import Ballots
from storage import dialect
from storage.database import Database

FEW, MANY, CHUNK = 1_000, 1_000_000, 50_000
ROUNDS, EACH = 7, 100


async def measure() -> list[Row]:
    async with crowd(2) as people:
        db = people.app.db
        small, large = await _box(db, FEW), await _box(db, MANY)
        ballots = Ballots(db)
        ratios, times = [], []
        for _ in range(ROUNDS):
            few, many = [], []
            for _ in range(EACH):
                few.append(await _read(db, ballots, small, FEW))
                many.append(await _read(db, ballots, large, MANY))
            ratios.append(median(many) / median(few))
            times.append(median(many))
    note = f"{median(times) * 1000:.2f} ms; ratio {spread(ratios)} over {ROUNDS} rounds of {EACH}"
    return [at_most("reading a tally of 1,000,000", "a tally of 1,000", median(ratios), 1.2, note)]


async def _box(db: Database, size: int) -> int:
    """A box with a fixed electorate, all of whom have voted."""
    async with db.transaction():
        box = await Ballots(db).open_box(1, [0])
    for start in range(1, size, CHUNK):
        members = range(start, min(start + CHUNK, size))
        await db.batch(lambda c, members=members: _fill(c, box, members))  # type: ignore[misc]
    await db.batch(lambda c: Ballots.put(c, [(box, 0, 1, "button", 0, 0, None, "")]))
    return box


def _fill(connection: Connection, box: int, members: range) -> None:
    dialect.add(connection, "INSERT INTO electorates (box, member)", [(box, m) for m in members])
    Ballots.put(connection, [(box, m, 1 + m % 3, "button", m, 0, None, "") for m in members])


async def _read(db: Database, ballots: Ballots, box: int, expected: int) -> float:
    begun = perf_counter()
    async with db.reading():
        tally = await ballots.tally(box)
    took = perf_counter() - begun
    assert tally.present == tally.entitled == expected
    return took
