"""Merged words, blocs that vouch, reviews of signatures, and signatures on paper."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "campaign_merges",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("gone", RowId, nullable=False),
        sa.Column("into", RowId, nullable=False),
        sa.Column("steward", RowId),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("undone_at", sa.BigInteger),
        sa.UniqueConstraint("assembly", "number", name="campaign_merges_number"),
    )
    op.create_table(
        "campaign_vouches",
        _of_campaign(),
        sa.Column("bloc", RowId, primary_key=True),
        sa.Column("trade", RowId),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "campaign_alarmed",
        _of_campaign(),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("calm_at", sa.BigInteger),
    )
    _reviews()


def _reviews() -> None:
    op.create_table(
        "campaign_reviews",
        _of_campaign(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("rule", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("undone_at", sa.BigInteger),
    )
    op.create_table(
        "campaign_batches",
        _of_campaign(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("proof", sa.String(300), nullable=False),
        sa.Column("member", RowId),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _of_campaign() -> sa.Column[int]:
    return sa.Column("campaign", RowId, sa.ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)
