"""Calls of meetings, what is otherwise than their rule says, their dates, and who says that they come."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    _calls()
    op.create_table(
        "call_exceptions",
        sa.Column("call", RowId, sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("wall", sa.String(19), primary_key=True),
        sa.Column("moved_to", sa.String(19)),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("call", RowId, sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
        sa.Column("wall", sa.String(19), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("posted", sa.Boolean, nullable=False),
        sa.UniqueConstraint("call", "wall", name="occurrences_one"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rsvps",
        sa.Column("occurrence", RowId, sa.ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("answer", sa.String(10), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("answer IN ('going', 'maybe', 'apologies')", name="rsvps_answer"),
    )
    op.create_index("rsvps_by_member", "rsvps", ["member"])


def _calls() -> None:
    op.create_table(
        "calls",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("caller", RowId),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("start", sa.String(19), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("lasts", sa.BigInteger, nullable=False),
        sa.Column("leads", sa.String(120), nullable=False),
        sa.Column("who", sa.String(8), nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("held_network", sa.String(16), nullable=False),
        sa.Column("held_room", sa.String(255), nullable=False),
        sa.Column("spot", sa.String(200), nullable=False),
        sa.Column("bloc", RowId),
        sa.Column("unlisted", sa.Boolean, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("called_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.Column("cancelled_at", sa.BigInteger),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("zones", sa.String(32), nullable=False),
        sa.CheckConstraint("who IN ('all', 'bloc', 'going')", name="calls_who"),
        sa.UniqueConstraint("assembly", "number", name="calls_number"),
    )
    op.create_index("calls_coming", "calls", ["assembly", "next_at"])
