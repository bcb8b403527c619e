"""Who asks to come onto a roll and who vouches for them, principles, and how often a roll was opened."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def _assembly() -> sa.Column[int]:
    key = sa.ForeignKey("assemblies.id", ondelete="CASCADE")
    return sa.Column("assembly", RowId, key, primary_key=True)


def upgrade() -> None:
    op.create_table(
        "applicants",
        _assembly(),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("approval", sa.String(10), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'admitted')", name="applicants_state"),
        sa.CheckConstraint("approval IN ('none', 'asked', 'given')", name="applicants_approval"),
        sa.UniqueConstraint("member", name="applicants_one"),
    )
    op.create_index("applicants_by_state", "applicants", ["state", "asked_at"])
    op.create_table(
        "vouches",
        sa.Column("applicant", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("voucher", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_table(
        "principles",
        _assembly(),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "roll_openings",
        _assembly(),
        sa.Column("month", sa.Integer, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
    op.create_table("growth_offers", _assembly(), sa.Column("offer", sa.Integer, primary_key=True))
    op.create_table(
        "look_rounds",
        _assembly(),
        sa.Column("reached", RowId, nullable=False),
        sa.Column("began_at", sa.BigInteger),
    )
