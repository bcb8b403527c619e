"""What assemblies set for themselves: how votes are opened where their mover says nothing else."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "settings",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("key", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(255), nullable=False),
    )
