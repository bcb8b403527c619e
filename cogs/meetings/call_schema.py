"""The tables of calls: meetings, what is otherwise than their rule says, their dates, and who comes."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId, Span
from storage.schema import core

call_tables = sa.MetaData()

# A call keeps the wall time and the zone; every date is worked out from them. zones is the version of the
# time zones by which its alarms were set, next_at when the date begins that goes on or comes next.
calls = sa.Table(
    "calls",
    call_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("caller", RowId),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("start", sa.String(19), nullable=False),
    sa.Column("zone", sa.String(64), nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("lasts", Span, nullable=False),
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
    sa.Column("called_at", Instant, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("cancelled_at", Instant),
    sa.Column("next_at", Instant),
    sa.Column("zones", sa.String(32), nullable=False),
    sa.CheckConstraint("who IN ('all', 'bloc', 'going')", name="calls_who"),
    sa.UniqueConstraint("assembly", "number", name="calls_number"),
    sa.Index("calls_coming", "assembly", "next_at"),
)

# By the wall time that the rule gives: a date that is left out, or held at another wall time.
call_exceptions = sa.Table(
    "call_exceptions",
    call_tables,
    sa.Column("call", RowId, sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("wall", sa.String(19), primary_key=True),
    sa.Column("moved_to", sa.String(19)),
)

# A date that has a card, answers or anything else of its own; its id is what its cards are known by.
occurrences = sa.Table(
    "occurrences",
    call_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("call", RowId, sa.ForeignKey("calls.id", ondelete="CASCADE"), nullable=False),
    sa.Column("wall", sa.String(19), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("posted", sa.Boolean, nullable=False),
    sa.UniqueConstraint("call", "wall", name="occurrences_one"),
    sqlite_autoincrement=True,  # old buttons and cards carry ids: nothing else gets one again
)

rsvps = sa.Table(
    "rsvps",
    call_tables,
    sa.Column("occurrence", RowId, sa.ForeignKey("occurrences.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("answer", sa.String(10), nullable=False),
    sa.Column("source", sa.String(80), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.CheckConstraint("answer IN ('going', 'maybe', 'apologies')", name="rsvps_answer"),
    sa.Index("rsvps_by_member", "member"),
)
