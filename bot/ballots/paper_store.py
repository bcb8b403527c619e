"""Boxes of ballot papers on disk; their electorates are kept as those of plain choices are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.ballot import PaperBallot, PaperStanding, paper_standing_of
from bot.ballots.paper import Paper, read
from bot.ballots.paper_pages import fingerprint, in_pages
from bot.ballots.paper_schema import paper_counts, papers
from bot.ballots.rules import Votes
from bot.ballots.schema import boxes, electorates, voted
from bot.ballots.secret_papers import SecretPapers, counted
from bot.ballots.store import Ballots
from storage import dialect
from storage.database import Database

_PUT = "INSERT INTO papers (box, member, paper, source, at, late, before)"
_INSTEAD = (
    "ON CONFLICT (box, member) DO UPDATE SET paper = excluded.paper, "
    "source = excluded.source, at = excluded.at, late = excluded.late, before = excluded.before"
)
_TAKE = "DELETE FROM papers WHERE box = ? AND member = ?"


class Papers:
    """A box takes papers when it was opened with room for marks."""

    def __init__(self, db: Database, ballots: Ballots) -> None:
        self.db = db
        self.ballots = ballots
        self.secret = SecretPapers(db)

    async def open_box(
        self, assembly: int, electorate: Collection[int] | None, votes: Votes, marks: int
    ) -> int:
        """A new box; electorate is None where anyone on the roll who was there before may vote."""
        if marks < 1:
            raise ValueError("a paper has room for one mark at least")
        return await self.ballots.open_box(assembly, electorate, votes, marks)

    def electorate(self, connection: Connection, box: int) -> frozenset[int] | None:
        """Who may vote, or None for anyone on the roll; on the database's thread."""
        return self.ballots.electorate(connection, box)

    @staticmethod
    def standing(
        connection: Connection, pairs: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], PaperStanding]:
        """The papers of these (box, member)."""
        some_boxes, members = {b for b, _ in pairs}, {m for _, m in pairs}
        p = papers.c
        query = sa.select(p.box, p.member, p.paper, p.source, p.at, p.late, p.before).where(
            p.box.in_(some_boxes), p.member.in_(members)
        )
        return {
            (box, member): paper_standing_of(
                paper, source, None if at is None else dialect.micros(at), late, before
            )
            for box, member, paper, source, at, late, before in connection.execute(query)
        }

    @staticmethod
    def put(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Writes papers as (box, member, paper written, source, at in microseconds, late, before written)."""
        if rows:
            dialect.add(connection, _PUT, rows, _INSTEAD)

    @staticmethod
    def take(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
        """Takes papers (box, member) out again."""
        if rows:
            dialect.fixed(connection, _TAKE, rows)

    async def grouped(self, box: int) -> Counter[Paper]:
        """How many papers say the same: for cards."""
        found = await self.counters(box)
        secret: sa.Select[Any] = counted(box)
        for paper, n in await self.db.here.execute(secret):
            found[read(paper)] += n
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
        openly = self._counted(box, papers.c.paper, sa.func.count())
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
        query = self._counted(box, *(papers.c[name] for name in PaperBallot.__slots__))
        return [
            PaperBallot(b, member, read(paper), source, at, late, None if before is None else read(before))
            async for page in in_pages(self.db, query, papers.c.member)
            for b, member, paper, source, at, late, before in page
        ]

    async def receipts(self, box: int) -> list[tuple[str, Paper]]:
        """The hash of every receipt of a secret vote with its paper, by hash."""
        return await self.secret.receipts(box)

    async def of_member(self, box: int, member: int) -> Paper | None:
        query = sa.select(papers.c.paper).where(papers.c.box == box, papers.c.member == member)
        found = (await self.db.here.execute(query)).scalar_one_or_none()
        return None if found is None else read(found)

    async def has_voted(self, box: int, member: int) -> bool:
        """Whether a member has voted, whatever the kind of vote."""
        openly = await self.of_member(box, member) is not None
        return openly or await self.ballots.secret.has_voted(box, member)

    async def turnout(self, box: int) -> int:
        """How many have voted, whatever the kind of vote."""
        openly = sa.select(sa.func.count()).where(papers.c.box == box).scalar_subquery()
        in_secret = sa.select(sa.func.count()).where(voted.c.box == box).scalar_subquery()
        return int((await self.db.here.execute(sa.select(openly + in_secret))).scalar_one())

    async def entitled(self, box: int) -> int:
        """How many may vote; 0 where nobody can know it."""
        return await self.ballots.entitled(box)

    async def electorate_of(self, box: int) -> frozenset[int] | None:
        """Who may vote, or None for anyone on the roll who was there when it opened."""
        if not await self.ballots.is_listed(box):
            return None
        query = sa.select(electorates.c.member).where(electorates.c.box == box)
        return frozenset((await self.db.here.execute(query)).scalars())

    async def forget(self, member: int, open_boxes: Collection[int]) -> None:
        """Takes a person's papers out of votes that are open; in those that are over the number stays.

        There the member id stays too, which after a forgetting leads to nobody; the source goes. Of a secret
        vote nobody can tell which paper it was: it stays, and so does that this id has voted.
        """
        own = papers.c.member == member
        await self.db.here.execute(sa.delete(papers).where(own, papers.c.box.in_(open_boxes)))
        await self.db.here.execute(sa.update(papers).where(own).values(source="", at=None))

    async def erase(self, box: int) -> None:
        await self.ballots.erase(box)

    @staticmethod
    def _counted(box: int, *columns: Any) -> sa.Select[Any]:
        entitled = sa.select(electorates.c.member).where(electorates.c.box == box)
        anyone = sa.select(boxes.c.id).where(boxes.c.id == box, sa.not_(boxes.c.listed)).exists()
        counts = sa.or_(anyone, papers.c.member.in_(entitled))
        return sa.select(*columns).where(papers.c.box == box, counts)
