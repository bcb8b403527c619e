"""The tables of this cog: codes that bring places and assemblies together, and what is under what."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

place_tables = sa.MetaData()

# A code itself is stored nowhere: what is given is hashed and looked up.
place_codes = sa.Table(
    "place_codes",
    place_tables,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("member", RowId, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("used", sa.Boolean, nullable=False, server_default=sa.false()),
)


def _of(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE")
    return sa.Column(name, RowId, key, primary_key=primary_key, nullable=False)


assembly_parents = sa.Table(
    "assembly_parents",
    place_tables,
    _of("assembly", primary_key=True),
    _of("parent"),
    sa.Column("since", Instant, nullable=False),
    sa.Index("assembly_parents_by_parent", "parent"),
)

# What one assembly has decided and another has still to act on, or to hear of.
affiliations = sa.Table(
    "affiliations",
    place_tables,
    _of("assembly", primary_key=True),
    _of("parent"),
    sa.Column("stage", sa.String(10), nullable=False),
    sa.Column("motion", sa.Integer),
)
