"""Secret boxes of papers on disk: read whole and written anew whole, as those of plain choices are."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots.paper import Paper, padded, read
from bot.ballots.paper_pages import in_pages
from bot.ballots.paper_schema import secret_papers
from bot.ballots.schema import voted
from bot.ballots.secret import SecretBox
from bot.ballots.secret_store import SecretBoxes, all_voted, write_voted
from storage import dialect
from storage.database import Database

TABLES = (voted.name, secret_papers.name)
_PAPERS = "SELECT receipt, paper FROM secret_papers WHERE box = ?"
_MARKS = "SELECT marks FROM boxes WHERE id = ?"


def read_box(connection: Connection, box: int) -> SecretBox[Paper]:
    """Everything in a box, on the database's thread."""
    rows = dialect.found(connection, _PAPERS, (box,))
    return SecretBox(all_voted(connection, box), {receipt: read(paper) for receipt, paper in rows})


def write_anew(connection: Connection, box: int, held: SecretBox[Paper]) -> None:
    """Puts all rows of a box back in the order of their keys, all of one length."""
    [(marks,)] = dialect.found(connection, _MARKS, (box,))
    write_voted(connection, box, held.voted)
    dialect.bare(connection, "DELETE FROM secret_papers WHERE box = ?", (box,))
    rows = [(box, receipt, padded(paper, marks)) for receipt, paper in sorted(held.ballots.items())]
    dialect.add(connection, "INSERT INTO secret_papers (box, receipt, paper)", rows)


def counted(box: int) -> sa.Select[tuple[str, int]]:
    """How often each paper was given in a box."""
    c = secret_papers.c
    return sa.select(c.paper, sa.func.count()).where(c.box == box).group_by(c.paper)


class SecretPapers(SecretBoxes[Paper]):
    """Secret boxes of papers."""

    def __init__(self, db: Database) -> None:
        super().__init__(db, secret_papers.c.paper)

    @staticmethod
    def read(stored: str) -> Paper:
        return read(stored)

    @staticmethod
    def read_box(connection: Connection, box: int) -> SecretBox[Paper]:
        return read_box(connection, box)

    @staticmethod
    def write_anew(connection: Connection, box: int, held: SecretBox[Paper]) -> None:
        write_anew(connection, box, held)

    async def receipts(self, box: int) -> list[tuple[str, Paper]]:
        c = secret_papers.c
        query = sa.select(c.receipt, c.paper).where(c.box == box)
        some = in_pages(self.db, query, c.receipt)
        return [(receipt, read(paper)) async for page in some for receipt, paper in page]
