"""Decisions in depth: kinds of votes, shares as quorum, debate, amendments, disputes, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COLUMNS = (
    sa.Column("way", sa.String(10), nullable=False, server_default="share"),
    sa.Column("votes", sa.String(12), nullable=False, server_default="open"),
    sa.Column("quorum_share", sa.String(20)),
    sa.Column("size", sa.Integer, nullable=False, server_default="0"),
    sa.Column("extend_once", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("extended", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("debate_until", sa.BigInteger),
    sa.Column("hour", sa.String(80)),
    sa.Column("thread", sa.String(255), nullable=False, server_default=""),
    sa.Column("accepted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("locale", sa.String(16), nullable=False, server_default=""),
    sa.Column("before", sa.String(12)),
    sa.Column("set_aside_for", sa.String(500), nullable=False, server_default=""),
    sa.Column("disputed_at", sa.BigInteger),
    sa.Column("outcome", sa.Text, nullable=False, server_default=""),
    sa.Column("review_at", sa.BigInteger),
    sa.Column("reminded_at", sa.BigInteger),
)


def upgrade() -> None:
    for column in _COLUMNS:
        op.add_column("motions", column)
