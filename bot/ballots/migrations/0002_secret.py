"""What kind of votes a box holds, and secret ballots: who voted and what was voted share only the box."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def _of_box() -> sa.Column[int]:
    return sa.Column("box", RowId, sa.ForeignKey("boxes.id", ondelete="CASCADE"), primary_key=True)


def upgrade() -> None:
    op.add_column("boxes", sa.Column("votes", sa.String(12), nullable=False, server_default="open"))
    op.create_table("voted", _of_box(), sa.Column("member", RowId, primary_key=True), sqlite_with_rowid=False)
    op.create_table(
        "secret_ballots",
        _of_box(),
        sa.Column("receipt", sa.String(64), primary_key=True),
        sa.Column("choice", sa.Integer, nullable=False),
        sa.CheckConstraint("choice IN (11, 12, 13, 14, 15)", name="secret_ballots_choice"),
        sqlite_with_rowid=False,
    )
