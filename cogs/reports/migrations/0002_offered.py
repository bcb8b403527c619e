"""A report knows the motion that was made of it, so that it is not made one again while that runs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("workplace_reports", sa.Column("motion", sa.Integer))
