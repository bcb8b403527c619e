"""Ballots of two members who turn out to be one person: of two in a box the later one stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import PaperStanding, Standing
from bot.ballots.rules import Choice
from bot.ballots.schema import ballots, electorates, voted
from bot.ballots.secret_store import read_box, voted_among, write_anew
from bot.ballots.store import Ballots
from storage.database import Database
from storage.merging import moved


@dataclass(frozen=True, slots=True)
class Stays:
    """What became of two ballots in one box: the choice that stays, and the one that was taken out."""

    box: int
    choice: Choice
    instead_of: Choice


def later_of(kept: Standing | PaperStanding, gone: Standing | PaperStanding) -> bool:
    """Whether gone's ballot is the later one; one without a time was read late, and is taken for older."""
    return (gone.at or 0) > (kept.at or 0)


class VotedInSecret:
    """Who has voted in secret boxes, of choices and of papers alike."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def both_voted(self, boxes: Collection[int], one: int, other: int) -> list[int]:
        """The boxes in which both have voted in secret: nobody can tell whose ballot is whose."""
        query = sa.select(voted.c.box).where(voted.c.box.in_(boxes), voted.c.member.in_((one, other)))
        twice = query.group_by(voted.c.box).having(sa.func.count() == 2).order_by(voted.c.box)
        return list((await self.db.here.execute(twice)).scalars())

    async def voted_in(self, boxes: Collection[int], member: int) -> list[int]:
        """The boxes in which a member has voted in secret."""
        query = sa.select(voted.c.box).where(voted.c.box.in_(boxes), voted.c.member == member)
        return list((await self.db.here.execute(query)).scalars())


class MergingBallots(VotedInSecret):
    """Works on open boxes alone; what was decided stays as it was counted."""

    def __init__(self, store: Ballots) -> None:
        super().__init__(store.db)
        self.store = store

    async def merge(self, boxes: Collection[int], kept: int, gone: int) -> list[Stays]:
        """Makes what is gone's in these boxes kept's."""
        stay = await self.settle(boxes, kept, gone)
        await moved(self.db, ballots.c.member, kept, gone, ballots.c.box.in_(boxes))
        await moved(self.db, electorates.c.member, kept, gone, electorates.c.box.in_(boxes))
        self.store.electorate_changed(boxes)
        for box in await self.voted_in(boxes, gone):
            await self.db.within(lambda c, box=box: _hand_over(c, box, kept, gone))  # type: ignore[misc]
        return stay

    async def settle(self, boxes: Collection[int], kept: int, gone: int) -> list[Stays]:
        """Takes the earlier of two ballots with names on them out of each box."""
        pairs = [(box, member) for box in sorted(boxes) for member in (kept, gone)]
        found = await self.db.within(lambda c: self.store.standing(c, pairs)) if pairs else {}
        stay: list[Stays] = []
        for box in sorted(boxes):
            mine, other = found.get((box, kept)), found.get((box, gone))
            if mine is not None and other is not None:
                stay.append(await self._one_of(box, (kept, mine), (gone, other)))
        return stay

    async def take_out(self, box: int, member: int) -> None:
        """Takes a member's ballot out that everyone may see."""
        await self.db.within(lambda c: self.store.take(c, [(box, member)]))

    async def void(self, box: int, member: int, receipt: str) -> None:
        """Takes one secret ballot out by its receipt's hash, and that this member has voted."""
        await self.db.within(lambda c: _void(c, box, member, receipt))

    async def _one_of(self, box: int, mine: tuple[int, Standing], other: tuple[int, Standing]) -> Stays:
        (kept, standing), (gone, late) = mine, other
        loses, stays, goes = (kept, late, standing) if later_of(standing, late) else (gone, standing, late)
        await self.take_out(box, loses)
        return Stays(box, stays.choice, goes.choice)


def _hand_over(connection: Connection, box: int, kept: int, gone: int) -> None:
    """Has the one who voted be kept; who chose what is in the box nobody knows, nor does this tell."""
    held = read_box(connection, box)
    if kept in held.voted:
        raise ValueError("both have voted in secret")
    held.voted = (held.voted - {gone}) | {kept}
    write_anew(connection, box, held)


def _void(connection: Connection, box: int, member: int, receipt: str) -> None:
    held = read_box(connection, box)
    if member not in voted_among(connection, box, [member]):
        raise ValueError("nobody has voted twice")
    del held.ballots[receipt]
    held.voted.discard(member)
    write_anew(connection, box, held)
