"""The table of hands: who wants to speak, who speaks, and who has."""

from __future__ import annotations

import sqlalchemy as sa

from cogs.meetings.sitting_schema import sitting_tables
from storage.dialect import Instant, RowId

# One that waits has neither since nor until; one that was taken down has until alone.
hands = sa.Table(
    "stack_hands",
    sitting_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("sitting", RowId, sa.ForeignKey("sittings.id", ondelete="CASCADE"), nullable=False),
    sa.Column("member", RowId),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("since", Instant),
    sa.Column("until", Instant),
    sa.CheckConstraint("kind IN ('hand', 'point', 'direct')", name="stack_hands_kind"),
    sa.Index("stack_hands_by_sitting", "sitting"),
    sa.Index("stack_hands_by_member", "member"),
)
