"""Boxes, electorates, ballots, and the counts that triggers keep: a COUNT walks every ballot."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId, add_trigger

revision = "0001"
down_revision = None

_ONE_MORE = "UPDATE tallies SET n = n + 1 WHERE box = NEW.box AND choice = NEW.choice"
_ONE_LESS = "UPDATE tallies SET n = n - 1 WHERE box = OLD.box AND choice = OLD.choice"


def _of_box() -> sa.Column[int]:
    return sa.Column("box", RowId, sa.ForeignKey("boxes.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    assembly = sa.ForeignKey("assemblies.id", ondelete="CASCADE")
    op.create_table(
        "boxes",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, assembly, nullable=False),
        sa.Column("listed", sa.Boolean, nullable=False),
    )
    op.create_index("boxes_by_assembly", "boxes", ["assembly"])
    op.create_table("electorates", _of_box(), sa.Column("member", RowId, primary_key=True))
    op.create_table(
        "ballots",
        _of_box(),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("choice", sa.Integer, nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("at", sa.BigInteger),
        sa.Column("late", sa.Integer, nullable=False),
        sa.Column("before", sa.Integer),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.CheckConstraint("choice IN (1, 2, 3, 4, 5)", name="ballots_choice"),
        sa.CheckConstraint("late IN (0, 1, 2)", name="ballots_late"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tallies",
        _of_box(),
        sa.Column("choice", sa.Integer, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    add_trigger(op, "ballots_added", "ballots", "INSERT", [_ONE_MORE])
    add_trigger(op, "ballots_changed", "ballots", "UPDATE", [_ONE_LESS, _ONE_MORE])
    add_trigger(op, "ballots_taken_back", "ballots", "DELETE", [_ONE_LESS])
