"""The table of action items."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

action_tables = sa.MetaData()

# owner has said "I will"; asked may yet say so, and binds nobody until then.
actions = sa.Table(
    "actions",
    action_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("text", sa.String(300), nullable=False),
    sa.Column("proposer", RowId),
    sa.Column("asked", RowId),
    sa.Column("owner", RowId),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("taken_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("why", sa.String(300), nullable=False, server_default=""),
    sa.Column("bloc", RowId),
    sa.Column("motion", sa.Integer),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.CheckConstraint("state IN ('offered', 'taken', 'done', 'dropped')", name="actions_state"),
    sa.UniqueConstraint("assembly", "number", name="actions_number"),
    sa.Index("actions_by_due", "assembly", "state", "due_at"),
    sa.Index("actions_by_end", "ended_at"),
    sa.Index("actions_by_owner", "owner"),
    sa.Index("actions_by_asked", "asked"),
)
