"""Links between accounts while they are being made, and what is said of lost accounts."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def _account(name: str, primary_key: bool = False, unique: bool = False) -> sa.Column[int]:
    there = sa.ForeignKey("accounts.id", ondelete="CASCADE")
    return sa.Column(name, RowId, there, nullable=False, primary_key=primary_key, unique=unique)


def upgrade() -> None:
    op.create_table(
        "link_codes",
        _account("account", primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "account_links",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _account("first", unique=True),
        _account("second", unique=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.CheckConstraint("state IN ('given', 'confirmed', 'waiting')", name="account_links_state"),
    )
    op.create_table(
        "account_words",
        _account("account", primary_key=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("is_lost", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
