"""What is noted at a count so that the result can be checked later, and the journal's link that holds it."""

from __future__ import annotations

import json
from collections.abc import Collection

import sqlalchemy as sa

from bot.api.number import Numbered
from bot.ballots.seal import UNNOTED, Seals
from cogs.motions.rows import motion_of
from cogs.motions.rules.export import Seal
from cogs.motions.rules.motion import Motion
from cogs.motions.schema import motions, seals

MOST_PARTS = 99


class SealStore(Seals):
    """Of motions."""

    async def make(self, assembly: int, motion: int, removed: Collection[int], is_noted: bool = True) -> Seal:
        """The seal of a motion that is decided now; its entry will be in the next link of the journal.

        A motion that most do not know of has none there.
        """
        link = await self.next_link(assembly) if is_noted else None
        seal = Seal(self.salt(), frozenset(removed), link)
        values = {"salt": seal.salt, "removed": json.dumps(sorted(removed)), "link": seal.link or UNNOTED}
        await self.db.here.execute(sa.insert(seals).values(motion=motion, **values))
        return seal

    @classmethod
    def unkept(cls) -> Seal:
        """A seal for a motion that was decided before there were any; the journal knows nothing of it."""
        return Seal(cls.salt())

    async def note_dispute(self, assembly: int, motion: int) -> None:
        """Notes that the next link of the journal will hold the dispute."""
        change = sa.update(seals).where(seals.c.motion == motion)
        await self.db.here.execute(change.values(dispute_link=await self.next_link(assembly)))

    async def of(self, motion: int) -> Seal | None:
        """The seal of a motion; None where it was decided before there were any."""
        query = sa.select(seals).where(seals.c.motion == motion)
        row = (await self.db.here.execute(query)).one_or_none()
        if row is None:
            return None
        return Seal(row.salt, frozenset(json.loads(row.removed)), row.link or None, row.dispute_link)

    async def digest(self, assembly: int, number: int | None, motion: Numbered) -> str | None:
        """What the journal has in a link as the digest of a motion's decision."""
        link = await self.link(assembly, number)
        entries = json.loads(link.body) if link else []
        found = [facts.get("digest") for _kind, subject, _person, facts in entries if subject == motion]
        return next((str(one) for one in found if one is not None), None)

    async def amendments(self, motion: Motion) -> list[Motion]:
        """The changes that were proposed to a motion."""
        parts = [int(Numbered.of(motion.number.whole, part)) for part in range(1, MOST_PARTS + 1)]
        query = sa.select(motions).where(motions.c.assembly == motion.assembly, motions.c.number.in_(parts))
        return (
            []
            if motion.is_amendment
            else [motion_of(row, with_words=True) for row in await self.db.here.execute(query)]
        )
