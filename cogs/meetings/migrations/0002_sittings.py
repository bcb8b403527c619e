"""Meetings that are held: attendance, agenda, roles, shows of hands, and the lines of their minutes."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def _key() -> sa.Column[int]:
    return sa.Column("id", RowId, primary_key=True, autoincrement=True)


def _of_assembly() -> sa.Column[int]:
    return sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False)


def _of_sitting(primary_key: bool = False) -> sa.Column[int]:
    sitting = sa.ForeignKey("sittings.id", ondelete="CASCADE")
    return sa.Column("sitting", RowId, sitting, nullable=False, primary_key=primary_key)


def upgrade() -> None:
    op.create_table(
        "sittings",
        _key(),
        _of_assembly(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("body", RowId, nullable=False),
        sa.Column("unlisted", sa.Boolean, nullable=False),
        sa.Column("call", RowId),
        sa.Column("wall", sa.String(19)),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("starter", RowId),
        sa.Column("quorum", sa.Integer, nullable=False),
        sa.Column("rule", sa.String(12), nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("minutes", sa.String(10), nullable=False, server_default="draft"),
        sa.Column("approval", sa.Integer),
        sa.Column("approved_at", sa.BigInteger),
        sa.Column("forgotten", sa.Integer, nullable=False, server_default="0"),
        sa.CheckConstraint("rule IN ('simple', 'progressive')", name="sittings_rule"),
        sa.CheckConstraint("minutes IN ('draft', 'proposed', 'approved')", name="sittings_minutes"),
        sa.UniqueConstraint("assembly", "number", name="sittings_number"),
    )
    op.create_index("sittings_open", "sittings", ["assembly", "body", "ended_at"])
    op.create_table(
        "attendance",
        _of_sitting(primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("came_at", sa.BigInteger, nullable=False),
        sa.Column("left_at", sa.BigInteger),
    )
    op.create_index("attendance_by_member", "attendance", ["member"])
    op.create_table(
        "agenda_items",
        _key(),
        _of_assembly(),
        sa.Column("body", RowId, nullable=False),
        sa.Column("sitting", RowId, sa.ForeignKey("sittings.id", ondelete="CASCADE")),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("lasts", sa.BigInteger, nullable=False),
        sa.Column("standing", sa.String(8), nullable=False),
        sa.Column("motion", sa.Integer),
        sa.Column("presenter", RowId),
        sa.Column("proposer", RowId),
        sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("until", sa.BigInteger),
        sa.Column("closed_at", sa.BigInteger),
    )
    op.create_index("agenda_items_by_body", "agenda_items", ["assembly", "body", "sitting", "place"])
    op.create_table(
        "seats",
        _key(),
        _of_sitting(),
        sa.Column("seat", sa.String(12), nullable=False),
        sa.Column("member", RowId),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger),
        sa.CheckConstraint(
            "seat IN ('facilitator', 'note-taker', 'timekeeper', 'stack-taker')", name="seats_seat"
        ),
    )
    op.create_index("seats_by_sitting", "seats", ["sitting"])
    op.create_index("seats_by_member", "seats", ["member"])
    op.create_table(
        "shows_of_hands",
        _key(),
        _of_sitting(),
        sa.Column("about", sa.String(12), nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("item", RowId, nullable=False, server_default="0"),
        sa.Column("closes_at", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.Boolean),
        sa.CheckConstraint("about IN ('extend', 'facilitator')", name="shows_about"),
    )
    op.create_index("shows_by_sitting", "shows_of_hands", ["sitting"])
    op.create_table(
        "shown_hands",
        sa.Column("show", RowId, sa.ForeignKey("shows_of_hands.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("is_for", sa.Boolean, nullable=False),
    )
    op.create_table(
        "seat_requests", _of_sitting(primary_key=True), sa.Column("member", RowId, primary_key=True)
    )
    op.create_table(
        "minute_lines",
        _key(),
        _of_sitting(),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("subject", RowId, nullable=False),
        sa.Column("member", RowId),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("minute_lines_by_sitting", "minute_lines", ["sitting"])
    op.create_table(
        "minute_names",
        sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
    )
