"""The tables of translations."""

from __future__ import annotations

import sqlalchemy as sa

from bot.api.language import TAG_LIMIT
from storage.dialect import Instant, RowId
from storage.schema import core

translation_tables = sa.MetaData()

translations = sa.Table(
    "translations",
    translation_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("language", sa.String(TAG_LIMIT), nullable=False),
    sa.Column("wanted_by", RowId),
    sa.UniqueConstraint("assembly", "kind", "number", "language", name="translations_one"),
)

# Who can translate into which language, and is asked when something is wanted in it.
volunteers = sa.Table(
    "translation_volunteers",
    translation_tables,
    sa.Column(
        "assembly",
        RowId,
        sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("language", sa.String(TAG_LIMIT), primary_key=True),
)

# Of each translation at most two: the draft, and the last version that was reviewed.
versions = sa.Table(
    "translation_versions",
    translation_tables,
    sa.Column("translation", RowId, sa.ForeignKey("translations.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("is_reviewed", sa.Boolean, primary_key=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("edition", sa.Integer, nullable=False),
    sa.Column("author", RowId),
    sa.Column("reviewer", RowId),
    sa.Column("unnamed", sa.Boolean, nullable=False),
    sa.Column("at", Instant, nullable=False),
)
