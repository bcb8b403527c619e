"""Stewards: their terms, what they announce, and what members call for."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def _assembly() -> "sa.Column[int]":
    return sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False)


def _member() -> "sa.Column[int]":
    return sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "steward_terms",
        _member(),
        _assembly(),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.Date, nullable=False),
        sa.Column("reminded", sa.Boolean, nullable=False),
        sa.Column("is_caretaker", sa.Boolean, nullable=False),
        sa.Index("steward_terms_by_assembly", "assembly"),
    )
    op.create_table(
        "steward_recalled", _member(), _assembly(), sa.Column("at", sa.BigInteger, nullable=False)
    )
    op.create_table(
        "steward_forgotten",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _assembly(),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "steward_asked",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("second_at", sa.BigInteger),
        sa.Column("missing_at", sa.BigInteger),
    )
    op.create_table(
        "steward_undoable",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _assembly(),
        sa.Column("member", RowId, nullable=False),
        sa.Column("deed", sa.Text),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    _deeds()
    _calls()


def _deeds() -> None:
    op.create_table(
        "steward_deeds",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _assembly(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("deed", sa.Text, nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("asker", RowId),
        sa.Column("needed", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("seconder", RowId),
        sa.Column("motion", RowId),
        sa.UniqueConstraint("assembly", "number", name="steward_deeds_one"),
        sa.Index("steward_deeds_due", "stage", "due_at"),
    )
    op.create_table(
        "steward_objections",
        sa.Column("deed", RowId, sa.ForeignKey("steward_deeds.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
    )


def _calls() -> None:
    op.create_table(
        "steward_calls",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _assembly(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("member", RowId, nullable=False),
        sa.Column("begun_at", sa.BigInteger, nullable=False),
        sa.Column("needed", sa.Integer, nullable=False),
        sa.Column("motion", RowId),
        sa.Column("opened_at", sa.BigInteger),
        sa.UniqueConstraint("assembly", "number", name="steward_calls_one"),
    )
    op.create_table(
        "steward_callers",
        sa.Column("call", RowId, sa.ForeignKey("steward_calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
    )
