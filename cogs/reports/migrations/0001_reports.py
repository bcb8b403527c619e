"""Reports from the workplaces, who reads them first, and who found nothing in them that tells on anyone."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def _of_assembly() -> sa.Column[int]:
    assembly = sa.ForeignKey("assemblies.id", ondelete="CASCADE")
    return sa.Column("assembly", RowId, assembly, primary_key=True)


def upgrade() -> None:
    op.create_table(
        "workplace_reports",
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
        sa.CheckConstraint("state IN ('waiting', 'ready', 'held', 'read')", name="workplace_reports_state"),
        sa.UniqueConstraint("code", name="workplace_reports_code"),
        sqlite_with_rowid=False,
    )
    op.create_index("workplace_reports_by_day", "workplace_reports", ["day"])
    op.create_table(
        "report_checks",
        _of_assembly(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reader", RowId, primary_key=True),
    )
    op.create_table("report_readers", _of_assembly(), sa.Column("member", RowId, primary_key=True))
