"""The tables of delegates."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cogs.blocs.schema import bloc_tables
from storage.dialect import Instant, RowId
from storage.schema import core


def _bloc(*, primary_key: bool = True) -> sa.Column[Any]:
    key = sa.ForeignKey("blocs.id", ondelete="CASCADE")
    return sa.Column("bloc", sa.Integer, key, primary_key=primary_key, nullable=False)


def _member(name: str, *, primary_key: bool = True, nullable: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey(core.tables["members"].c.id, ondelete="CASCADE")
    return sa.Column(name, RowId, key, primary_key=primary_key, nullable=nullable)


delegates = sa.Table(
    "bloc_delegates",
    bloc_tables,
    _bloc(),
    _member("member"),
    sa.Column("since", Instant, nullable=False),
    sa.Index("bloc_delegates_by_member", "member"),
)

# votes is how the delegates voted in the end, as JSON by member; empty until then.
mandates = sa.Table(
    "bloc_mandates",
    bloc_tables,
    _bloc(),
    sa.Column("motion", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("mandate", sa.String(8), nullable=False),
    sa.Column("votes", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint("mandate IN ('for', 'against', 'free')", name="bloc_mandates_mandate"),
)

# Who asks for a recall, until there are enough; then the motion that was moved stands in recalls.
recall_callers = sa.Table("bloc_recall_callers", bloc_tables, _bloc(), _member("member"), _member("caller"))
recalls = sa.Table(
    "bloc_recalls", bloc_tables, _bloc(), _member("member"), sa.Column("motion", sa.Integer, nullable=False)
)

reports = sa.Table(
    "bloc_reports",
    bloc_tables,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    _bloc(primary_key=False),
    _member("member", primary_key=False, nullable=True),
    sa.Column("about", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("bloc_reports_by_bloc", "bloc"),
)

# What a delegate is asked to report on, until they have.
report_calls = sa.Table(
    "bloc_report_calls",
    bloc_tables,
    _bloc(),
    _member("member"),
    sa.Column("about", sa.String(200), nullable=False),
    sa.Column("at", Instant, nullable=False),
)
