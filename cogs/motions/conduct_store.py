"""Reports, what is set aside, and who appeals, on disk."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.api.number import Numbered
from cogs.motions.rows import HIDDEN, motion_of, values
from cogs.motions.rules.conduct import KEPT_FOR, Passage, SetAside
from cogs.motions.rules.errors import NoMotion
from cogs.motions.rules.motion import Motion
from cogs.motions.rules.state import State
from cogs.motions.schema import appeals, motions, reports, set_asides, suggestions
from storage import dialect
from storage.database import Database
from storage.due import earliest
from storage.members import Roll
from storage.schema import posts

STEWARD = 2
_WHOLE = int(Numbered.of(0, 1))
_OLDEST = sa.select(motions.c.assembly, reports.c.at).join(motions, motions.c.id == reports.c.motion)
_OLDEST = _OLDEST.order_by(reports.c.at).limit(1)
FIRST_TO_DELETE = (earliest(reports.c.at, after=KEPT_FOR),)


class ConductStore:
    """A text is named by its motion, and by the suggestion's id where it is one."""

    def __init__(self, db: Database, roll: Roll) -> None:
        self.db = db
        self.roll = roll

    async def stewards(self, assembly: int) -> list[int]:
        return await self.roll.in_role(assembly, STEWARD)

    async def passage(self, motion: Motion, suggestion: int) -> Passage | None:
        """A text and who wrote it; None where the motion has no such suggestion."""
        if not suggestion:
            return Passage(motion.number, 0, motion.mover)
        query = sa.select(suggestions.c.member).where(
            suggestions.c.id == suggestion, suggestions.c.motion == motion.id
        )
        row = (await self.db.here.execute(query)).one_or_none()
        return Passage(motion.number, suggestion, row.member) if row else None

    async def report(self, motion: int, suggestion: int, reporter: int, why: str, at: datetime) -> int:
        added = sa.insert(reports).values(
            motion=motion, suggestion=suggestion, reporter=reporter, why=why, at=at
        )
        return int((await self.db.here.execute(added.returning(reports.c.id))).scalar_one())

    async def has_reported(self, motion: int, suggestion: int, reporter: int) -> bool:
        query = sa.select(reports.c.id).where(
            reports.c.motion == motion, reports.c.suggestion == suggestion, reports.c.reporter == reporter
        )
        return (await self.db.here.execute(query)).first() is not None

    async def reported_since(self, reporter: int, since: datetime) -> int:
        """How many texts a member has reported lately."""
        query = sa.select(sa.func.count()).where(reports.c.reporter == reporter, reports.c.at > since)
        return int((await self.db.here.execute(query)).scalar_one())

    async def whys(self, motion: int, suggestion: int) -> list[str]:
        """Why a text was reported, without who reported it, in no order that tells."""
        query = sa.select(reports.c.why).where(reports.c.motion == motion, reports.c.suggestion == suggestion)
        return sorted((await self.db.here.execute(query)).scalars())

    async def reported(self, assembly: int, since: datetime) -> list[tuple[Motion, int]]:
        """Texts that were reported lately, or that one steward wants set aside, and nobody has decided on."""
        done = sa.select(set_asides.c.motion).where(
            set_asides.c.motion == reports.c.motion,
            set_asides.c.suggestion == reports.c.suggestion,
            set_asides.c.done_at.is_not(None),
        )
        told = sa.select(reports.c.motion, reports.c.suggestion).where(
            reports.c.at > since, sa.not_(done.exists())
        )
        asked = sa.select(set_asides.c.motion, set_asides.c.suggestion).where(
            set_asides.c.proposed_at > since, set_asides.c.done_at.is_(None)
        )
        some = told.union(asked).subquery()
        query = sa.select(some.c.motion, some.c.suggestion).join(motions, motions.c.id == some.c.motion)
        query = query.where(motions.c.assembly == assembly).order_by(some.c.motion, some.c.suggestion)
        pairs = [(row.motion, row.suggestion) for row in await self.db.here.execute(query)]
        return [(await self.motion(motion), suggestion) for motion, suggestion in pairs]

    async def oldest_report(self) -> tuple[int, datetime] | None:
        """The assembly and the time of the oldest report that is kept."""
        row = (await self.db.here.execute(_OLDEST)).one_or_none()
        return (row.assembly, row.at) if row else None

    async def tidy(self, now: datetime) -> None:
        """Deletes reports that have been kept for as long as it is said that they are."""
        await self.db.here.execute(sa.delete(reports).where(reports.c.at <= now - KEPT_FOR))

    async def found(self, motion: int, suggestion: int) -> SetAside | None:
        query = sa.select(set_asides).where(_of(set_asides, motion, suggestion))
        row = (await self.db.here.execute(query)).one_or_none()
        return SetAside(**{name: getattr(row, name) for name in SetAside.__slots__}) if row else None

    async def keep(self, motion: int, suggestion: int, kept: SetAside) -> None:
        """Keeps where the setting aside of a text stands."""
        columns = {name: getattr(kept, name) for name in SetAside.__slots__}
        insert: Any = dialect.insert(set_asides, self.db.here)
        insert = insert.values(motion=motion, suggestion=suggestion, **columns)
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["motion", "suggestion"], set_=columns)
        )

    async def appellants(self, motion: int, suggestion: int) -> frozenset[int]:
        query = sa.select(appeals.c.member).where(_of(appeals, motion, suggestion))
        return frozenset((await self.db.here.execute(query)).scalars())

    async def appeal(self, motion: int, suggestion: int, member: int) -> None:
        insert: Any = dialect.insert(appeals, self.db.here)
        insert = insert.values(motion=motion, suggestion=suggestion, member=member)
        await self.db.here.execute(insert.on_conflict_do_nothing())

    async def begin_anew(self, motion: int, suggestion: int) -> None:
        """Forgets who appealed, so that there can be another appeal."""
        await self.db.here.execute(sa.delete(appeals).where(_of(appeals, motion, suggestion)))

    async def appeal_vote(self, motion: Motion, suggestion: int) -> Motion | None:
        """The vote on an appeal that is under way or has decided."""
        decides = (State.OPEN, State.CLOSING, State.LOST, State.CARRIED)
        query = sa.select(motions).where(
            motions.c.assembly == motion.assembly,
            motions.c.restores == int(motion.number),
            motions.c.restored_suggestion == suggestion,
            motions.c.state.in_([state.value for state in decides]),
        )
        row = (await self.db.here.execute(query.order_by(motions.c.id.desc()).limit(1))).one_or_none()
        return motion_of(row) if row else None

    async def hide_amendments(self, motion: Motion, hidden: bool) -> None:
        """Has the amendments to a motion shown or not: they repeat its words."""
        theirs = sa.and_(motions.c.number % _WHOLE == motion.number.whole, motions.c.number >= _WHOLE)
        change = sa.update(motions).where(motions.c.assembly == motion.assembly, theirs)
        if not motion.is_amendment:
            await self.db.here.execute(change.values(hidden=hidden))

    async def motion(self, motion: int, with_words: bool = False) -> Motion:
        """A motion by its id; with words also where they are set aside, to be made into a digest."""
        row = (await self.db.here.execute(sa.select(motions).where(motions.c.id == motion))).one_or_none()
        if row is None:
            raise NoMotion(0, ())
        return motion_of(row, with_words)

    async def put_back(self, motion: Motion) -> Motion:
        """Saves a motion that is set aside no longer; its words are where they were, and come back."""
        columns = {name: value for name, value in values(motion).items() if name not in HIDDEN}
        await self.db.here.execute(sa.update(motions).where(motions.c.id == motion.id).values(**columns))
        return await self.motion(motion.id)

    async def cards_about(self, assembly: int, number: Numbered) -> tuple[tuple[str, int], ...]:
        """Every card that may show words of a motion: its own, and its amendments'."""
        is_theirs = posts.c.subject == int(number)
        if not number.part:
            is_theirs = posts.c.subject % _WHOLE == number.whole
        query = sa.select(posts.c.kind, posts.c.subject).distinct()
        ours = sa.or_(posts.c.kind.startswith("motion."), posts.c.kind.startswith("text."))
        rows = await self.db.here.execute(query.where(posts.c.assembly == assembly, is_theirs, ours))
        return tuple((kind, subject) for kind, subject in rows)

    async def forget(self, member: int) -> None:
        """Erases a person's reports, and takes their name off what they did as a steward or appealed."""
        await self.db.here.execute(sa.delete(reports).where(reports.c.reporter == member))
        await self.db.here.execute(sa.delete(appeals).where(appeals.c.member == member))
        for column in (set_asides.c.first, set_asides.c.second):
            gone = sa.update(set_asides).where(column == member)
            await self.db.here.execute(gone.values({column.name: None}))


def _of(table: sa.Table, motion: int, suggestion: int) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.motion == motion, table.c.suggestion == suggestion)
