"""Papers of two members who turn out to be one person: of two in a box the later one stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from bot.ballots.ballot import PaperStanding
from bot.ballots.merging import VotedInSecret, later_of
from bot.ballots.paper import Paper
from bot.ballots.paper_schema import papers
from bot.ballots.paper_store import Papers
from bot.ballots.schema import electorates
from bot.ballots.secret_papers import read_box, write_anew
from storage.merging import moved


@dataclass(frozen=True, slots=True)
class PaperStays:
    """What became of two papers in one box: the one that stays."""

    box: int
    paper: Paper


class MergingPapers(VotedInSecret):
    """Works on open boxes alone; what was counted stays as it was."""

    def __init__(self, store: Papers) -> None:
        super().__init__(store.db)
        self.store = store

    async def merge(self, boxes: Collection[int], kept: int, gone: int) -> list[PaperStays]:
        """Makes what is gone's in these boxes kept's."""
        stay = await self.settle(boxes, kept, gone)
        await moved(self.db, papers.c.member, kept, gone, papers.c.box.in_(boxes))
        await moved(self.db, electorates.c.member, kept, gone, electorates.c.box.in_(boxes))
        self.store.ballots.electorate_changed(boxes)
        for box in await self.voted_in(boxes, gone):
            await self.db.within(lambda c, box=box: _hand_over(c, box, kept, gone))  # type: ignore[misc]
        return stay

    async def settle(self, boxes: Collection[int], kept: int, gone: int) -> list[PaperStays]:
        """Takes the earlier of two papers with names on them out of each box."""
        pairs = [(box, member) for box in sorted(boxes) for member in (kept, gone)]
        found = await self.db.within(lambda c: self.store.standing(c, pairs)) if pairs else {}
        stay: list[PaperStays] = []
        for box in sorted(boxes):
            mine, other = found.get((box, kept)), found.get((box, gone))
            if mine is not None and other is not None:
                stay.append(await self._one_of(box, (kept, mine), (gone, other)))
        return stay

    async def void(self, box: int, member: int, receipt: str) -> None:
        """Takes one secret paper out by its receipt's hash, and that this member has voted."""
        await self.db.within(lambda c: _void(c, box, member, receipt))

    async def _one_of(
        self, box: int, mine: tuple[int, PaperStanding], other: tuple[int, PaperStanding]
    ) -> PaperStays:
        (kept, standing), (gone, late) = mine, other
        loses, stays = (kept, late) if later_of(standing, late) else (gone, standing)
        await self.db.within(lambda c: self.store.take(c, [(box, loses)]))
        return PaperStays(box, stays.paper)


def _hand_over(connection: Connection, box: int, kept: int, gone: int) -> None:
    """Has the one who voted be kept; who chose what is in the box nobody knows, nor does this tell."""
    held = read_box(connection, box)
    if kept in held.voted:
        raise ValueError("both have voted in secret")
    held.voted = (held.voted - {gone}) | {kept}
    write_anew(connection, box, held)


def _void(connection: Connection, box: int, member: int, receipt: str) -> None:
    held = read_box(connection, box)
    if member not in held.voted:
        raise ValueError("nobody has voted twice")
    del held.ballots[receipt]
    held.voted.discard(member)
    write_anew(connection, box, held)
