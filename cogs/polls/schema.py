"""The tables of polls and elections."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId, Span
from storage.schema import core

poll_tables = sa.MetaData()

polls = sa.Table(
    "polls",
    poll_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("asker", RowId),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("votes", sa.String(12), nullable=False),
    sa.Column("locale", sa.String(24), nullable=False),
    sa.Column("opened_at", Instant),
    sa.Column("closes_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("box", RowId),
    sa.Column("bloc", RowId),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.Column("unnamed", sa.Boolean, nullable=False),
    sa.Column("seats", sa.Integer, nullable=False),
    sa.Column("method", sa.String(10)),
    sa.Column("nominations_until", Instant),
    sa.Column("voting_for", Span, nullable=False),
    sa.Column("seed", sa.String(64), nullable=False),
    sa.Column("stands_open", sa.Boolean, nullable=False),
    sa.Column("office", sa.String(10)),
    sa.Column("follows", sa.Integer),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("reminded_at", Instant),
    sa.Column("quorum", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint(
        "kind IN ('single', 'several', 'approval', 'ranked', 'yes-no', 'when', 'election')", name="polls_kind"
    ),
    sa.CheckConstraint(
        "state IN ('nominating', 'short', 'open', 'closing', 'ended', 'dropped')", name="polls_state"
    ),
    sa.CheckConstraint("votes IN ('open', 'open-at-end', 'secret')", name="polls_votes"),
    sa.CheckConstraint("method IN ('stv', 'irv', 'schulze', 'approval', 'plurality')", name="polls_method"),
    sa.CheckConstraint("office IN ('delegates', 'stewards')", name="polls_office"),
    sa.UniqueConstraint("assembly", "number", name="polls_number"),
    sa.Index("polls_closing", "state", "closes_at"),
    sa.Index("polls_nominating", "state", "nominations_until"),
    sa.Index("polls_by_box", "box"),
)


def of_poll() -> sa.Column[int]:
    return sa.Column("poll", RowId, sa.ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True)


options = sa.Table(
    "poll_options",
    poll_tables,
    of_poll(),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("text", sa.String(80), nullable=False),
    sa.Column("at", Instant),
    sa.Column("member", RowId),
    sa.Column("withdrawn", sa.Boolean, nullable=False),
    sa.Column("reopens", sa.Boolean, nullable=False),
    sa.Column("called", sa.Boolean, nullable=False),
    sa.Column("left", sa.Boolean, nullable=False, server_default=sa.false()),
)

# Who was put up for an election: they stand once they have said so, and nobody reads their name before.
nominations = sa.Table(
    "poll_nominations",
    poll_tables,
    of_poll(),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("by", RowId),
    sa.Column("called", sa.String(80), nullable=False),
    sa.Column("statement", sa.Text, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.CheckConstraint(
        "state IN ('asked', 'standing', 'declined', 'withdrawn')", name="poll_nominations_state"
    ),
)

# Whom each member nominated, counted until voting opens: also those who had been asked before.
nominators = sa.Table(
    "poll_nominators",
    poll_tables,
    of_poll(),
    sa.Column("by", RowId, primary_key=True),
    sa.Column("member", RowId, primary_key=True),
)

# What is noted at a count so that it can be checked: the salt of the voters' marks, and the journal's link.
seals = sa.Table(
    "poll_seals",
    poll_tables,
    of_poll(),
    sa.Column("salt", sa.LargeBinary(16), nullable=False),
    sa.Column("link", sa.Integer, nullable=False),
)
