"""The one writer: takes what waits in order of arrival, commits once, and only then answers.

An ordinary act runs in a SAVEPOINT of its own. Acts that come in crowds are bulk: consecutive ones of one
kind form a batch, run as a synchronous function on the database's thread; a group of nothing but bulk acts
is one hop from BEGIN to COMMIT. A batch that fails is rolled back and its acts are run one by one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import structlog
from sqlalchemy.engine import Connection

from bot.api.clock import Clock
from bot.batch import run_batch
from bot.folding import Folding
from bot.job import Consequences, Job, Outcome
from bot.metrics import Metrics, Unwatched
from bot.single import Single
from storage.database import Database
from storage.inbox import Inbox
from storage.journal import Journal
from storage.outbox import Outbox

Run = tuple[bool, list[Job]]
BULK_LIMIT, SINGLE_LIMIT = 1000, 32
SLOW = 0.05
log = structlog.get_logger()


class Writer:
    """Commits jobs in groups; committed is called after each group, with the cards that became stale.

    longest is the most seconds that one group has held the database.
    """

    def __init__(
        self,
        db: Database,
        inbox: Inbox,
        journal: Journal,
        single: Single,
        folding: Folding,
        clock: Clock,
    ) -> None:
        self.db = db
        self.inbox = inbox
        self.journal = journal
        self.single = single
        self.clock = clock
        self.committed: Callable[[Consequences, bool], None] = lambda _c, _ordinary: None
        self.metrics: Metrics = Unwatched()
        self.folding = folding
        self._waiting: deque[Job] = deque()
        self.longest = 0.0
        self._wake = asyncio.Event()
        self._is_ending = False

    @property
    def next_answer(self) -> asyncio.Future[Outcome] | None:
        """The answer that is due next, where acts wait."""
        return self._waiting[0].done if self._waiting else None

    def put(self, job: Job) -> None:
        self._waiting.append(job)
        self._wake.set()

    async def run(self) -> None:
        """Works until it is cancelled; a group that has begun is brought to its end first."""
        self._is_ending = False
        working = asyncio.ensure_future(self._work())
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:
            self._is_ending = True
            self._wake.set()
            await working
            raise

    async def _work(self) -> None:
        while not self._is_ending:
            await self._wake.wait()
            if self._is_ending:
                return
            if group := self._gather():
                await self._group(group)
            else:
                self._wake.clear()

    def _gather(self) -> list[Job]:
        group: list[Job] = []
        waiting, single = self._waiting, 0
        while waiting and len(group) < BULK_LIMIT:
            if _crowd(waiting[0]) is None:
                single += 1
                if single > SINGLE_LIMIT:
                    break
            group.append(waiting.popleft())
        return group

    async def _group(self, group: list[Job]) -> None:
        followed = Consequences()
        runs = _runs(group)
        begun = asyncio.get_running_loop().time()
        outcomes: Sequence[Outcome | Exception]
        try:
            outcomes = await self._commit(runs, followed)
        except Exception as error:
            outcomes = await self._one_by_one(group, followed, error)
        took = asyncio.get_running_loop().time() - begun
        if followed.folds_in:
            await self.folding.now()
        self.metrics.wrote(outcomes, took)
        self.longest = max(self.longest, took)
        if took > SLOW + 0.001 * len(group) and not _untraced(outcomes):
            log.warning("the writer was held long", seconds=round(took, 3), acts=len(group))
        for job, outcome in zip(group, outcomes, strict=True):
            _settle(job, outcome)
        self.committed(followed, not all(bulk for bulk, _ in runs))

    async def _commit(self, runs: list[Run], followed: Consequences) -> list[Outcome]:
        if len(runs) == 1 and runs[0][0]:
            jobs = runs[0][1]
            folds_in = jobs[0].loaded.spec.untraced
            outcomes, heads = await self.db.batch(
                lambda c: self._whole_batch(c, jobs, followed), folds_in=folds_in
            )
        else:
            async with self.db.transaction():
                outcomes = [o for bulk, run in runs for o in await self._run(bulk, run, followed)]
                events = _traced([job for _, run in runs for job in run], outcomes)
                heads = await self.db.within(lambda c: self._follow(c, followed, events))
        for assembly, head in heads.items():
            self.journal.moved_on(assembly, head)
        return outcomes

    async def _run(self, bulk: bool, run: list[Job], followed: Consequences) -> list[Outcome]:
        if bulk:
            async with self.db.savepoint():
                return await self.db.within(lambda c: run_batch(c, run, followed, self.single.roll))
        return [await self.single.run(job, followed) for job in run]

    async def _one_by_one(
        self, group: list[Job], followed: Consequences, error: Exception
    ) -> list[Outcome | Exception]:
        """Nothing of the group is on disk after an unexpected error: each act gets its own transaction."""
        log.error("a group was rolled back", acts=len(group), error=type(error).__name__)
        if len(group) == 1:
            self.inbox.give_back(group[0].event)
            return [error]
        followed.clear()
        outcomes: list[Outcome | Exception] = []
        for job in group:
            alone = Consequences()
            try:
                outcomes += await self._commit(_runs([job]), alone)
            except Exception as own:
                self.inbox.give_back(job.event)
                outcomes.append(own)
            followed.stale |= alone.stale
            followed.folds_in |= alone.folds_in
        return outcomes

    def _whole_batch(
        self, connection: Connection, group: list[Job], followed: Consequences
    ) -> tuple[list[Outcome], dict[int, tuple[int, str]]]:
        outcomes = run_batch(connection, group, followed, self.single.roll)
        return outcomes, self._follow(connection, followed, _traced(group, outcomes))

    def _follow(
        self, connection: Connection, followed: Consequences, events: Sequence[str]
    ) -> dict[int, tuple[int, str]]:
        """Writes inbox, stale cards and journal at the end of a transaction; the chains' new heads."""
        now = self.clock.now()
        self.inbox.write(connection, events, now)
        Outbox.mark_stale(connection, sorted(followed.stale))
        return {
            assembly: self.journal.write(connection, assembly, entries, now)
            for assembly, entries in followed.journal.items()
        }


def _crowd(job: Job) -> tuple[str, int] | None:
    """What batch a job belongs to. A first act enrols, and so it is run alone even where it is a bulk one."""
    return None if job.enrol else job.loaded.crowd


def _runs(group: Iterable[Job]) -> list[Run]:
    """Consecutive jobs of one bulk method together, in order."""
    return [(crowd is not None, list(jobs)) for crowd, jobs in groupby(group, key=_crowd)]


def _untraced(outcomes: Sequence[Outcome | Exception]) -> bool:
    """Whether there is an act among them of which no log may tell, not even when it was."""
    return any(isinstance(outcome, Outcome) and outcome.untraced for outcome in outcomes)


def _traced(group: Sequence[Job], outcomes: Sequence[Outcome]) -> list[str]:
    """The events that the inbox keeps."""
    return [job.event for job, outcome in zip(group, outcomes, strict=True) if not outcome.untraced]


def _settle(job: Job, outcome: Outcome | Exception) -> None:
    if job.done.done():
        return
    if isinstance(outcome, Outcome):
        job.done.set_result(outcome)
    else:
        job.done.set_exception(outcome)
