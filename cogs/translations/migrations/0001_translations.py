"""Texts that bind in other languages: what is wanted, drafts, and what was reviewed."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "translations",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("language", sa.String(24), nullable=False),
        sa.Column("wanted_by", RowId),
        sa.UniqueConstraint("assembly", "kind", "number", "language", name="translations_one"),
    )
    op.create_table(
        "translation_versions",
        sa.Column(
            "translation", RowId, sa.ForeignKey("translations.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("is_reviewed", sa.Boolean, primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("author", RowId),
        sa.Column("reviewer", RowId),
        sa.Column("unnamed", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
