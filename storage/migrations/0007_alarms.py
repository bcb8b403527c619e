"""What is due at a time, whatever cog set it; and private messages that their reader asked for themselves."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", RowId, nullable=False),
        sa.Column("detail", sa.String(255), nullable=False),
        sa.Column("member", RowId),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("rings_at", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    )
    op.create_index("alarms_due", "alarms", ["rings_at"])
    op.create_index("alarms_by_subject", "alarms", ["assembly", "kind", "subject"])
    op.create_index("alarms_by_member", "alarms", ["member"])
    op.add_column("tells", sa.Column("asked", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("tells", sa.Column("else_network", sa.String(16)))
    op.add_column("tells", sa.Column("else_room", sa.String(255)))
    op.add_column("tells", sa.Column("tried_at", sa.BigInteger))
    op.add_column("tells", sa.Column("held_at", sa.BigInteger))
