"""Codes that bring a second place to an assembly: hashed, used once, gone a day after."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "place_codes",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("member", RowId, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False, server_default=sa.false()),
    )
