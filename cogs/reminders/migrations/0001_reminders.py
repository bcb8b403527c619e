"""Reminders that people set for themselves, for a room or for a bloc."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
        sa.Column("whose", sa.String(4), nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("bloc", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("start", sa.String(26), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("rule", sa.String(255), nullable=False),
        sa.Column("excepted", sa.Text, nullable=False),
        sa.Column("important", sa.Boolean, nullable=False),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("rung_at", sa.BigInteger),
        sa.Column("rung_for", sa.BigInteger),
        sa.Column("again", sa.Integer, nullable=False),
        sa.Column("snoozed_for", sa.BigInteger),
        sa.Column("missed_for", sa.BigInteger),
        sa.Column("missed", sa.Integer, nullable=False),
        sa.Column("missed_at", sa.BigInteger),
        sa.Column("over_at", sa.BigInteger),
        sa.CheckConstraint("whose IN ('me', 'here', 'bloc')", name="reminders_whose"),
    )
    op.create_index("reminders_by_member", "reminders", ["member"])
    op.create_index("reminders_by_room", "reminders", ["network", "room", "whose"])
    op.create_index("reminders_over", "reminders", ["over_at"])
    op.create_index("reminders_by_edition", "reminders", ["edition"])
