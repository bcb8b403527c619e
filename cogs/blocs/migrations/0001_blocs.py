"""Blocs, who is in them, who waits to be let in, and what opens their doors."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    _blocs()
    _people()
    _doors()
    op.create_table(
        "bloc_announcements",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _of_bloc(),
        sa.Column("member", RowId),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("bloc_announcements_by_time", "bloc_announcements", ["at"])
    op.create_table(
        "bloc_offers",
        _of("assemblies", "assembly", primary_key=True),
        sa.Column("step", sa.String(12), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _of(table: str, name: str, *, primary_key: bool = False, nullable: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, RowId, key, primary_key=primary_key, nullable=nullable)


def _of_bloc(*, primary_key: bool = False) -> sa.Column[Any]:
    key = sa.ForeignKey("blocs.id", ondelete="CASCADE")
    return sa.Column("bloc", sa.Integer, key, primary_key=primary_key, nullable=False)


def _blocs() -> None:
    op.create_table(
        "blocs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _of("assemblies", "assembly"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("keeper", RowId),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("parent", sa.Integer),
        sa.Column("trade", sa.String(80), nullable=False, server_default=""),
        sa.Column("town", sa.String(80), nullable=False, server_default=""),
        sa.Column("with_role", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("council", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("archived_at", sa.BigInteger),
        sa.Column("seen", sa.String(120), nullable=False, server_default=""),
        sa.CheckConstraint("kind IN ('open', 'request', 'vouched', 'unlisted')", name="blocs_kind"),
    )
    op.create_index("blocs_by_assembly", "blocs", ["assembly"])
    op.create_index("blocs_by_parent", "blocs", ["parent"])


def _people() -> None:
    op.create_table(
        "bloc_members",
        _of_bloc(primary_key=True),
        _of("members", "member", primary_key=True),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("came_at", sa.BigInteger, nullable=False),
    )
    op.create_index("bloc_members_by_member", "bloc_members", ["member"])
    op.create_table(
        "bloc_askings",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _of_bloc(),
        _of("members", "member"),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("bloc", "member", name="bloc_askings_one"),
    )
    op.create_index("bloc_askings_by_member", "bloc_askings", ["member"])
    op.create_table(
        "bloc_vouchers",
        sa.Column(
            "asking",
            sa.Integer,
            sa.ForeignKey("bloc_askings.number", ondelete="CASCADE"),
            primary_key=True,
        ),
        _of("members", "member", primary_key=True),
    )


def _doors() -> None:
    op.create_table(
        "bloc_invitations",
        _of_bloc(primary_key=True),
        _of("members", "member", primary_key=True),
        _of("members", "by", nullable=True),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )
    op.create_index("bloc_invitations_by_member", "bloc_invitations", ["member"])
    op.create_table(
        "bloc_codes",
        sa.Column("digest", sa.String(64), primary_key=True),
        _of_bloc(),
        sa.Column("once", sa.Boolean, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
    )
    op.create_index("bloc_codes_by_expiry", "bloc_codes", ["expires_at"])
