"""The tables of reports from the workplaces: no row joins one with whoever sent it."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import RowId
from storage.schema import core

report_tables = sa.MetaData()


def _of_assembly() -> sa.Column[int]:
    assembly = sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE")
    return sa.Column("assembly", RowId, assembly, primary_key=True)


# Numbers are drawn, days are whole, and rows lie by number: nothing tells in which order they came, or when.
workplace_reports = sa.Table(
    "workplace_reports",
    report_tables,
    _of_assembly(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("more", sa.Text, nullable=False, server_default=""),
    sa.Column("bloc", RowId),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("why", sa.String(300), nullable=False, server_default=""),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("code", sa.String(64), nullable=False),
    sa.Column("motion", sa.Integer),
    sa.CheckConstraint("state IN ('waiting', 'ready', 'held', 'read')", name="workplace_reports_state"),
    sa.UniqueConstraint("code", name="workplace_reports_code"),
    sa.Index("workplace_reports_by_day", "day"),
    sqlite_with_rowid=False,
)
report_checks = sa.Table(
    "report_checks",
    report_tables,
    _of_assembly(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("reader", RowId, primary_key=True),
)
report_readers = sa.Table(
    "report_readers",
    report_tables,
    _of_assembly(),
    sa.Column("member", RowId, primary_key=True),
)
