"""People on a roll who have no account: stewards know them by their initials."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("members", sa.Column("initials", sa.String(20)))
