"""Who can translate into which language, to be asked when something is wanted in it."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "translation_volunteers",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("language", sa.String(24), primary_key=True),
    )
