"""The tables of what makes a count trusted: merged words, blocs that vouch, reviews, and paper.

None of them names a signatory.
"""

from __future__ import annotations

import sqlalchemy as sa

from cogs.campaigns.schema import campaign_tables, of_campaign
from storage.dialect import Instant, RowId
from storage.schema import core

# The log of words that were made one.
merges = sa.Table(
    "campaign_merges",
    campaign_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("gone", RowId, nullable=False),
    sa.Column("into", RowId, nullable=False),
    sa.Column("steward", RowId),
    sa.Column("at", Instant, nullable=False),
    sa.Column("undone_at", Instant),
    sa.UniqueConstraint("assembly", "number", name="campaign_merges_number"),
)

# Which bloc vouches for its members under a campaign; for those of one trade alone where that is said.
vouches = sa.Table(
    "campaign_vouches",
    campaign_tables,
    of_campaign(),
    sa.Column("bloc", RowId, primary_key=True),
    sa.Column("trade", RowId),
    sa.Column("at", Instant, nullable=False),
)

# When stewards were last told that many new accounts sign, and when they said that those may count.
alarmed = sa.Table(
    "campaign_alarmed",
    campaign_tables,
    of_campaign(),
    sa.Column("at", Instant, nullable=False),
    sa.Column("calm_at", Instant),
)

# What a rule rejects or confirms, and why: looked at first, then done, and undone perhaps. The signatures
# themselves know the number of the review that they were last touched by.
reviews = sa.Table(
    "campaign_reviews",
    campaign_tables,
    of_campaign(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("rule", sa.String(200), nullable=False),
    sa.Column("reason", sa.String(300), nullable=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("undone_at", Instant),
)

# Signatures on paper, counted apart.
batches = sa.Table(
    "campaign_batches",
    campaign_tables,
    of_campaign(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("proof", sa.String(300), nullable=False),
    sa.Column("member", RowId),
    sa.Column("at", Instant, nullable=False),
)
