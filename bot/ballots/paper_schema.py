"""The tables of ballot papers, beside those of plain choices: their boxes and electorates are the same."""

from __future__ import annotations

import sqlalchemy as sa

from bot.ballots.schema import ballot_tables, boxes
from storage.dialect import Instant, RowId

LONGEST = 100
"""Two digits for each of the most options that there may be."""

papers = sa.Table(
    "papers",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("paper", sa.String(LONGEST), nullable=False),
    sa.Column("source", sa.String(60), nullable=False),
    sa.Column("at", Instant),
    sa.Column("late", sa.Integer, nullable=False),
    sa.Column("before", sa.String(LONGEST)),
    sa.CheckConstraint("late IN (0, 1, 2)", name="papers_late"),
    sqlite_with_rowid=False,
)

paper_counts = sa.Table(
    "paper_counts",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("paper", sa.String(LONGEST), primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

# As secret ballots are: without a time, under the hash of a receipt alone, all rows written anew and sorted
# with each drain. A paper with more marks would take more room, and where rows lie would tell of it, so all
# papers of a box are of one length.
secret_papers = sa.Table(
    "secret_papers",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("receipt", sa.String(64), primary_key=True),
    sa.Column("paper", sa.String(LONGEST), nullable=False),
    sqlite_with_rowid=False,
)
