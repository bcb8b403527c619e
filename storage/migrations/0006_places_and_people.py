"""Several places for an assembly, several accounts for a person, and rooms that the bot opens itself."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("places", sa.Column("cards", sa.String(255)))
    op.add_column("accounts", sa.Column("person", RowId))
    op.add_column("accounts", sa.Column("uses", RowId))
    op.add_column("accounts", sa.Column("frozen_at", sa.BigInteger))
    op.add_column("accounts", sa.Column("parted_at", sa.BigInteger))
    op.add_column("memberships", sa.Column("linked", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("memberships", sa.Column("frozen_at", sa.BigInteger))
    op.create_index("accounts_by_person", "accounts", ["person"])
    op.add_column("members", sa.Column("paused_at", sa.BigInteger))
    op.add_column("members", sa.Column("away_at", sa.BigInteger))
    op.add_column("members", sa.Column("accepted", sa.Integer, nullable=False, server_default="0"))
    op.add_column("members", sa.Column("accepted_at", sa.BigInteger))
    op.create_index("members_by_joining", "members", ["assembly", "joined_at"])
    op.create_table(
        "place_rooms",
        sa.Column("network", sa.String(16), primary_key=True),
        sa.Column("room", sa.String(255), primary_key=True),
        sa.Column("place", sa.String(255), nullable=False),
    )
    op.create_table(
        "rooms",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(20), nullable=False, unique=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", RowId, nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("place", sa.String(255), nullable=False),
        sa.Column("address", sa.String(255)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("lacks", sa.String(255), nullable=False, server_default=""),
        sa.Column("adopted", sa.Text, nullable=False, server_default=""),
        sa.Column("drift", sa.Text, nullable=False, server_default=""),
        sa.Column("people", sa.Text, nullable=False, server_default=""),
        sa.Column("orders", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("ordered_at", sa.BigInteger, nullable=False),
        sa.Column("tried_at", sa.BigInteger),
        sa.CheckConstraint(
            "state IN ('opening', 'there', 'refused', 'closing', 'closed')", name="rooms_state"
        ),
        sa.UniqueConstraint("assembly", "kind", "subject", "network", name="rooms_one"),
    )
    op.create_index("rooms_due", "rooms", ["network", "due_at"])
    op.create_index("rooms_by_address", "rooms", ["network", "address"])
    op.create_table(
        "once",
        sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kept", RowId, nullable=False),
    )
    op.create_index("once_by_kept", "once", ["kept"])
    op.create_table(
        "fleeting",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("message", sa.String(255), nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
    )
    op.create_index("fleeting_due", "fleeting", ["due_at"])
