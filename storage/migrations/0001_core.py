"""The first tables: assemblies and their places, accounts and the roll, inbox, outbox, journal."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("address", sa.String(255), nullable=False),
        sa.Column("locale", sa.String(16)),
        sa.Column("zone", sa.String(64)),
        sa.Column("quiet", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("told_at", sa.BigInteger),
        sa.Column("closed_at", sa.BigInteger),
        sa.UniqueConstraint("network", "address", name="accounts_one"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "assemblies",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("policy", sa.String(16), nullable=False),
        sa.Column("careful", sa.Boolean),
        sa.Column("shortest_vote", sa.BigInteger, nullable=False),
        sa.Column("home_network", sa.String(16), nullable=False),
        sa.Column("home_room", sa.String(255), nullable=False),
        sa.Column("founded_at", sa.BigInteger, nullable=False),
        sa.Column("erase_at", sa.BigInteger),
        sa.CheckConstraint("policy IN ('anyone', 'listed', 'vouched', 'approved')", name="assemblies_policy"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "inbox",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("event", sa.String(255), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "networks",
        sa.Column("network", sa.String(16), primary_key=True),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("link", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "members",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("role", sa.Integer, nullable=False),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("left_at", sa.BigInteger),
        sa.Column("salt", sa.LargeBinary(16)),
        sa.Column("greeted", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.CheckConstraint("role IN (1, 2)", name="members_role"),
        sqlite_autoincrement=True,
    )
    op.create_index("members_by_assembly", "members", ["assembly"])
    op.create_table(
        "numbers",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("network", sa.String(16), primary_key=True),
        sa.Column("address", sa.String(255), primary_key=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("gone_at", sa.BigInteger),
    )
    op.create_index("places_by_assembly", "places", ["assembly"])
    op.create_table(
        "posts",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("key", sa.String(20), nullable=False, unique=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sa.Column("detail", sa.String(255), nullable=False),
        sa.Column("replies_to", sa.String(40)),
        sa.Column("message", sa.String(255)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("watched", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("away", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("reposts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("ordered_at", sa.BigInteger, nullable=False),
        sa.Column("tried_at", sa.BigInteger),
        sa.CheckConstraint("state IN ('waiting', 'there', 'refused', 'gone')", name="posts_state"),
    )
    op.create_index("posts_by_message", "posts", ["network", "message"])
    op.create_index("posts_by_subject", "posts", ["assembly", "kind", "subject"])
    op.create_index("posts_due", "posts", ["due_at"])
    op.create_table(
        "memberships",
        sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("memberships_by_member", "memberships", ["member"])
    op.create_table(
        "reactions",
        sa.Column("post", RowId, sa.ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("marks", sa.String(255), nullable=False),
    )
    op.create_table(
        "forgotten_marks",
        sa.Column("post", RowId, sa.ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
    )
    op.create_table(
        "tells",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False),
        sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sa.Column("detail", sa.String(255), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("ordered_at", sa.BigInteger, nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'there', 'refused')", name="tells_state"),
    )
    op.create_index("tells_due", "tells", ["state", "due_at"])
