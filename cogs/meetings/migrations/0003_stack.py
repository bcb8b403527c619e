"""Hands in meetings: who wants to speak, who speaks, and who has."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "stack_hands",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("sitting", RowId, sa.ForeignKey("sittings.id", ondelete="CASCADE"), nullable=False),
        sa.Column("member", RowId),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("since", sa.BigInteger),
        sa.Column("until", sa.BigInteger),
        sa.CheckConstraint("kind IN ('hand', 'point', 'direct')", name="stack_hands_kind"),
    )
    op.create_index("stack_hands_by_sitting", "stack_hands", ["sitting"])
    op.create_index("stack_hands_by_member", "stack_hands", ["member"])
