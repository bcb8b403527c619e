"""APScheduler with its SQLAlchemy job store: jobs added, due at one instant, and killed while they run."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, time
from typing import Any

from bench.stall import Stall

QUIET = 3.0
"""Seconds without a job after which no more are to come."""
late: list[float] = []
_due = 0.0
_out = 0


async def ring(number: int) -> None:
    """A job: it notes how late it is, or writes its number down where somebody counts."""
    late.append(time() - _due)
    if _out:
        os.write(_out, f"{number}\n".encode())


def scheduler(file: Path) -> Any:
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    return AsyncIOScheduler(
        timezone="UTC", jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{file}")}
    )


def add(jobs: Any, due: datetime, count: int) -> float:
    """Seconds until so many jobs are in the store."""
    begun = perf_counter()
    for number in range(count):
        jobs.add_job(ring, "date", run_date=due, args=[number], misfire_grace_time=None)
    return perf_counter() - begun


async def all_at_once(file: Path, count: int) -> tuple[float, list[float], float]:
    """How long adding took, how late each ran once all were due, and how long the loop stood."""
    global _due
    late.clear()
    jobs, stall = scheduler(file), Stall()
    jobs.start(paused=True)
    took = add(jobs, datetime.now(UTC), count)
    _due = time()
    async with stall.watched():
        jobs.resume()
        await _until_quiet()
    jobs.shutdown(wait=False)
    return took, list(late), stall.longest


async def _until_quiet() -> None:
    since, seen = perf_counter(), -1
    while perf_counter() - since < QUIET:
        if len(late) != seen:
            since, seen = perf_counter(), len(late)
        await asyncio.sleep(0.05)


async def _ring_until_quiet(file: Path) -> None:
    global _out
    _out = sys.stdout.fileno()
    jobs = scheduler(file)
    jobs.start()
    await _until_quiet()


def fill(file: Path, count: int) -> None:
    """A store with so many jobs that are due."""

    async def filled() -> None:
        jobs = scheduler(file)
        jobs.start(paused=True)
        add(jobs, datetime.now(UTC), count)
        jobs.shutdown(wait=False)

    asyncio.run(filled())


if __name__ == "__main__":
    sys.modules["bench.jobs"] = sys.modules["__main__"]
    asyncio.run(_ring_until_quiet(Path(sys.argv[1])))
