"""The tables of blocs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

bloc_tables = sa.MetaData()


def _of(table: str, name: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[Any]:
    """A column that goes with a row of the core."""
    key = sa.ForeignKey(core.tables[table].c.id, ondelete="CASCADE")
    return sa.Column(name, RowId, key, primary_key=primary_key, nullable=nullable)


def _of_bloc(*, primary_key: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey("blocs.id", ondelete="CASCADE")
    return sa.Column("bloc", sa.Integer, key, primary_key=primary_key, nullable=False)


# Ids are drawn by lot: running ones would tell by their gaps that there are blocs in no list.
blocs = sa.Table(
    "blocs",
    bloc_tables,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    _of("assemblies", "assembly"),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("keeper", RowId),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.Column("parent", sa.Integer),
    sa.Column("trade", sa.String(80), nullable=False, server_default=""),
    sa.Column("town", sa.String(80), nullable=False, server_default=""),
    sa.Column("with_role", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("council", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("archived_at", Instant),
    sa.Column("seen", sa.String(120), nullable=False, server_default=""),
    sa.Column("size", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("kind IN ('open', 'request', 'vouched', 'unlisted')", name="blocs_kind"),
    sa.Index("blocs_by_assembly", "assembly"),
    sa.Index("blocs_by_parent", "parent"),
)

# came_at is when a member last said that they want to be in, which brings back a room that they have left.
bloc_members = sa.Table(
    "bloc_members",
    bloc_tables,
    _of_bloc(primary_key=True),
    _of("members", "member", primary_key=True),
    sa.Column("joined_at", Instant, nullable=False),
    sa.Column("came_at", Instant, nullable=False),
    sa.Index("bloc_members_by_member", "member"),
)

# Who waits to be let in; numbers are drawn by lot too.
bloc_askings = sa.Table(
    "bloc_askings",
    bloc_tables,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _of_bloc(),
    _of("members", "member"),
    sa.Column("at", Instant, nullable=False),
    sa.UniqueConstraint("bloc", "member", name="bloc_askings_one"),
    sa.Index("bloc_askings_by_member", "member"),
)

bloc_vouchers = sa.Table(
    "bloc_vouchers",
    bloc_tables,
    sa.Column(
        "asking",
        sa.Integer,
        sa.ForeignKey("bloc_askings.number", ondelete="CASCADE"),
        primary_key=True,
    ),
    _of("members", "member", primary_key=True),
)

bloc_invitations = sa.Table(
    "bloc_invitations",
    bloc_tables,
    _of_bloc(primary_key=True),
    _of("members", "member", primary_key=True),
    _of("members", "by", nullable=True),
    sa.Column("kept", sa.Boolean, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Index("bloc_invitations_by_member", "member"),
)

# Of a code its digest alone is kept; kept says that a keeper of the bloc has given it.
bloc_codes = sa.Table(
    "bloc_codes",
    bloc_tables,
    sa.Column("digest", sa.String(64), primary_key=True),
    _of_bloc(),
    sa.Column("once", sa.Boolean, nullable=False),
    sa.Column("kept", sa.Boolean, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Index("bloc_codes_by_expiry", "expires_at"),
)

bloc_announcements = sa.Table(
    "bloc_announcements",
    bloc_tables,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _of_bloc(),
    sa.Column("member", RowId),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("bloc_announcements_by_time", "at"),
)

bloc_offers = sa.Table(
    "bloc_offers",
    bloc_tables,
    _of("assemblies", "assembly", primary_key=True),
    sa.Column("step", sa.String(12), primary_key=True),
    sa.Column("at", Instant, nullable=False),
)
