"""The tables of campaigns, and of the words that are signed."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

campaign_tables = sa.MetaData()

campaigns = sa.Table(
    "campaigns",
    campaign_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("goal", sa.Integer, nullable=False),
    sa.Column("locale", sa.String(24), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("addressee", sa.String(200), nullable=False),
    sa.Column("symbol", sa.String(16), nullable=False),
    sa.Column("starter", RowId),
    sa.Column("bloc", RowId),
    sa.Column("workplace", RowId),
    sa.Column("motion", sa.Integer),
    sa.Column("sponsors_needed", sa.Integer, nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("opened_at", Instant),
    sa.Column("closes_at", Instant),
    sa.Column("met_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("outcome", sa.String(8)),
    sa.Column("news", sa.Text, nullable=False),
    sa.Column("source", sa.String(300), nullable=False),
    sa.Column("together_at", sa.Integer, nullable=False),
    sa.Column("asked_at", Instant),
    sa.Column("shown_at", Instant),
    sa.Column("asked_version", sa.Integer, nullable=False),
    sa.Column("milestone", sa.Integer, nullable=False),
    sa.Column("milestone_at", Instant),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.CheckConstraint("kind IN ('letter', 'pledge')", name="campaigns_kind"),
    sa.CheckConstraint("state IN ('waiting', 'open', 'met', 'ended', 'archived')", name="campaigns_state"),
    sa.CheckConstraint("outcome IN ('won', 'lost', 'partly')", name="campaigns_outcome"),
    sa.UniqueConstraint("assembly", "number", name="campaigns_number"),
    sa.UniqueConstraint("assembly", "name", name="campaigns_name"),
    sa.Index("campaigns_by_state", "assembly", "state"),
)


def of_campaign() -> sa.Column[int]:
    """The column that says whose a row is, first in its key."""
    return sa.Column("campaign", RowId, sa.ForeignKey(campaigns.c.id, ondelete="CASCADE"), primary_key=True)


# What a person signed stays what they signed.
versions = sa.Table(
    "campaign_versions",
    campaign_tables,
    of_campaign(),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("title", sa.String(120), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

sponsors = sa.Table(
    "campaign_sponsors", campaign_tables, of_campaign(), sa.Column("member", RowId, primary_key=True)
)

# Organisations that launch a campaign, or that sign it; confirmed by a bloc that speaks for them.
organisations = sa.Table(
    "campaign_organisations",
    campaign_tables,
    of_campaign(),
    sa.Column("name", sa.String(120), primary_key=True),
    sa.Column("launches", sa.Boolean, nullable=False),
    sa.Column("bloc", RowId),
    sa.Column("confirmed_at", Instant),
)
