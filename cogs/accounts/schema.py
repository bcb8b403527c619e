"""The tables of links between accounts while they are being made, and of what is said of lost accounts."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

account_tables = sa.MetaData()


def _account(name: str, *, primary_key: bool = False, unique: bool = False) -> sa.Column[int]:
    there = sa.ForeignKey(core.tables["accounts"].c.id, ondelete="CASCADE")
    return sa.Column(name, RowId, there, nullable=False, primary_key=primary_key, unique=unique)


# Codes that were given out: one an account, stored as a hash.
codes = sa.Table(
    "link_codes",
    account_tables,
    _account("account", primary_key=True),
    sa.Column("hash", sa.String(64), nullable=False, unique=True),
    sa.Column("until", Instant, nullable=False),
)

# Two accounts that are about to be linked: first made the code, second gave it. One that waits does so until
# no motion is open any more in which both have voted in secret.
links = sa.Table(
    "account_links",
    account_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    _account("first", unique=True),
    _account("second", unique=True),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("until", Instant),
    sa.CheckConstraint("state IN ('given', 'confirmed', 'waiting')", name="account_links_state"),
)

# Members who say that an account of somebody else is lost, or is found again.
words = sa.Table(
    "account_words",
    account_tables,
    _account("account", primary_key=True),
    sa.Column(
        "assembly",
        RowId,
        sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("is_lost", sa.Boolean, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
