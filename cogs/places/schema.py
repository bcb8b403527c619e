"""The table of this cog: codes that bring a place to an assembly."""

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
