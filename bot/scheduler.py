"""Wakes the sweeps; it stores nothing. What is due is a row, and the sweeps ask the database for it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

import structlog

from bot.api.clock import Clock
from bot.api.errors import RuleError
from bot.api.sweep import Due, DueAct, Sweep, first_of
from bot.job import Outcome
from storage.database import Database
from storage.due import Glance

log = structlog.get_logger()
LOOK_AGAIN = timedelta(minutes=1)
TRY_AGAIN = timedelta(seconds=5)
MOST_ROUNDS = 5
SHORTEST_SLEEP = timedelta(milliseconds=50)
REST = 0.2
"""Seconds between two rounds: many acts in a row have the sweeps ask once and not each time."""
RunDue = Callable[[DueAct], Awaitable[Outcome | None]]


class Sweeper:
    """Runs what is due, and says when to come again."""

    def __init__(self, db: Database, sweeps: Sequence[Sweep], run_due: RunDue, clock: Clock) -> None:
        self.db = db
        self.sweeps = sweeps
        self.run_due = run_due
        self.clock = clock
        self._turn = asyncio.Lock()
        self._glances: dict[int, Glance] = {}
        self._refused: dict[tuple[object, ...], datetime] = {}
        self._seen, self._next = -1, clock.now()
        self._hastened = False
        self.calm = asyncio.Event()
        self.calm.set()

    async def round(self) -> datetime:
        """Carries out everything that is due; the next instant at which something may be.

        Where nothing was written since the last round and its next instant has not come, nothing is asked.
        """
        async with self._turn:
            changes = self.db.changes
            if self._hastened:
                self._hastened, self._seen = False, -1
                self._refused.clear()
            if changes != self._seen or self.clock.now() >= self._next:
                self._next = await self._round()
                self._seen = changes
            return self._next

    async def settle(self) -> None:
        """Goes on until nothing more is due now, as one act may make the next one due."""
        for _ in range(MOST_ROUNDS):
            if await self.round() > self.clock.now():
                return

    def hasten(self) -> None:
        """Has what was refused be tried at once, as what it waits for may be there now."""
        self._hastened = True

    async def _round(self) -> datetime:
        now = self.clock.now()
        soonest = now + LOOK_AGAIN
        left = deque(self.sweeps)
        while left:
            due = await self._ask(left, now)
            if due.acts:
                soonest = min(soonest, await self._run_all(due.acts, now))
            soonest = min(soonest, due.next or soonest)
        return soonest

    async def _run_all(self, acts: Sequence[DueAct], now: datetime) -> datetime:
        """Runs one wave of acts after the other; when to look again.

        What many of them order is on disk before the sending of it begins, which would hold them up.
        """
        soonest, waves = now + LOOK_AGAIN, groupby(acts, key=lambda act: act.wave)
        if acts[-1].wave > 0:
            self.calm.clear()
        try:
            for _, wave in waves:
                # Side by side: a room that is slow to be read again holds up no other close.
                again = await asyncio.gather(*(self._run_once(act, now) for act in wave))
                soonest = min([soonest, *again])
        finally:
            self.calm.set()
        return soonest

    async def _run_once(self, act: DueAct, now: datetime) -> datetime:
        """When to look again: at once after an act, as it may make another due; later after a refusal."""
        key = (act.assembly, act.command, *sorted(act.arguments.items()))
        if (wait := self._refused.get(key, now)) > now:
            return wait
        if await self._run(act):
            self._refused.pop(key, None)
            return now
        self._refused[key] = now + TRY_AGAIN
        return now + TRY_AGAIN

    async def _ask(self, left: deque[Sweep], now: datetime) -> Due:
        """Asks the sweeps that are left, up to one that has acts due; those asked are left no longer.

        They share a reading, as to begin and end one costs more than what most of them ask; but none reads
        what was there before a change that is known of when it is asked.
        """
        soonest, changes = now + LOOK_AGAIN, self.db.changes
        firsts = deque(await self._firsts(len(left), now))
        try:
            async with self.db.reading():
                while left:
                    sweep, first = left.popleft(), firsts.popleft()
                    may_be_due = first <= now or changes != self.db.changes
                    due = await sweep(now) if may_be_due else Due(next=first)
                    soonest = min(soonest, due.next or soonest)
                    if due.acts or changes != self.db.changes:
                        return Due(due.acts, soonest)
        except Exception as error:
            log.error("a sweep failed", error=type(error).__name__)
            soonest = min(soonest, now + TRY_AGAIN)
        return Due(next=soonest)

    async def _firsts(self, left: int, now: datetime) -> list[datetime]:
        """When each of the sweeps that are left may have something: now, where it has to be asked."""
        lots = [first_of(sweep) for sweep in self.sweeps[-left:]]
        if left not in self._glances:
            self._glances[left] = Glance(lots)
        try:
            found = await self._glances[left].at(self.db)
        except Exception as error:
            log.error("a look at what is due failed", error=type(error).__name__)
            return [now] * left
        return [(at or now + LOOK_AGAIN) if lot else now for lot, at in zip(lots, found, strict=True)]

    async def _run(self, act: DueAct) -> bool:
        try:
            outcome = await self.run_due(act)
        except Exception as error:
            log.error("an act of the clock failed", command=act.command, error=type(error).__name__)
            return False
        return outcome is None or not isinstance(outcome.result, RuleError)


class Scheduler:
    """A single wake-up in APScheduler, moved to the next due time after each round and each change."""

    def __init__(self, sweeper: Sweeper, clock: Clock) -> None:
        self.sweeper = sweeper
        self.clock = clock
        self._poked = asyncio.Event()
        self._engine: Any = None

    def poke(self) -> None:
        """Has the sweeps ask again, as something that is due may have changed."""
        self._poked.set()

    async def run(self) -> None:
        """Works until cancelled."""
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        self._engine = AsyncIOScheduler(timezone="UTC")
        self._engine.start()
        try:
            while True:
                self._poked.clear()
                self._wake_at(await self.sweeper.round())
                await asyncio.sleep(REST)
                await self._poked.wait()
        finally:
            self._engine.shutdown(wait=False)

    async def _wake(self) -> None:
        """A job of the loop's own: a plain function would be run on a thread, and cut off at the end."""
        self.poke()

    def _wake_at(self, at: datetime) -> None:
        """APScheduler goes by the machine's own time: a clock that stands elsewhere must not have it spin."""
        sleep = max(at - self.clock.now(), SHORTEST_SLEEP)
        self._engine.add_job(
            self._wake,
            "date",
            run_date=datetime.now(UTC) + sleep,
            id="next",
            replace_existing=True,
            misfire_grace_time=None,
        )
