"""Who has opened a chat with the bot: some messages are for those alone, as the bot opens none by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("opened_at", sa.BigInteger))
