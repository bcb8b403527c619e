"""Motions of a bloc, motions that need the blocs too, and what a carried one does by itself."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("motions", sa.Column("bloc", RowId))
    op.add_column("motions", sa.Column("double", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("motions", sa.Column("deed", sa.Text, nullable=False, server_default=""))
    op.add_column("motions", sa.Column("origin", sa.Integer))
    op.add_column("motions", sa.Column("unlisted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("motions", sa.Column("undone", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "motion_blocs",
        _of_motion(),
        sa.Column("bloc", RowId, primary_key=True),
        sa.Column("name", sa.String(200), nullable=False),
    )
    op.create_table(
        "motion_bloc_members",
        _of_motion(),
        sa.Column("bloc", RowId, primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sqlite_with_rowid=False,
    )


def _of_motion() -> sa.Column[int]:
    return sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), primary_key=True)
