"""Boxes of ballots on disk: crowds by fixed strings in one hop, single questions by expressions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import READ_AFTER_GAP, READ_AT_CLOSE, Ballot, Standing, standing_of
from bot.ballots.rules import Choice, Tally, Votes, tally
from bot.ballots.schema import ballots, boxes, electorates, tallies, voted
from bot.ballots.secret_store import SecretBallots, counted
from storage import dialect
from storage.database import Database

_PUT = "INSERT INTO ballots (box, member, choice, source, at, late, before, reason)"
_INSTEAD = (
    "ON CONFLICT (box, member) DO UPDATE SET choice = excluded.choice, "
    "source = excluded.source, at = excluded.at, late = excluded.late, before = excluded.before, "
    "reason = excluded.reason"
)
_TAKE = "DELETE FROM ballots WHERE box = ? AND member = ?"


class Ballots:
    """A box is opened with its electorate; that only changes where two of it turn out to be one person."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.secret = SecretBallots(db)
        self._electorates: dict[int, frozenset[int] | None] = {}
        self._sizes: dict[int, int] = {}
        self._changing: set[int] = set()
        self._edition = 0

    async def open_box(
        self, assembly: int, electorate: Collection[int] | None, votes: Votes = Votes.OPEN, marks: int = 0
    ) -> int:
        """A new box; electorate is None where anyone on the roll who was there before may vote.

        marks is the most that a paper of this box may have, and 0 where it takes plain choices.
        """
        statement = sa.insert(boxes).values(
            assembly=assembly, listed=electorate is not None, votes=votes.value, marks=marks
        )
        box: int = (await self.db.here.execute(statement.returning(boxes.c.id))).scalar_one()
        self._electorates.pop(box, None)  # the number may be that of a box that was erased
        self._sizes.pop(box, None)
        if not marks:
            rows = [{"box": box, "choice": int(choice), "n": 0} for choice in Choice]
            await self.db.here.execute(sa.insert(tallies), rows)
        if electorate:
            rows = [{"box": box, "member": member} for member in sorted(electorate)]
            await self.db.here.execute(sa.insert(electorates), rows)
        return box

    def electorate(self, connection: Connection, box: int) -> frozenset[int] | None:
        """Who may vote, or None for anyone on the roll; remembered until it changes."""
        if box in self._changing:
            return _electorate(connection, box)
        if box not in self._electorates:
            self._electorates[box] = _electorate(connection, box)
        return self._electorates[box]

    def electorate_changed(self, some: Collection[int]) -> None:
        """Has the electorates of these boxes read again, from now on and once the change is on disk."""
        self._changing.update(some)

        def forget() -> None:
            self._edition += 1
            for box in some:
                self._electorates.pop(box, None)
                self._sizes.pop(box, None)

        def settle() -> None:
            forget()
            self._changing.difference_update(some)

        forget()
        self.db.after_commit(settle)

    @staticmethod
    def standing(
        connection: Connection, pairs: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], Standing]:
        """The ballots of these (box, member)."""
        some_boxes, members = {b for b, _ in pairs}, {m for _, m in pairs}
        b = ballots.c
        query = sa.select(b.box, b.member, b.choice, b.source, b.at, b.late, b.before).where(
            b.box.in_(some_boxes), b.member.in_(members)
        )
        return {
            (box, member): standing_of(
                choice, source, None if at is None else dialect.micros(at), late, before
            )
            for box, member, choice, source, at, late, before in connection.execute(query)
        }

    @staticmethod
    def put(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Writes ballots as (box, member, choice, source, at in microseconds, late, before, reason)."""
        if rows:
            dialect.add(connection, _PUT, rows, _INSTEAD)

    @staticmethod
    def take(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
        """Takes ballots (box, member) out again."""
        if rows:
            dialect.fixed(connection, _TAKE, rows)

    async def tally(self, box: int) -> Tally:
        """The counters that triggers keep: for cards."""
        openly = sa.select(tallies.c.choice, tallies.c.n).where(tallies.c.box == box)
        return await self._summed(box, openly)

    async def turnout(self, box: int) -> int:
        """How many have voted, whatever the kind of vote."""
        openly = sa.select(sa.func.count()).where(ballots.c.box == box).scalar_subquery()
        in_secret = sa.select(sa.func.count()).where(voted.c.box == box).scalar_subquery()
        return int((await self.db.here.execute(sa.select(openly + in_secret))).scalar_one())

    async def count(self, box: int) -> Tally:
        """The ballots themselves, joined with the electorate where they say whose they are: for results."""
        openly = self._counted(box, ballots.c.choice, sa.func.count())
        return await self._summed(box, openly.group_by(ballots.c.choice))

    async def _summed(self, box: int, openly: sa.Select[Any]) -> Tally:
        """The tally of these counts and of secret ballots: a box has one or the other."""
        counts: Counter[Choice] = Counter()
        for choice, n in await self.db.here.execute(sa.union_all(openly, counted(box))):
            counts[Choice(choice)] += n
        return tally(counts, await self.entitled(box))

    async def receipts(self, box: int) -> list[tuple[str, Choice]]:
        """The hash of every receipt of a secret vote with its choice, by hash."""
        return await self.secret.receipts(box)

    async def all(self, box: int) -> list[Ballot]:
        """Every ballot that counts, by member; a secret one has no member and is not among them."""
        query = self._counted(box, *(ballots.c[name] for name in Ballot.__slots__))
        return [
            Ballot(b, member, Choice(choice), source, at, late, Choice(before) if before else None, reason)
            for b, member, choice, source, at, late, before, reason in await self.db.here.execute(query)
        ]

    async def has_voted(self, box: int, member: int) -> bool:
        """Whether a member has voted, whatever the kind of vote."""
        return await self.of_member(box, member) is not None or await self.secret.has_voted(box, member)

    async def of_member(self, box: int, member: int) -> Choice | None:
        query = sa.select(ballots.c.choice).where(ballots.c.box == box, ballots.c.member == member)
        found = (await self.db.here.execute(query)).scalar_one_or_none()
        return Choice(found) if found is not None else None

    async def accept_late(self, box: int) -> None:
        """Makes ballots that were read at the close ordinary ones, when voting goes on."""
        change = sa.update(ballots).where(ballots.c.box == box, ballots.c.late == READ_AT_CLOSE)
        await self.db.here.execute(change.values(late=READ_AFTER_GAP, before=None))

    async def is_listed(self, box: int) -> bool:
        """Whether the electorate was fixed when the box was opened."""
        query = sa.select(boxes.c.listed).where(boxes.c.id == box)
        return bool((await self.db.here.execute(query)).scalar_one())

    async def is_entitled(self, box: int, member: int) -> bool:
        """Whether a fixed electorate has this member; True where it is not fixed."""
        if not await self.is_listed(box):
            return True
        query = sa.select(sa.func.count()).where(electorates.c.box == box, electorates.c.member == member)
        return bool((await self.db.here.execute(query)).scalar_one())

    async def erase(self, box: int) -> None:
        await self.db.here.execute(sa.delete(boxes).where(boxes.c.id == box))

    async def forget(self, member: int, open_boxes: Collection[int]) -> None:
        """Takes a person's ballots out of votes that are open; in those that are over the number stays.

        There the member id stays too, which after a forgetting leads to nobody; source and reason go. Of a
        secret vote nobody can tell which ballot it was: it stays, and so does that this id has voted.
        """
        own = ballots.c.member == member
        await self.db.here.execute(sa.delete(ballots).where(own, ballots.c.box.in_(open_boxes)))
        await self.db.here.execute(sa.update(ballots).where(own).values(source="", at=None, reason=""))

    async def entitled(self, box: int) -> int:
        """How many may vote; counted once, until it changes."""
        if box in self._sizes and box not in self._changing:
            return self._sizes[box]
        edition = self._edition
        query = sa.select(sa.func.count()).where(electorates.c.box == box)
        size = int((await self.db.here.execute(query)).scalar_one())
        if not self.db.is_writing and edition == self._edition:
            self._sizes[box] = size
        return size

    @staticmethod
    def _counted(box: int, *columns: Any) -> sa.Select[Any]:
        entitled = sa.select(electorates.c.member).where(electorates.c.box == box)
        anyone = sa.select(boxes.c.id).where(boxes.c.id == box, sa.not_(boxes.c.listed)).exists()
        counts = sa.or_(anyone, ballots.c.member.in_(entitled))
        return sa.select(*columns).where(ballots.c.box == box, counts)


def _electorate(connection: Connection, box: int) -> frozenset[int] | None:
    if not connection.execute(sa.select(boxes.c.listed).where(boxes.c.id == box)).scalar_one():
        return None
    query = sa.select(electorates.c.member).where(electorates.c.box == box)
    return frozenset(connection.execute(query).scalars())
