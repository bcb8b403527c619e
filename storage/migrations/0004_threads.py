"""Threads under posts: whether one is wanted, which it is, and whose thread a post goes into."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("posts", sa.Column("has_thread", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("posts", sa.Column("thread", sa.String(255)))
    op.add_column("posts", sa.Column("within_kind", sa.String(40)))
    op.add_column("posts", sa.Column("within_subject", sa.Integer))
