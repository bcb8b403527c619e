"""When there is nothing to look for: nothing was written since the last look, and nothing falls due."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.api.clock import Clock
from storage.database import Database

LONGEST = timedelta(minutes=1)
"""How long it is taken for granted at most that nothing is due."""


class Lull:
    """Spares a worker that is woken by everybody a question whose answer it has."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db = db
        self.clock = clock
        self._changes = -1
        self._until = clock.now()

    @property
    def holds(self) -> bool:
        return self.db.changes == self._changes and self.clock.now() < self._until

    @property
    def seconds(self) -> float:
        """How long it lasts yet, unless something is written."""
        return max(0.0, (self._until - self.clock.now()).total_seconds())

    def begin(self, changes: int, until: datetime | None = None) -> None:
        """A look has found nothing; changes is what was written before it, until when the next may be due."""
        longest = self.clock.now() + LONGEST
        self._changes, self._until = changes, min(until or longest, longest)
