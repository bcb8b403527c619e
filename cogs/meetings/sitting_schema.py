"""The tables of meetings that are held: who is here, agenda, roles, shows of hands, lines of minutes."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId, Span
from storage.schema import core

sitting_tables = sa.MetaData()


def _key() -> sa.Column[int]:
    return sa.Column("id", RowId, primary_key=True, autoincrement=True)


def _of_assembly() -> sa.Column[int]:
    assembly = sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE")
    return sa.Column("assembly", RowId, assembly, nullable=False)


def _of_sitting(primary_key: bool = False) -> sa.Column[int]:
    sitting = sa.ForeignKey("sittings.id", ondelete="CASCADE")
    return sa.Column("sitting", RowId, sitting, nullable=False, primary_key=primary_key)


# body is the bloc, 0 for the assembly itself: of each only one meeting goes on at a time. call and wall name
# the date that it was called for. forgotten counts who was there and has been erased since, most how many
# were there at the same time.
sittings = sa.Table(
    "sittings",
    sitting_tables,
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
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("minutes", sa.String(10), nullable=False, server_default="draft"),
    sa.Column("approval", sa.Integer),
    sa.Column("approved_at", Instant),
    sa.Column("forgotten", sa.Integer, nullable=False, server_default="0"),
    sa.Column("most", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("rule IN ('simple', 'progressive')", name="sittings_rule"),
    sa.CheckConstraint("minutes IN ('draft', 'proposed', 'approved')", name="sittings_minutes"),
    sa.UniqueConstraint("assembly", "number", name="sittings_number"),
    sa.Index("sittings_open", "assembly", "body", "ended_at"),
    sa.Index("sittings_by_call", "call", "wall"),
)
attendance = sa.Table(
    "attendance",
    sitting_tables,
    _of_sitting(primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("came_at", Instant, nullable=False),
    sa.Column("left_at", Instant),
    sa.Index("attendance_by_member", "member"),
)

# What waits for a body's next meeting has no sitting yet; call is which one it waits for, where that is said.
# standing is that of the template, empty for others.
agenda_items = sa.Table(
    "agenda_items",
    sitting_tables,
    _key(),
    _of_assembly(),
    sa.Column("body", RowId, nullable=False),
    sa.Column("sitting", RowId, sa.ForeignKey("sittings.id", ondelete="CASCADE")),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("lasts", Span, nullable=False),
    sa.Column("standing", sa.String(8), nullable=False),
    sa.Column("motion", sa.Integer),
    sa.Column("presenter", RowId),
    sa.Column("proposer", RowId),
    sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("opened_at", Instant),
    sa.Column("until", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("call", RowId),
    sa.Index("agenda_items_by_body", "assembly", "body", "sitting", "place"),
)

# A role while it is held; the past ones say who has done it least.
seats = sa.Table(
    "seats",
    sitting_tables,
    _key(),
    _of_sitting(),
    sa.Column("seat", sa.String(12), nullable=False),
    sa.Column("member", RowId),
    sa.Column("since", Instant, nullable=False),
    sa.Column("until", Instant),
    sa.CheckConstraint(
        "seat IN ('facilitator', 'note-taker', 'timekeeper', 'stack-taker')", name="seats_seat"
    ),
    sa.Index("seats_by_sitting", "sitting"),
    sa.Index("seats_by_member", "member"),
)

# The room is asked, and hands are counted when the time is over; who wants another facilitator is a pair too.
shows = sa.Table(
    "shows_of_hands",
    sitting_tables,
    _key(),
    _of_sitting(),
    sa.Column("about", sa.String(12), nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("item", RowId, nullable=False, server_default="0"),
    sa.Column("closes_at", Instant, nullable=False),
    sa.Column("outcome", sa.Boolean),
    sa.CheckConstraint("about IN ('extend', 'facilitator')", name="shows_about"),
    sa.Index("shows_by_sitting", "sitting"),
)
shown_hands = sa.Table(
    "shown_hands",
    sitting_tables,
    sa.Column("show", RowId, sa.ForeignKey("shows_of_hands.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("is_for", sa.Boolean, nullable=False),
)
seat_requests = sa.Table(
    "seat_requests",
    sitting_tables,
    _of_sitting(primary_key=True),
    sa.Column("member", RowId, primary_key=True),
)

# What minutes are made of, in the order in which it happened; kind says what, subject its number.
minute_lines = sa.Table(
    "minute_lines",
    sitting_tables,
    _key(),
    _of_sitting(),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("subject", RowId, nullable=False),
    sa.Column("member", RowId),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("minute_lines_by_sitting", "sitting"),
)

# The name by which a member wants to stand in minutes; nobody else is named in them.
minute_names = sa.Table(
    "minute_names",
    sitting_tables,
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("name", sa.String(60), nullable=False),
)
