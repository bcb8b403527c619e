"""Amendments on disk, and drafts with what their opening hangs on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from bot.api.services import OpenCard
from cogs.motions.due import DEBATED_UNTIL, WAITING, has_its_seconds
from cogs.motions.rows import motion_of
from cogs.motions.rules.amendment import DRAFTS, MOST_AMENDMENTS
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.opening import Draft
from cogs.motions.rules.state import UNDECIDED, State
from cogs.motions.schema import bases, motions, seconders
from cogs.motions.store import IS_WHOLE, MotionStore
from storage import dialect
from storage.due import present
from storage.outbox import NO_THREAD
from storage.schema import posts

DRAFT_CARD = "motion.draft"
"""The kind of the card of a draft."""
_WHOLE = int(Numbered.of(0, 1))
_UNDECIDED = tuple(state.value for state in UNDECIDED)
_DRAFTS = tuple(state.value for state in DRAFTS)
_MAIN = motions.alias("main")
_LIVES = sa.select(_MAIN.c.id).where(
    _MAIN.c.assembly == motions.c.assembly,
    _MAIN.c.number == motions.c.number % _WHOLE,
    _MAIN.c.opened_at.is_(None),
    _MAIN.c.state.in_(_DRAFTS),
)
_HAS_FALLEN = sa.and_(motions.c.state.in_(_UNDECIDED), sa.not_(IS_WHOLE), sa.not_(_LIVES.exists()))
_FALLEN = sa.select(motions.c.assembly, motions.c.number).where(_HAS_FALLEN)
FIRST_TO_OPEN = (present(has_its_seconds()), present(_HAS_FALLEN))
"""Whether a draft may have nothing left to wait for, or an amendment no motion."""


class AmendmentStore:
    """An amendment is a motion's row, and keeps beside it the words that it is held against."""

    def __init__(self, store: MotionStore) -> None:
        self.store = store
        self.db = store.db

    async def of(self, main: Motion) -> list[Motion]:
        """All amendments that a motion has had, by number."""
        numbers = [int(Numbered.of(main.number.whole, part)) for part in range(1, MOST_AMENDMENTS + 1)]
        query = sa.select(motions).where(motions.c.assembly == main.assembly, motions.c.number.in_(numbers))
        return [motion_of(row) for row in await self.db.here.execute(query.order_by(motions.c.number))]

    async def main_of(self, amendment: Motion) -> Motion:
        """The motion that an amendment is to."""
        return await self.store.get(amendment.assembly, Numbered.of(amendment.number.whole))

    async def draft(self, motion: Motion) -> Draft:
        """A motion with all that its opening hangs on."""
        main = await self.main_of(motion) if motion.is_amendment else None
        fellows = tuple(a for a in await self.of(motion) if a.is_undecided)
        seconded = await self._seconded([motion.id, *(a.id for a in fellows)])
        return Draft(motion, fellows, seconded, main)

    async def base(self, amendment: Motion) -> tuple[str, str]:
        """The title and the text that an amendment is held against."""
        query = sa.select(bases.c.title, bases.c.text).where(bases.c.motion == amendment.id)
        row = (await self.db.here.execute(query)).one()
        return row.title, row.text

    async def hold_against(self, amendment: Motion, main: Motion) -> None:
        """Keeps the words that an amendment changes."""
        values = {"title": main.title, "text": main.text}
        insert: Any = dialect.insert(bases, self.db.here).values(motion=amendment.id, **values)
        await self.db.here.execute(insert.on_conflict_do_update(index_elements=["motion"], set_=values))

    async def waiting(self) -> list[Draft]:
        """Drafts that have their seconds and are not voted on, in every assembly."""
        found = await self.db.here.execute(WAITING)
        return [await self.draft(motion_of(row)) for row in found.all()]

    async def debated_until(self, now: datetime) -> datetime | None:
        """When the next debate is over that a vote waits for."""
        asked = await self.db.here.execute(DEBATED_UNTIL, {"now": now})
        found: datetime | None = asked.scalar_one_or_none()
        return found

    async def fallen(self) -> Sequence[tuple[int, int]]:
        """Undecided amendments (assembly, number) whose motion can't come to a vote, or is voted on."""
        return [(assembly, number) for assembly, number in await self.db.here.execute(_FALLEN)]

    async def drafts_in(self, room: tuple[str, str], assembly: int | None) -> list[OpenCard]:
        """The cards of drafts that stand in a room or thread, of one assembly or of all."""
        here = sa.and_(posts.c.network == room[0], posts.c.room == room[1], posts.c.kind == DRAFT_CARD)
        is_draft = sa.and_(
            motions.c.assembly == posts.c.assembly,
            motions.c.number == posts.c.subject,
            motions.c.state == State.MOVED.value,
        )
        query = sa.select(posts.c.assembly, posts.c.subject).join(motions, is_draft).where(here)
        if assembly is not None:
            query = query.where(posts.c.assembly == assembly)
        return [(row.assembly, DRAFT_CARD, row.subject) for row in await self.db.here.execute(query)]

    async def has_thread(self, motion: Motion) -> bool:
        """Whether a thread is open under the draft of a motion."""
        query = sa.select(posts.c.id).where(
            posts.c.assembly == motion.assembly,
            posts.c.kind == DRAFT_CARD,
            posts.c.subject == int(motion.number),
            posts.c.thread.is_not(None),
            posts.c.thread != NO_THREAD,
        )
        return (await self.db.here.execute(query)).first() is not None

    async def _seconded(self, some: Collection[int]) -> dict[int, int]:
        """How many have seconded each of these motions."""
        query = sa.select(seconders.c.motion, sa.func.count().label("times")).where(
            seconders.c.motion.in_(some)
        )
        rows = await self.db.here.execute(query.group_by(seconders.c.motion))
        return {row.motion: row.times for row in rows}
