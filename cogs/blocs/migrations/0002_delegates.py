"""Delegates: whom blocs send, their mandates, recalls, and what they report."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "bloc_delegates",
        _bloc(),
        _member("member"),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    op.create_index("bloc_delegates_by_member", "bloc_delegates", ["member"])
    op.create_table(
        "bloc_mandates",
        _bloc(),
        sa.Column("motion", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mandate", sa.String(8), nullable=False),
        sa.Column("votes", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint("mandate IN ('for', 'against', 'free')", name="bloc_mandates_mandate"),
    )
    op.create_table("bloc_recall_callers", _bloc(), _member("member"), _member("caller"))
    op.create_table(
        "bloc_recalls", _bloc(), _member("member"), sa.Column("motion", sa.Integer, nullable=False)
    )
    _reports()


def _reports() -> None:
    op.create_table(
        "bloc_reports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        _bloc(primary_key=False),
        _member("member", primary_key=False, nullable=True),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("bloc_reports_by_bloc", "bloc_reports", ["bloc"])
    op.create_table(
        "bloc_report_calls",
        _bloc(),
        _member("member"),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _bloc(*, primary_key: bool = True) -> sa.Column[Any]:
    key = sa.ForeignKey("blocs.id", ondelete="CASCADE")
    return sa.Column("bloc", sa.Integer, key, primary_key=primary_key, nullable=False)


def _member(name: str, *, primary_key: bool = True, nullable: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey("members.id", ondelete="CASCADE")
    return sa.Column(name, RowId, key, primary_key=primary_key, nullable=nullable)
