"""Ballots of two members who turn out to be one person: of two in a box the later one stays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import Standing
from bot.ballots.named import Named
from bot.ballots.schema import electorates, voted
from storage.merging import moved

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stays(Generic[T]):
    """What became of two ballots in one box: what the one says that stays."""

    box: int
    said: T


class Merging(Generic[T]):
    """Works on open boxes alone, of choices or of papers; what was decided stays as it was counted."""

    def __init__(self, store: Named[T]) -> None:
        self.store = store
        self.db = store.db
        self.secret = store.secret

    async def both_voted(self, boxes: Collection[int], one: int, other: int) -> list[int]:
        """The boxes in which both have voted in secret: nobody can tell whose ballot is whose."""
        query = sa.select(voted.c.box).where(voted.c.box.in_(boxes), voted.c.member.in_((one, other)))
        twice = query.group_by(voted.c.box).having(sa.func.count() == 2).order_by(voted.c.box)
        return list((await self.db.here.execute(twice)).scalars())

    async def voted_in(self, boxes: Collection[int], member: int) -> list[int]:
        """The boxes in which a member has voted in secret."""
        query = sa.select(voted.c.box).where(voted.c.box.in_(boxes), voted.c.member == member)
        return list((await self.db.here.execute(query)).scalars())

    async def merge(self, boxes: Collection[int], kept: int, gone: int) -> list[Stays[T]]:
        """Makes what is gone's in these boxes kept's."""
        stay = await self.settle(boxes, kept, gone)
        c = self.store.table.c
        await moved(self.db, c.member, kept, gone, c.box.in_(boxes))
        await moved(self.db, electorates.c.member, kept, gone, electorates.c.box.in_(boxes))
        self.store.electorates.changed(boxes)
        for box in await self.voted_in(boxes, gone):
            await self._hand_over(box, kept, gone)
        return stay

    async def settle(self, boxes: Collection[int], kept: int, gone: int) -> list[Stays[T]]:
        """Takes the earlier of two ballots with names on them out of each box."""
        pairs = [(box, member) for box in sorted(boxes) for member in (kept, gone)]
        found = await self.db.within(lambda c: self.store.standing(c, pairs)) if pairs else {}
        stay: list[Stays[T]] = []
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
        await self.db.within(lambda c: self._void(c, box, member, receipt))

    async def _one_of(
        self, box: int, mine: tuple[int, Standing[T]], other: tuple[int, Standing[T]]
    ) -> Stays[T]:
        (kept, standing), (gone, late) = mine, other
        loses, stays = (kept, late) if _is_later(standing, late) else (gone, standing)
        await self.take_out(box, loses)
        return Stays(box, stays.said)

    async def _hand_over(self, box: int, kept: int, gone: int) -> None:
        """Has the one who voted be kept; who chose what is in the box nobody knows, nor does this tell."""

        def over(connection: Connection) -> None:
            held = self.secret.read_box(connection, box)
            if kept in held.voted:
                raise ValueError("both have voted in secret")
            held.voted = (held.voted - {gone}) | {kept}
            self.secret.write_anew(connection, box, held)

        await self.db.within(over)

    def _void(self, connection: Connection, box: int, member: int, receipt: str) -> None:
        held = self.secret.read_box(connection, box)
        if member not in held.voted:
            raise ValueError("nobody has voted twice")
        del held.ballots[receipt]
        held.voted.discard(member)
        self.secret.write_anew(connection, box, held)


def _is_later(kept: Standing[T], gone: Standing[T]) -> bool:
    """Whether gone's ballot is the later one; one without a time was read late, and is taken for older."""
    return (gone.at or 0) > (kept.at or 0)
