"""The tables that belong to everyone; storage/migrations builds them, a test holds the two together."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId, Span

core = sa.MetaData()


def key() -> sa.Column[int]:
    return sa.Column("id", RowId, primary_key=True, autoincrement=True)


def of_assembly(primary_key: bool = False) -> sa.Column[int]:
    assembly = sa.ForeignKey("assemblies.id", ondelete="CASCADE")
    return sa.Column("assembly", RowId, assembly, nullable=False, primary_key=primary_key)


assemblies = sa.Table(
    "assemblies",
    core,
    key(),
    sa.Column("name", sa.String(120), nullable=False),
    sa.Column("locale", sa.String(16), nullable=False),
    sa.Column("zone", sa.String(64), nullable=False),
    sa.Column("policy", sa.String(16), nullable=False),
    sa.Column("careful", sa.Boolean),
    sa.Column("shortest_vote", Span, nullable=False),
    sa.Column("home_network", sa.String(16), nullable=False),
    sa.Column("home_room", sa.String(255), nullable=False),
    sa.Column("founded_at", Instant, nullable=False),
    sa.Column("erase_at", Instant),
    sa.CheckConstraint("policy IN ('anyone', 'listed', 'vouched', 'approved')", name="assemblies_policy"),
    sqlite_autoincrement=True,  # old buttons carry the number of an erased assembly: nobody else gets it
)

# What an assembly has set for itself beyond that; the ballots and cogs that it is for read the words.
settings = sa.Table(
    "settings",
    core,
    of_assembly(primary_key=True),
    sa.Column("key", sa.String(20), primary_key=True),
    sa.Column("value", sa.String(255), nullable=False),
)

places = sa.Table(
    "places",
    core,
    sa.Column("network", sa.String(16), primary_key=True),
    sa.Column("address", sa.String(255), primary_key=True),
    of_assembly(),
    sa.Column("since", Instant, nullable=False),
    sa.Column("gone_at", Instant),
    sa.Column("cards", sa.String(255)),
    sa.Index("places_by_assembly", "assembly"),
)

# In which place a room lies, as far as anything was done there: so that a card goes into each place once.
place_rooms = sa.Table(
    "place_rooms",
    core,
    sa.Column("network", sa.String(16), primary_key=True),
    sa.Column("room", sa.String(255), primary_key=True),
    sa.Column("place", sa.String(255), nullable=False),
)

# Rooms of our own: what each is to be is asked of its cog; differences that stewards adopted are left alone.
rooms = sa.Table(
    "rooms",
    core,
    key(),
    sa.Column("key", sa.String(20), nullable=False, unique=True),
    of_assembly(),
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
    sa.Column("due_at", Instant),
    sa.Column("ordered_at", Instant, nullable=False),
    sa.Column("tried_at", Instant),
    sa.CheckConstraint("state IN ('opening', 'there', 'refused', 'closing', 'closed')", name="rooms_state"),
    sa.UniqueConstraint("assembly", "kind", "subject", "network", name="rooms_one"),
    sa.Index("rooms_due", "network", "due_at"),
    sa.Index("rooms_by_address", "network", "address"),
)

numbers = sa.Table(
    "numbers",
    core,
    of_assembly(primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

accounts = sa.Table(
    "accounts",
    core,
    key(),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("address", sa.String(255), nullable=False),
    sa.Column("locale", sa.String(16)),
    sa.Column("zone", sa.String(64)),
    sa.Column("quiet", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("told_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("opened_at", Instant),
    sa.Column("person", RowId),
    sa.Column("uses", RowId),
    sa.Column("frozen_at", Instant),
    sa.Column("parted_at", Instant),
    sa.UniqueConstraint("network", "address", name="accounts_one"),
    sa.Index("accounts_by_person", "person"),
    sqlite_autoincrement=True,
)

members = sa.Table(
    "members",
    core,
    key(),
    of_assembly(),
    sa.Column("role", sa.Integer, nullable=False),
    sa.Column("joined_at", Instant, nullable=False),
    sa.Column("left_at", Instant),
    sa.Column("salt", sa.LargeBinary(16)),
    sa.Column("greeted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("initials", sa.String(20)),
    sa.Column("paused_at", Instant),
    sa.Column("away_at", Instant),
    sa.Column("accepted", sa.Integer, nullable=False, server_default="0"),
    sa.Column("accepted_at", Instant),
    sa.CheckConstraint("role IN (1, 2)", name="members_role"),
    sa.Index("members_by_assembly", "assembly"),
    sa.Index("members_by_joining", "assembly", "joined_at"),
    sqlite_autoincrement=True,
)

memberships = sa.Table(
    "memberships",
    core,
    sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    of_assembly(primary_key=True),
    sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), nullable=False),
    sa.Column("linked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("frozen_at", Instant),
    sa.Index("memberships_by_member", "member"),
)

# Which account stood for a member who was found to be the same person as another: what was decided before
# that goes on naming those it named, and forgetting finds both. kept is the member who stays.
once = sa.Table(
    "once",
    core,
    sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("kept", RowId, nullable=False),
    sa.Index("once_by_kept", "kept"),
)

inbox = sa.Table(
    "inbox",
    core,
    key(),
    sa.Column("event", sa.String(255), nullable=False),
    sa.Column("at", Instant, nullable=False),
)

posts = sa.Table(
    "posts",
    core,
    key(),
    sa.Column("key", sa.String(20), nullable=False, unique=True),
    of_assembly(),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.Integer, nullable=False),
    sa.Column("detail", sa.String(255), nullable=False),
    sa.Column("replies_to", sa.String(40)),
    sa.Column("message", sa.String(255)),
    sa.Column("has_thread", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("thread", sa.String(255)),
    sa.Column("within_kind", sa.String(40)),
    sa.Column("within_subject", sa.Integer),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("watched", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("away", Span, nullable=False, server_default="0"),
    sa.Column("reposts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", Instant),
    sa.Column("ordered_at", Instant, nullable=False),
    sa.Column("tried_at", Instant),
    sa.Column("seeds", sa.String(255)),
    sa.CheckConstraint("state IN ('waiting', 'there', 'refused', 'gone')", name="posts_state"),
    sa.Index("posts_due", "due_at"),
    sa.Index("posts_by_message", "network", "message"),
    sa.Index("posts_by_subject", "assembly", "kind", "subject"),
)

tells = sa.Table(
    "tells",
    core,
    key(),
    of_assembly(),
    sa.Column("member", RowId, sa.ForeignKey("members.id", ondelete="CASCADE")),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.Integer, nullable=False),
    sa.Column("detail", sa.String(255), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("ordered_at", Instant, nullable=False),
    sa.Column("asked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("else_network", sa.String(16)),
    sa.Column("else_room", sa.String(255)),
    sa.Column("tried_at", Instant),
    sa.Column("held_at", Instant),
    sa.Column("account", RowId, sa.ForeignKey("accounts.id", name="tells_account", ondelete="CASCADE")),
    sa.CheckConstraint("state IN ('waiting', 'there', 'refused')", name="tells_state"),
    sa.Index("tells_due", "state", "due_at"),
    sa.Index("tells_by_account", "account"),
)

# What is due at a time: it is taken off in the transaction that orders what it has said. rings_at is later
# than due_at once ringing has failed, tries how often that was.
alarms = sa.Table(
    "alarms",
    core,
    key(),
    of_assembly(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", RowId, nullable=False),
    sa.Column("detail", sa.String(255), nullable=False),
    sa.Column("member", RowId),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("rings_at", Instant, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Index("alarms_due", "rings_at"),
    sa.Index("alarms_by_subject", "assembly", "kind", "subject"),
    sa.Index("alarms_by_member", "member"),
)

reactions = sa.Table(
    "reactions",
    core,
    sa.Column("post", RowId, sa.ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("marks", sa.String(255), nullable=False),
)

# Messages of ours that are taken away again, such as a copy of what is kept of somebody.
fleeting = sa.Table(
    "fleeting",
    core,
    key(),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.Column("message", sa.String(255), nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Index("fleeting_due", "due_at"),
)

# People who were forgotten while a card was open: so that a reading of it does not bring them back.
forgotten_marks = sa.Table(
    "forgotten_marks",
    core,
    sa.Column("post", RowId, sa.ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("salt", sa.LargeBinary(16), nullable=False),
)

networks = sa.Table(
    "networks",
    core,
    sa.Column("network", sa.String(16), primary_key=True),
    sa.Column("seen_at", Instant, nullable=False),
)

journal = sa.Table(
    "journal",
    core,
    of_assembly(primary_key=True),
    sa.Column("link", sa.Integer, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
