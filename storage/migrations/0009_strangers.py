"""Private messages to people on no roll: what they asked to be told goes to the account they asked by."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    account = sa.ForeignKey("accounts.id", name="tells_account", ondelete="CASCADE")
    with op.batch_alter_table("tells") as tells:
        tells.alter_column("member", existing_type=RowId, nullable=True)
        tells.add_column(sa.Column("account", RowId, account))
    op.create_index("tells_by_account", "tells", ["account"])
