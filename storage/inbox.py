"""Which events have counted already: an append-only list on disk, the recent ones in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database
from storage.schema import inbox

REMEMBERED = 50_000
_ADD = "INSERT INTO inbox (event, at)"


class Inbox:
    """A redelivered event counts once; a random id as a key would dirty most of its tree each time."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._seen: OrderedDict[str, None] = OrderedDict()

    async def load(self) -> None:
        """Remembers the newest events of the last run."""
        query = sa.select(inbox.c.event).order_by(inbox.c.id.desc()).limit(REMEMBERED)
        events = list((await self.db.here.execute(query)).scalars())
        self._seen = OrderedDict.fromkeys(reversed(events))

    def has(self, event: str) -> bool:
        """Whether an event has counted."""
        return event in self._seen

    def take(self, event: str) -> bool:
        """Whether an event is new; from now on it is not. One that has no id is always new."""
        if not event:
            return True
        if event in self._seen:
            return False
        self._seen[event] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True

    def give_back(self, event: str) -> None:
        """Makes an event count again that did not reach the disk."""
        self._seen.pop(event, None)

    @staticmethod
    def write(connection: Connection, events: Iterable[str], at: datetime) -> None:
        """Adds events to the list."""
        now = dialect.micros(at)
        rows = [(event, now) for event in events if event]
        if rows:
            dialect.add(connection, _ADD, rows)

    async def tidy(self, before: datetime) -> None:
        """Deletes what is older than an instant."""
        await self.db.here.execute(sa.delete(inbox).where(inbox.c.at < before))
