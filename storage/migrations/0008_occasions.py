"""Events in a network's own calendar, so that each stands there once; and whose interest was counted."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "occasions",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", RowId, nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("place", sa.String(255), nullable=False, server_default=""),
        sa.Column("address", sa.String(255)),
        sa.Column("date", RowId),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("lacks", sa.String(200), nullable=False, server_default=""),
        sa.Column("orders", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("tried_at", sa.BigInteger),
        sa.UniqueConstraint("assembly", "kind", "subject", "network", name="occasions_one"),
    )
    op.create_index("occasions_due", "occasions", ["network", "due_at"])
    op.create_index("occasions_by_address", "occasions", ["network", "address"])
    op.create_table(
        "interested",
        sa.Column("occasion", RowId, sa.ForeignKey("occasions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("interested_by_account", "interested", ["account"])
