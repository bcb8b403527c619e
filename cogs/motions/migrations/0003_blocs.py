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
