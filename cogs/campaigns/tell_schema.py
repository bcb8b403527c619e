"""The tables of what goes out of an assembly: messages that were sent, models, and who adopted them."""

from __future__ import annotations

import sqlalchemy as sa

from cogs.campaigns.schema import campaign_tables, of_campaign
from storage.dialect import Instant, RowId
from storage.schema import core

# Which steward may fetch what signatories stated, once another has agreed.
fetches = sa.Table(
    "campaign_fetches",
    campaign_tables,
    of_campaign(),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("until", Instant, nullable=False),
)

# Who said that they wrote to the addressee, each once; a trigger counts them, as it counts signatures.
sent = sa.Table(
    "campaign_sent",
    campaign_tables,
    of_campaign(),
    sa.Column("person", RowId, primary_key=True),
    sqlite_with_rowid=False,
)

# Texts that other bodies may move as their own motions.
models = sa.Table(
    "campaign_models",
    campaign_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("locale", sa.String(24), nullable=False),
    sa.Column("publisher", RowId),
    sa.Column("at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Index("campaign_models_by_assembly", "assembly"),
    sqlite_autoincrement=True,
)

# Motions of assemblies of this bot that were moved from a model.
moves = sa.Table(
    "campaign_moves",
    campaign_tables,
    sa.Column(
        "assembly",
        RowId,
        sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("motion", RowId, primary_key=True),
    sa.Column("model", RowId, sa.ForeignKey(models.c.id, ondelete="CASCADE"), nullable=False),
)

# Bodies that carried a model: reported by a member until a second confirms it, or counted by the bot itself,
# which then keeps no name of the body.
adoptions = sa.Table(
    "campaign_adoptions",
    campaign_tables,
    sa.Column("model", RowId, sa.ForeignKey(models.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("body", sa.String(120), nullable=False),
    sa.Column("town", sa.String(60), nullable=False),
    sa.Column("ayes", sa.Integer, nullable=False),
    sa.Column("noes", sa.Integer, nullable=False),
    sa.Column("proof", sa.String(300), nullable=False),
    sa.Column("reporter", RowId),
    sa.Column("at", Instant, nullable=False),
    sa.Column("confirmed_at", Instant),
)
