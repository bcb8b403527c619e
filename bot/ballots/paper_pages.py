"""Papers read in pages: what is long takes the event loop from nobody while it is read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from bot.ballots.paper_schema import papers, secret_papers
from bot.ballots.schema import electorates, voted
from storage.database import Database
from storage.streaming import pages

PAGE, LOOK = 1000, 2000


async def in_pages(
    db: Database, query: sa.Select[Any], key: sa.ColumnElement[Any]
) -> AsyncIterator[Sequence[Any]]:
    """The rows of a query in the order of a key, which tells each row from the others."""
    page = query.order_by(key).limit(PAGE)
    rows: Sequence[Any] = (await db.here.execute(page)).all()
    while rows:
        yield rows
        last = rows[-1]._mapping[key]
        rows = (await db.here.execute(page.where(key > last))).all() if len(rows) == PAGE else ()


async def fingerprint(db: Database, box: int) -> str:
    """What tells whether anything that counts has changed in a box."""
    seen = sha256()
    for query in _counting(box):
        async for page in pages(db, query, LOOK):
            seen.update(repr([tuple(row) for row in page]).encode())
    return seen.hexdigest()


def _counting(box: int) -> tuple[sa.Select[Any], ...]:
    """Papers, secret papers, who could vote and who has."""
    p, s, e, v = papers.c, secret_papers.c, electorates.c, voted.c
    return (
        sa.select(p.member, p.paper, p.late, p.before).where(p.box == box).order_by(p.member),
        sa.select(s.receipt, s.paper).where(s.box == box).order_by(s.receipt),
        sa.select(e.member).where(e.box == box).order_by(e.member),
        sa.select(v.member).where(v.box == box).order_by(v.member),
    )
