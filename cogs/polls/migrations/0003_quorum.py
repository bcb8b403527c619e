"""How many have to vote, who left while it was voted on, and how many others a member has nominated."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("polls", sa.Column("quorum", sa.Integer, nullable=False, server_default="0"))
    op.add_column("poll_options", sa.Column("left", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "poll_nominators",
        sa.Column("poll", RowId, sa.ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("by", RowId, primary_key=True),
        sa.Column("member", RowId, primary_key=True),
    )
    op.execute(
        'INSERT INTO poll_nominators (poll, "by", member) '
        'SELECT poll, "by", member FROM poll_nominations WHERE "by" IS NOT NULL'
    )
