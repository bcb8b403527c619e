"""Ballot papers: marks for several options, their counts that triggers keep, and secret ones."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId, add_trigger

revision = "0003"
down_revision = "0002"

_ONE_MORE = (
    "INSERT INTO paper_counts (box, paper, n) VALUES (NEW.box, NEW.paper, 1) "
    "ON CONFLICT (box, paper) DO UPDATE SET n = paper_counts.n + 1"
)
_ONE_LESS = "UPDATE paper_counts SET n = n - 1 WHERE box = OLD.box AND paper = OLD.paper"
_NONE_LEFT = "DELETE FROM paper_counts WHERE box = OLD.box AND paper = OLD.paper AND n <= 0"


def _of_box() -> sa.Column[int]:
    return sa.Column("box", RowId, sa.ForeignKey("boxes.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    op.add_column("boxes", sa.Column("marks", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "papers",
        _of_box(),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("paper", sa.String(100), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("at", sa.BigInteger),
        sa.Column("late", sa.Integer, nullable=False),
        sa.Column("before", sa.String(100)),
        sa.CheckConstraint("late IN (0, 1, 2)", name="papers_late"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_counts",
        _of_box(),
        sa.Column("paper", sa.String(100), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "secret_papers",
        _of_box(),
        sa.Column("receipt", sa.String(64), primary_key=True),
        sa.Column("paper", sa.String(100), nullable=False),
        sqlite_with_rowid=False,
    )
    add_trigger(op, "papers_added", "papers", "INSERT", [_ONE_MORE])
    add_trigger(op, "papers_changed", "papers", "UPDATE", [_ONE_MORE, _ONE_LESS, _NONE_LEFT])
    add_trigger(op, "papers_taken_back", "papers", "DELETE", [_ONE_LESS, _NONE_LEFT])
