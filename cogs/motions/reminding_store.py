"""What reminding reads: which votes end soon, who may vote on them, and who has."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.ballots.schema import ballots, boxes, electorates, voted
from cogs.motions.rows import motion_of
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.reminding import BEFORE_CLOSE
from cogs.motions.rules.state import State
from cogs.motions.schema import motions
from storage import dialect
from storage.database import Database
from storage.due import earliest

_CLOSES = motions.c.closes_at
_IS_OPEN = motions.c.state == State.OPEN.value
_NOW, _UNTIL = (sa.bindparam(name, type_=dialect.Instant) for name in ("now", "soon"))
_SOON = sa.select(motions).where(_IS_OPEN, _CLOSES > _NOW, _CLOSES <= _UNTIL).order_by(motions.c.id)
_LATER = sa.select(sa.func.min(_CLOSES)).where(_IS_OPEN, _CLOSES > _UNTIL)
FIRST_REMINDER = (earliest(_CLOSES, _IS_OPEN, after=-BEFORE_CLOSE),)


class RemindingStore:
    """Changes nothing: when a vote was reminded of stands with the motion."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def closing_soon(self, now: datetime) -> tuple[list[Motion], datetime | None]:
        """Open votes of which less than a day is left, and when the next one comes to that."""
        when = {"now": now, "soon": now + BEFORE_CLOSE}
        found = [motion_of(row) for row in await self.db.here.execute(_SOON, when)]
        at: datetime | None = (await self.db.here.execute(_LATER, when)).scalar_one_or_none()
        return found, at - BEFORE_CLOSE if at is not None else None

    async def electorate(self, box: int) -> frozenset[int] | None:
        """Everyone who may vote; None where anyone may who was there when voting opened."""
        if not (await self.db.here.execute(sa.select(boxes.c.listed).where(boxes.c.id == box))).scalar_one():
            return None
        query = sa.select(electorates.c.member).where(electorates.c.box == box)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def voters(self, box: int) -> frozenset[int]:
        """Everyone who has voted, whatever the kind of vote, and nothing of how."""
        openly = sa.select(ballots.c.member).where(ballots.c.box == box)
        in_secret = sa.select(voted.c.member).where(voted.c.box == box)
        return frozenset((await self.db.here.execute(openly.union(in_secret))).scalars())
