"""Boxes of ballot papers on disk; their electorates are kept as those of plain choices are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import PaperBallot
from bot.ballots.named import Named
from bot.ballots.paper import Paper, read, written
from bot.ballots.paper_pages import fingerprint, in_pages
from bot.ballots.paper_schema import paper_counts, papers, secret_papers
from bot.ballots.rules import Votes
from bot.ballots.secret_papers import SecretPapers, counted
from bot.ballots.store import Ballots
from storage import dialect
from storage.database import Database

_PUT = "INSERT INTO papers (box, member, paper, source, at, late, before)"
_INSTEAD = (
    "ON CONFLICT (box, member) DO UPDATE SET paper = excluded.paper, "
    "source = excluded.source, at = excluded.at, late = excluded.late, before = excluded.before"
)


class Papers(Named[Paper]):
    """A box takes papers when it was opened with room for marks."""

    def __init__(self, db: Database, ballots: Ballots) -> None:
        super().__init__(db, papers.c.paper, SecretPapers(db), ballots.electorates)
        self.ballots = ballots

    @staticmethod
    def read(stored: str) -> Paper:
        return read(stored)

    @staticmethod
    def written(said: Paper) -> str:
        return written(said)

    async def open_box(
        self, assembly: int, electorate: Collection[int] | None, votes: Votes, marks: int
    ) -> int:
        """A new box; electorate is None where anyone on the roll who was there before may vote."""
        if marks < 1:
            raise ValueError("a paper has room for one mark at least")
        return await self.ballots.open_box(assembly, electorate, votes, marks)

    @staticmethod
    def put(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Writes papers as (box, member, paper written, source, at in microseconds, late, before written)."""
        if rows:
            dialect.add(connection, _PUT, rows, _INSTEAD)

    async def grouped(self, box: int) -> Counter[Paper]:
        """How many papers say the same: for cards."""
        found = await self.counters(box)
        secret: sa.Select[Any] = counted(box)
        for paper, n in await self.db.here.execute(secret):
            found[read(paper)] += n
        return found

    async def firsts(self, box: int) -> Counter[Paper]:
        """How many papers begin with the same mark: for cards of rankings, of which few are alike."""
        openly = _by_first(paper_counts, sa.func.sum(paper_counts.c.n), box)
        secret = _by_first(secret_papers, sa.func.count(), box)
        found: Counter[Paper] = Counter()
        for first, n in await self.db.here.execute(sa.union_all(openly, secret)):
            found[read(first)] += n
        return found

    async def counters(self, box: int) -> Counter[Paper]:
        """How many open papers say the same, by the counters that triggers keep."""
        c = paper_counts.c
        found: Counter[Paper] = Counter()
        query = sa.select(c.paper, c.n).where(c.box == box, c.n > 0)
        async for page in in_pages(self.db, query, c.paper):
            found.update({read(paper): n for paper, n in page})
        return found

    async def count(self, box: int) -> Counter[Paper]:
        """The papers themselves, joined with the electorate where they say whose they are: for results."""
        openly = self.counted(box, papers.c.paper, sa.func.count())
        found: Counter[Paper] = Counter()
        both = sa.union_all(openly.group_by(papers.c.paper), counted(box))
        for paper, n in await self.db.here.execute(both):
            found[read(paper)] += n
        return found

    async def fingerprint(self, box: int) -> str:
        """What tells whether anything of a box has changed since it was read."""
        return await fingerprint(self.db, box)

    async def all(self, box: int) -> list[PaperBallot]:
        """Every paper that counts, by member; a secret one has no member and is not among them."""
        query = self.counted(box, *(papers.c[name] for name in PaperBallot.__slots__))
        return [
            PaperBallot(b, member, read(paper), source, at, late, None if before is None else read(before))
            async for page in in_pages(self.db, query, papers.c.member)
            for b, member, paper, source, at, late, before in page
        ]

    async def receipts(self, box: int) -> list[tuple[str, Paper]]:
        """The hash of every receipt of a secret vote with its paper, by hash."""
        return await self.secret.receipts(box)


def _by_first(table: sa.Table, how_many: sa.ColumnElement[int], box: int) -> sa.Select[Any]:
    """How many papers of a table begin with the same mark, which is two digits."""
    first = sa.func.substr(table.c.paper, sa.literal_column("1"), sa.literal_column("2"))
    return sa.select(first, how_many).where(table.c.box == box).group_by(first)
