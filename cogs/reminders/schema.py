"""The table of reminders."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

reminder_tables = sa.MetaData()

# start is a wall time, as the rule of a series goes by walls; excepted are days. edition is that of the rules
# of the zones by which due_at was worked out.
reminders = sa.Table(
    "reminders",
    reminder_tables,
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column(
        "member", RowId, sa.ForeignKey(core.tables["members"].c.id, ondelete="CASCADE"), nullable=False
    ),
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
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("due_at", Instant),
    sa.Column("rung_at", Instant),
    sa.Column("rung_for", Instant),
    sa.Column("again", sa.Integer, nullable=False),
    sa.Column("snoozed_for", Instant),
    sa.Column("missed_for", Instant),
    sa.Column("missed", sa.Integer, nullable=False),
    sa.Column("missed_at", Instant),
    sa.Column("over_at", Instant),
    sa.CheckConstraint("whose IN ('me', 'here', 'bloc')", name="reminders_whose"),
    sa.Index("reminders_by_member", "member"),
    sa.Index("reminders_by_room", "network", "room", "whose"),
    sa.Index("reminders_over", "over_at"),
    sa.Index("reminders_by_edition", "edition"),
)
