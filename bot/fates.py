"""Notes what came of posts: what is to be noted at the same time goes to the disk in one commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.engine import Connection

from storage.database import Database
from storage.outbox import Outbox, PostRow

Note = Callable[[Connection], None]


@dataclass
class _Batch:
    notes: list[Note] = field(default_factory=list)
    is_done: bool = False


class Fates:
    """Returns once a note is on disk, with all others that came while the disk was busy."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self._batch = _Batch()
        self._turn = asyncio.Lock()

    async def tried(self, posts: Iterable[PostRow], at: datetime) -> None:
        """Says of posts, before the first of them is sent, that from now on they may stand."""
        rows = [(post.id, post.key, post.room) for post in posts]
        if rows:
            await self._note(lambda connection: Outbox.mark_tried(connection, rows, at))

    async def there(self, post: PostRow, message: str, seeds: str) -> None:
        """Says that a post stands, and with which reactions under it."""
        row = (post.id, post.key, message, seeds)
        await self._note(lambda connection: Outbox.mark_there(connection, [row]))

    async def fresh(self, post: PostRow) -> None:
        """Says that a post is about to show what is."""
        row = (post.id, post.key)
        await self._note(lambda connection: Outbox.mark_fresh(connection, [row]))

    async def _note(self, note: Note) -> None:
        batch = self._batch
        batch.notes.append(note)
        async with self._turn:
            if batch.is_done:
                return
            if self._batch is batch:
                self._batch = _Batch()
            # Whoever was to write it may have been cancelled: then it is written again, which is no harm.
            await self.db.batch(lambda connection: _write(connection, batch.notes))
            batch.is_done = True


def _write(connection: Connection, notes: Iterable[Note]) -> None:
    for note in notes:
        note(connection)
