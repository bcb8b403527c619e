"""The tables of stewards."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

steward_tables = sa.MetaData()


def _assembly() -> sa.Column[int]:
    found = sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE")
    return sa.Column("assembly", RowId, found, nullable=False)


def _member() -> sa.Column[int]:
    found = sa.ForeignKey(core.tables["members"].c.id, ondelete="CASCADE")
    return sa.Column("member", RowId, found, primary_key=True)


# Since when and until when somebody is a steward; of what they do nothing but the last day is kept here.
terms = sa.Table(
    "steward_terms",
    steward_tables,
    _member(),
    _assembly(),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("seen", sa.Date, nullable=False),
    sa.Column("reminded", sa.Boolean, nullable=False),
    sa.Column("is_caretaker", sa.Boolean, nullable=False),
    sa.Index("steward_terms_by_assembly", "assembly"),
)

recalled = sa.Table(
    "steward_recalled",
    steward_tables,
    _member(),
    _assembly(),
    sa.Column("at", Instant, nullable=False),
)

# That a steward who was recalled was forgotten: when, and nothing of whom.
forgotten = sa.Table(
    "steward_forgotten",
    steward_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    _assembly(),
    sa.Column("at", Instant, nullable=False),
)

deeds = sa.Table(
    "steward_deeds",
    steward_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    _assembly(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("deed", sa.Text, nullable=False),
    sa.Column("way", sa.String(10), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("asker", RowId),
    sa.Column("needed", sa.Integer, nullable=False),
    sa.Column("stage", sa.String(10), nullable=False),
    sa.Column("seconder", RowId),
    sa.Column("motion", RowId),
    sa.UniqueConstraint("assembly", "number", name="steward_deeds_one"),
    sa.Index("steward_deeds_due", "stage", "due_at"),
)

objections = sa.Table(
    "steward_objections",
    steward_tables,
    sa.Column("deed", RowId, sa.ForeignKey("steward_deeds.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
)

calls = sa.Table(
    "steward_calls",
    steward_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    _assembly(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("member", RowId, nullable=False),
    sa.Column("begun_at", Instant, nullable=False),
    sa.Column("needed", sa.Integer, nullable=False),
    sa.Column("motion", RowId),
    sa.Column("opened_at", Instant),
    sa.UniqueConstraint("assembly", "number", name="steward_calls_one"),
)

# Gone once the vote is called: who called for it is then nobody's business any more.
callers = sa.Table(
    "steward_callers",
    steward_tables,
    sa.Column("call", RowId, sa.ForeignKey("steward_calls.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
)

# When the room was last asked for a second steward, and last told that none is there.
asked = sa.Table(
    "steward_asked",
    steward_tables,
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("second_at", Instant),
    sa.Column("missing_at", Instant),
)

# What a steward can still take back, and the posts that wait until then.
undoable = sa.Table(
    "steward_undoable",
    steward_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    _assembly(),
    sa.Column("member", RowId, nullable=False),
    sa.Column("deed", sa.Text),
    sa.Column("says", sa.Text, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sqlite_autoincrement=True,  # an old button is not to take back something else
)
