"""Action items: who does what by when."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("proposer", RowId),
        sa.Column("asked", RowId),
        sa.Column("owner", RowId),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("taken_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("why", sa.String(300), nullable=False, server_default=""),
        sa.Column("bloc", RowId),
        sa.Column("motion", sa.Integer),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.CheckConstraint("state IN ('offered', 'taken', 'done', 'dropped')", name="actions_state"),
        sa.UniqueConstraint("assembly", "number", name="actions_number"),
    )
    op.create_index("actions_by_due", "actions", ["assembly", "state", "due_at"])
    op.create_index("actions_by_end", "actions", ["ended_at"])
    op.create_index("actions_by_owner", "actions", ["owner"])
    op.create_index("actions_by_asked", "actions", ["asked"])
