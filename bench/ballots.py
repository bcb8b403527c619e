"""Ballots a second, from dispatch to durable commit, against raw sqlite3."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median
from time import perf_counter

from bench.crowd import Crowd, crowd
from bench.raw import Raw
from bench.row import Row, at_least, at_most, p99, spread

MEMBERS, BATCH, ROUNDS, FEW = 5000, 1000, 25, 100
LOOK = 0.001
_AGAINST = "raw sqlite3, plain upsert, FULL, 1,000 a commit"


async def measure() -> list[Row]:
    async with crowd(MEMBERS) as people:
        raw = Raw(people.folder)
        try:
            return [*await _many(people, raw), *await _few(people, raw)]
        finally:
            raw.close()


async def _many(people: Crowd, raw: Raw) -> list[Row]:
    shares, ours = [], []
    for number, members in _batches(people):
        if members.start == 0:
            await people.open_motion()
        base = raw.cast(number, members)
        acts = [people.ballot(number, member) for member in members]
        begun = perf_counter()
        await asyncio.gather(*(people.act(act) for act in acts))
        ours.append(perf_counter() - begun)
        shares.append(base / ours[-1])
        assert await people.tally(number) == members.stop
    note = f"{BATCH / median(ours):,.0f} ballots a second; share {spread(shares)} over {len(shares)} batches"
    return [at_least("ballots, 1,000 in flight", _AGAINST, median(shares), 0.35, note)]


async def _few(people: Crowd, raw: Raw) -> list[Row]:
    shares, answers, lags = [], [], []
    for number, members in _batches(people, first=ROUNDS * BATCH // MEMBERS + 1):
        if members.start == 0:
            await people.open_motion()
        base = raw.cast(number, members)
        async with _lag(lags):
            begun = perf_counter()
            waiting = iter([people.ballot(number, member) for member in members])
            await asyncio.gather(*(_voting(people, waiting, answers) for _ in range(FEW)))
            shares.append(base / (perf_counter() - begun))
        assert await people.tally(number) == members.stop
    milli = [a * 1000 for a in answers]
    note = f"share {spread(shares)} over {len(shares)} batches"
    return [
        at_least("ballots, 100 in flight", _AGAINST, median(shares), 0.20, note),
        at_most("  answer, p99", f"p50 {median(milli):.1f} ms", p99(milli), 15, unit=" ms", digits=1),
        at_most("  event-loop lag, p99", "", p99(lags) * 1000, 5, unit=" ms", digits=1),
    ]


def _batches(people: Crowd, first: int = 1) -> list[tuple[int, range]]:
    """The number of a motion and the members who vote: each once on every motion."""
    starts = range(0, people.size, BATCH)
    found = []
    for i in range(ROUNDS):
        start = starts[i % len(starts)]
        found.append((first + i // len(starts), range(start, start + BATCH)))
    return found


async def _voting(people: Crowd, waiting: object, answers: list[float]) -> None:
    """One of those in flight: the next ballot as soon as the last one is answered."""
    for act in waiting:  # type: ignore[attr-defined]
        begun = perf_counter()
        await people.act(act)
        answers.append(perf_counter() - begun)


@asynccontextmanager
async def _lag(lags: list[float]) -> AsyncIterator[None]:
    """Notes how late the event loop comes back to somebody who asked for a millisecond."""

    async def look() -> None:
        while True:
            begun = perf_counter()
            await asyncio.sleep(LOOK)
            lags.append(perf_counter() - begun - LOOK)

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
