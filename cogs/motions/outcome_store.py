"""When to look again at what was carried, on disk."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cogs.motions.rules.state import State
from cogs.motions.schema import motions
from storage import dialect
from storage.database import Database
from storage.due import earliest

_NOW = sa.bindparam("now", type_=dialect.Instant)
_WAITS = sa.and_(motions.c.state == State.CARRIED.value, motions.c.review_at.is_not(None))
_DUE = sa.select(motions.c.assembly, motions.c.number).where(_WAITS, motions.c.review_at <= _NOW)
_LATER = sa.select(sa.func.min(motions.c.review_at)).where(_WAITS, motions.c.review_at > _NOW)
FIRST_REVIEW = (earliest(motions.c.review_at, _WAITS),)


class OutcomeStore:
    """The motion's own row is the timer."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def due(self, now: datetime) -> tuple[list[tuple[int, int]], datetime | None]:
        """Motions (assembly, number) whose date has come, and when the next one comes."""
        found = [(row.assembly, row.number) for row in await self.db.here.execute(_DUE, {"now": now})]
        soonest: datetime | None = (await self.db.here.execute(_LATER, {"now": now})).scalar_one_or_none()
        return found, soonest
