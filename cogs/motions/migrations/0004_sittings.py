"""The meeting in which a motion is voted on: its facilitator may close the vote at a minute's notice."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("motions", sa.Column("sitting", sa.Integer))
