"""The tables of ballots: a box for each question, its electorate, its ballots and their counts."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

ballot_tables = sa.MetaData()

boxes = sa.Table(
    "boxes",
    ballot_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("listed", sa.Boolean, nullable=False),
    sa.Column("votes", sa.String(12), nullable=False, server_default="open"),
    sa.Column("marks", sa.Integer, nullable=False, server_default="0"),
    sa.Index("boxes_by_assembly", "assembly"),
)

electorates = sa.Table(
    "electorates",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
)

ballots = sa.Table(
    "ballots",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("choice", sa.Integer, nullable=False),
    sa.Column("source", sa.String(60), nullable=False),
    sa.Column("at", Instant),
    sa.Column("late", sa.Integer, nullable=False),
    sa.Column("before", sa.Integer),
    sa.Column("reason", sa.String(500), nullable=False),
    sa.CheckConstraint("choice IN (1, 2, 3, 4, 5)", name="ballots_choice"),
    sa.CheckConstraint("late IN (0, 1, 2)", name="ballots_late"),
    sqlite_with_rowid=False,
)

tallies = sa.Table(
    "tallies",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("choice", sa.Integer, primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

# A secret ballot stands in two tables with nothing in common but the box, and without a time: who has voted,
# and what was voted under which receipt. Rows are written anew, sorted, with each drain; choices are stored
# as eleven and on, because a one would take less room than a two, and where rows lie would tell of it.
voted = sa.Table(
    "voted",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sqlite_with_rowid=False,
)

secret_ballots = sa.Table(
    "secret_ballots",
    ballot_tables,
    sa.Column("box", RowId, sa.ForeignKey(boxes.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("receipt", sa.String(64), primary_key=True),
    sa.Column("choice", sa.Integer, nullable=False),
    sa.CheckConstraint("choice IN (11, 12, 13, 14, 15)", name="secret_ballots_choice"),
    sqlite_with_rowid=False,
)
