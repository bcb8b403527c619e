"""The tables of signatures, made so that a million of them stay small, and their counters.

A signature knows no name, no account and no minute. What few give (a workplace, an association, a name to be
shown) stands in a table beside.
"""

from __future__ import annotations

import sqlalchemy as sa

from cogs.campaigns.schema import campaign_tables, of_campaign
from storage.dialect import Instant, RowId
from storage.schema import core

# Words that people state of themselves, folded for case, accents and plural; what was merged leads elsewhere.
terms = sa.Table(
    "campaign_terms",
    campaign_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("folded", sa.String(60), nullable=False),
    sa.Column("said", sa.String(60), nullable=False),
    sa.Column("merged_into", RowId),
    sa.CheckConstraint(
        "kind IN ('trade', 'workplace', 'association', 'country', 'language')", name="campaign_terms_kind"
    ),
    sa.UniqueConstraint("assembly", "kind", "folded", name="campaign_terms_one"),
)

# person is a member, or minus an account that belongs to no member of the assembly.
signatures = sa.Table(
    "signatures",
    campaign_tables,
    of_campaign(),
    sa.Column("person", RowId, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("trade", RowId),
    sa.Column("bloc", RowId),
    sa.Column("language", RowId),
    sa.Column("country", RowId),
    sa.Column("standing", sa.Integer, nullable=False),
    sa.Column("shown", sa.Integer, nullable=False),
    sa.Column("marks", sa.Integer, nullable=False),
    sa.Column("hour", sa.Integer, nullable=False),
    sa.CheckConstraint("standing IN (0, 1, 2)", name="signatures_standing"),
    sa.CheckConstraint("shown IN (0, 1, 2)", name="signatures_shown"),
    sqlite_with_rowid=False,
)

signed_as = sa.Table(
    "signed_as",
    campaign_tables,
    of_campaign(),
    sa.Column("person", RowId, primary_key=True),
    sa.Column("workplace", RowId),
    sa.Column("association", RowId),
    sa.Column("called", sa.String(60), nullable=False),
    # A letter is handed over by name, however many there are: nothing has to be sorted then.
    sa.Index(
        "signed_as_called",
        "campaign",
        "called",
        "person",
        sqlite_where=sa.text("called <> ''"),
        postgresql_where=sa.text("called <> ''"),
    ),
    sqlite_with_rowid=False,
)

# Kept by triggers: how many confirmed signatures there are in all ('all', 0) and by each breakdown; vouched
# is how many of them a bloc vouches for. Those with another standing count under 'standing' alone, and under
# 'new', by hour, where the account was new.
counts = sa.Table(
    "signature_counts",
    campaign_tables,
    of_campaign(),
    sa.Column("kind", sa.String(10), primary_key=True),
    sa.Column("term", RowId, primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("vouched", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What everybody may see of the breakdowns: it moves in steps, once an hour at most.
breakdowns = sa.Table(
    "campaign_breakdowns",
    campaign_tables,
    of_campaign(),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
