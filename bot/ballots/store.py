"""Boxes of ballots on disk: crowds by fixed strings in one hop, single questions by expressions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import READ_AFTER_GAP, READ_AT_CLOSE, Ballot
from bot.ballots.electorates import Electorates
from bot.ballots.named import Named
from bot.ballots.rules import Choice, Tally, Votes, tally
from bot.ballots.schema import ballots, boxes, tallies
from bot.ballots.secret_store import SecretBallots, counted
from storage import dialect
from storage.database import Database

_PUT = "INSERT INTO ballots (box, member, choice, source, at, late, before, reason)"
_INSTEAD = (
    "ON CONFLICT (box, member) DO UPDATE SET choice = excluded.choice, "
    "source = excluded.source, at = excluded.at, late = excluded.late, before = excluded.before, "
    "reason = excluded.reason"
)


class Ballots(Named[Choice]):
    """Boxes of plain choices; every box, also one of papers, is opened here."""

    def __init__(self, db: Database) -> None:
        super().__init__(db, ballots.c.choice, SecretBallots(db), Electorates(db))

    @staticmethod
    def read(stored: int) -> Choice:
        return Choice(stored)

    @staticmethod
    def written(said: Choice) -> int:
        return int(said)

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
        if not marks:
            rows = [{"box": box, "choice": int(choice), "n": 0} for choice in Choice]
            await self.db.here.execute(sa.insert(tallies), rows)
        await self.electorates.fix(box, electorate)
        return box

    @staticmethod
    def put(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Writes ballots as (box, member, choice, source, at in microseconds, late, before, reason)."""
        if rows:
            dialect.add(connection, _PUT, rows, _INSTEAD)

    async def tally(self, box: int) -> Tally:
        """The counters that triggers keep: for cards."""
        openly = sa.select(tallies.c.choice, tallies.c.n).where(tallies.c.box == box)
        return await self._summed(box, openly)

    async def count(self, box: int) -> Tally:
        """The ballots themselves, joined with the electorate where they say whose they are: for results."""
        openly = self.counted(box, ballots.c.choice, sa.func.count())
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
        query = self.counted(box, *(ballots.c[name] for name in Ballot.__slots__))
        return [
            Ballot(b, member, Choice(choice), source, at, late, Choice(before) if before else None, reason)
            for b, member, choice, source, at, late, before, reason in await self.db.here.execute(query)
        ]

    async def accept_late(self, box: int) -> None:
        """Makes ballots that were read at the close ordinary ones, when voting goes on."""
        change = sa.update(ballots).where(ballots.c.box == box, ballots.c.late == READ_AT_CLOSE)
        await self.db.here.execute(change.values(late=READ_AFTER_GAP, before=None))
