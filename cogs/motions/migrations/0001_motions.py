"""Motions, who seconded them, who asked to keep voting open, and changes that were suggested."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "motions",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("mover", RowId),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("share", sa.String(20), nullable=False),
        sa.Column("base", sa.String(8), nullable=False),
        sa.Column("strict", sa.Boolean, nullable=False),
        sa.Column("quorum", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("closes_after", sa.BigInteger, nullable=False),
        sa.Column("closes_on", sa.BigInteger),
        sa.Column("moved_at", sa.BigInteger, nullable=False),
        sa.Column("lapses_at", sa.BigInteger),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("closes_at", sa.BigInteger),
        sa.Column("closes_before", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("box", RowId),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("practice", sa.Boolean, nullable=False),
        sa.Column("reopened", sa.Boolean, nullable=False),
        sa.Column("unnamed", sa.Boolean, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.CheckConstraint("base IN ('cast', 'present', 'roll')", name="motions_base"),
        sa.UniqueConstraint("assembly", "number", name="motions_number"),
        sa.CheckConstraint(
            "state IN ('moved', 'open', 'closing', 'carried', 'lost', 'inquorate', 'lapsed', 'withdrawn', "
            "'postponed', 'set-aside')",
            name="motions_state",
        ),
    )
    op.create_index("motions_closing", "motions", ["state", "closes_at"])
    op.create_index("motions_lapsing", "motions", ["state", "lapses_at"])
    op.create_table(
        "motion_objectors",
        sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
    )
    op.create_table(
        "motion_seconders",
        sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
    )
    op.create_table(
        "motion_suggestions",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), nullable=False),
        sa.Column("member", RowId),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("motion_suggestions_by_motion", "motion_suggestions", ["motion"])
