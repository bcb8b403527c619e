"""What is noted at a count so that the result can be checked later, and the journal's link that holds it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection

import sqlalchemy as sa

from bot.api.number import Numbered
from bot.ballots.record import Link
from bot.ballots.schema import boxes, electorates
from cogs.motions.rows import motion_of
from cogs.motions.rules.export import Seal
from cogs.motions.rules.motion import Motion
from cogs.motions.schema import motions, seals
from storage import dialect
from storage.database import Database
from storage.journal import START
from storage.schema import journal

SALT, MOST_PARTS, UNNOTED = 16, 99, 0


class SealStore:
    """A seal is made once, in the transaction that decides a motion."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def make(self, assembly: int, motion: int, removed: Collection[int], is_noted: bool = True) -> Seal:
        """The seal of a motion that is decided now; its entry will be in the next link of the journal.

        A motion that most do not know of has none there.
        """
        link = await self._next_link(assembly) if is_noted else None
        seal = Seal(secrets.token_bytes(SALT), frozenset(removed), link)
        values = {"salt": seal.salt, "removed": json.dumps(sorted(removed)), "link": seal.link or UNNOTED}
        await self.db.here.execute(sa.insert(seals).values(motion=motion, **values))
        return seal

    @staticmethod
    def unkept() -> Seal:
        """A seal for a motion that was decided before there were any; the journal knows nothing of it."""
        return Seal(secrets.token_bytes(SALT))

    async def note_dispute(self, assembly: int, motion: int) -> None:
        """Notes that the next link of the journal will hold the dispute."""
        change = sa.update(seals).where(seals.c.motion == motion)
        await self.db.here.execute(change.values(dispute_link=await self._next_link(assembly)))

    async def of(self, motion: int) -> Seal | None:
        """The seal of a motion; None where it was decided before there were any."""
        query = sa.select(seals).where(seals.c.motion == motion)
        row = (await self.db.here.execute(query)).one_or_none()
        if row is None:
            return None
        return Seal(row.salt, frozenset(json.loads(row.removed)), row.link or None, row.dispute_link)

    async def link(self, assembly: int, number: int | None) -> Link | None:
        """A link of an assembly's journal, whole, with the hash of the one before it."""
        if number is None:
            return None
        query = sa.select(journal).where(
            journal.c.assembly == assembly, journal.c.link.in_((number - 1, number))
        )
        rows = {row.link: row for row in await self.db.here.execute(query)}
        if number not in rows:
            return None
        found = rows[number]
        before = rows[number - 1].hash if number - 1 in rows else START
        at = dialect.micros(found.at)
        return Link(number=number, before=before, at=at, body=found.body, hash=found.hash)

    async def digest(self, assembly: int, number: int | None, motion: Numbered) -> str | None:
        """What the journal has in a link as the digest of a motion's decision."""
        link = await self.link(assembly, number)
        entries = json.loads(link.body) if link else []
        found = [facts.get("digest") for _kind, subject, _person, facts in entries if subject == motion]
        return next((str(one) for one in found if one is not None), None)

    async def electorate(self, box: int) -> frozenset[int] | None:
        """Who could vote; None where nobody was listed."""
        listed = await self.db.here.execute(sa.select(boxes.c.listed).where(boxes.c.id == box))
        if not listed.scalar_one():
            return None
        members = await self.db.here.execute(sa.select(electorates.c.member).where(electorates.c.box == box))
        return frozenset(members.scalars())

    async def amendments(self, motion: Motion) -> list[Motion]:
        """The changes that were proposed to a motion."""
        parts = [int(Numbered.of(motion.number.whole, part)) for part in range(1, MOST_PARTS + 1)]
        query = sa.select(motions).where(motions.c.assembly == motion.assembly, motions.c.number.in_(parts))
        return (
            []
            if motion.is_amendment
            else [motion_of(row, with_words=True) for row in await self.db.here.execute(query)]
        )

    async def _next_link(self, assembly: int) -> int:
        """One transaction writes one link for an assembly, whatever is done in it."""
        query = sa.select(sa.func.max(journal.c.link)).where(journal.c.assembly == assembly)
        return ((await self.db.here.execute(query)).scalar_one() or 0) + 1
