"""Keeps things of one network as they are to be: what is due of a book is tended, and tried again."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

import structlog

from bot.api.clock import Clock
from bot.lull import Lull
from bot.outbox import MOMENT, backoff
from bot.platforms import Refused, Unreachable
from bot.rounds import Rounds
from storage.database import Database

log = structlog.get_logger()


class Tended(Protocol):
    """A row of the book; tries is how often it has failed."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def tries(self) -> int: ...


Row = TypeVar("Row", bound=Tended)
Kept = TypeVar("Kept", bound=Tended, covariant=True)


class Book(Protocol[Kept]):
    """What is to be kept, on disk."""

    async def due(self, network: str, now: datetime) -> Sequence[Kept]: ...

    async def next_due(self, network: str) -> datetime | None: ...

    @property
    def change(self) -> Callable[..., Awaitable[None]]: ...


class Tending(Rounds, Generic[Row]):
    """Tends one after the other; what the network refuses or can't do now holds up no other.

    again is what is changed besides where one is to be tried again.
    """

    again: Mapping[str, object] = MappingProxyType({})

    def __init__(self, db: Database, network: str, book: Book[Row], clock: Clock) -> None:
        super().__init__()
        self.db = db
        self.network = network
        self.clock = clock
        self._book = book
        self._lull = Lull(db, clock)

    async def flush(self) -> None:
        """Carries out what is due, until there is nothing more."""
        async with self._turn:
            while not self._lull.holds and await self._look():
                continue

    async def round(self) -> float:
        """Carries out what is due now; how many seconds until something may be due again."""
        async with self._turn:
            is_idle = self._lull.holds or not await self._look()
            return max(MOMENT, self._lull.seconds) if is_idle else MOMENT

    async def _look(self) -> bool:
        """Whether something was due, which was tended then."""
        now, changes = self.clock.now(), self.db.changes
        async with self.db.reading():
            soonest = await self._book.next_due(self.network)
            is_due = soonest is not None and soonest <= now
            due = await self._book.due(self.network, now) if is_due else []
        if not due:
            self._lull.begin(changes, soonest)
        for row in due:
            await self._guarded(row)
        return bool(due)

    async def _guarded(self, row: Row) -> None:
        try:
            await self._tend(row)
        except Refused as refusal:
            await self._refused(row, refusal)
        except Unreachable as trouble:
            why = {"kind": row.kind, "reason": trouble.reason, "tries": row.tries}
            log.info("tried again", network=self.network, **why)
            due = self.clock.now() + backoff(row.tries, trouble.retry_after)
            await self._change(row, **self.again, tries=row.tries + 1, due_at=due)

    @abstractmethod
    async def _tend(self, row: Row) -> None:
        """Has one be as it is to be; raises what the network raises."""

    @abstractmethod
    async def _refused(self, row: Row, refusal: Refused) -> None:
        """Notes and says that the network refuses one."""

    async def _change(self, row: Row, **values: object) -> None:
        async with self.db.transaction():
            await self._book.change(row.id, **values)
