"""Assemblies under assemblies, and what is on its way there."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "assembly_parents",
        _of("assembly", primary_key=True),
        _of("parent"),
        sa.Column("since", sa.BigInteger, nullable=False),
    )
    op.create_index("assembly_parents_by_parent", "assembly_parents", ["parent"])
    op.create_table(
        "affiliations",
        _of("assembly", primary_key=True),
        _of("parent"),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("motion", sa.Integer),
    )


def _of(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("assemblies.id", ondelete="CASCADE")
    return sa.Column(name, RowId, key, primary_key=primary_key, nullable=False)
