"""Which reactions the bot put under a post, so that those of a card that was changed follow it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("posts") as posts:
        posts.add_column(sa.Column("seeds", sa.String(255)))
