"""How many belong to a bloc, on the roll or not, as its keeper says: pledges are measured against it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("blocs", sa.Column("size", sa.Integer, nullable=False, server_default="0"))
