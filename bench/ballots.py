"""Ballots a second, from dispatch to durable commit, against raw sqlite3."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from statistics import median
from time import perf_counter

from bench.crowd import Crowd, crowd
from bench.raw import RawBallots
from bench.row import Row, at_least, at_most, p99
from bench.spent import Spent
from bot.api.card import Reply
from bot.api.invocation import Invocation

MEMBERS, BATCH, ROUNDS, FEW = 5000, 1000, 25, 100
MOTIONS = ROUNDS * BATCH // MEMBERS
LOOK = 0.001
Cast = Callable[[Crowd, list[Invocation]], Awaitable[None]]
_AGAINST = "raw sqlite3, plain upsert, FULL, 1,000 a commit"


async def measure() -> list[Row]:
    async with crowd(MEMBERS) as people:
        raw = RawBallots(people.folder)
        try:
            return [
                await _many(people, raw, 1, _by_tasks, "ballots, 1,000 in flight", await _floor()),
                await _many(
                    people, raw, 1 + MOTIONS, _by_futures, "  without a task each", "by Dispatch.submit"
                ),
                *await _few(people, raw, 1 + 2 * MOTIONS),
            ]
        finally:
            raw.close()


async def _many(people: Crowd, raw: RawBallots, first: int, cast: Cast, name: str, how: str) -> Row:
    spent = Spent()
    for number, members in _batches(people, first):
        if members.start == 0:
            await people.open_motion()
        base = raw.cast(number, members)
        acts = [people.ballot(number, member) for member in members]
        with spent.over(len(acts), base):
            await cast(people, acts)
        assert await people.tally(number) == members.stop
    return at_least(name, _AGAINST, median(spent.shares), 0.35, how, *spent.said())


async def _floor() -> str:
    """What asyncio alone takes for a task that awaits an answer."""
    rounds = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        answers = [asyncio.get_running_loop().create_future() for _ in range(BATCH)]
        tasks = [asyncio.create_task(asyncio.wait_for(answer, None)) for answer in answers]
        await asyncio.sleep(0)
        for answer in answers:
            answer.set_result(None)
        for task in tasks:
            await task
        rounds.append((perf_counter() - begun) / BATCH * 1_000_000)
    return f"a task each, as faces have; asyncio alone takes {median(rounds):.1f} us for an empty one"


async def _by_tasks(people: Crowd, acts: list[Invocation]) -> None:
    for task in [asyncio.create_task(people.act(act)) for act in acts]:
        await task


async def _by_futures(people: Crowd, acts: list[Invocation]) -> None:
    for waiting in [people.dispatch.submit(act) for act in acts]:
        assert waiting is not None
        assert isinstance((await waiting).result, Reply)


async def _few(people: Crowd, raw: RawBallots, first: int) -> list[Row]:
    answers: list[float] = []
    lags: list[float] = []
    spent = Spent()
    for number, members in _batches(people, first):
        if members.start == 0:
            await people.open_motion()
        base = raw.cast(number, members)
        waiting = iter([people.ballot(number, member) for member in members])
        async with _lag(lags):
            with spent.over(len(members), base):
                await asyncio.gather(*(_voting(people, waiting, answers) for _ in range(FEW)))
        assert await people.tally(number) == members.stop
    milli = [a * 1000 for a in answers]
    return [
        at_least("ballots, 100 in flight", _AGAINST, median(spent.shares), 0.20, *spent.said()),
        at_most("  answer, p99", f"p50 {median(milli):.1f} ms", p99(milli), 15, unit=" ms", digits=1),
        at_most("  event-loop lag, p99", "", p99(lags) * 1000, 5, unit=" ms", digits=1),
    ]


def _batches(people: Crowd, first: int) -> list[tuple[int, range]]:
    """The number of a motion and the members who vote: each once on every motion."""
    starts = range(0, people.size, BATCH)
    found = []
    for i in range(ROUNDS):
        start = starts[i % len(starts)]
        found.append((first + i // len(starts), range(start, start + BATCH)))
    return found


async def _voting(people: Crowd, waiting: Iterator[Invocation], answers: list[float]) -> None:
    """One of those in flight: the next ballot as soon as the last one is answered."""
    for act in waiting:
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
