"""The tables of events in networks' own calendars."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core, key, of_assembly

# Events in a network's own calendar: what each is to be is asked of its cog. date is what it stands for; an
# empty address says that another hand took it down.
occasions = sa.Table(
    "occasions",
    core,
    key(),
    of_assembly(),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", RowId, nullable=False),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("place", sa.String(255), nullable=False, server_default=""),
    sa.Column("address", sa.String(255)),
    sa.Column("date", RowId),
    sa.Column("ends_at", Instant),
    sa.Column("stale", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("lacks", sa.String(200), nullable=False, server_default=""),
    sa.Column("orders", sa.Integer, nullable=False, server_default="0"),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due_at", Instant),
    sa.Column("tried_at", Instant),
    sa.UniqueConstraint("assembly", "kind", "subject", "network", name="occasions_one"),
    sa.Index("occasions_due", "network", "due_at"),
    sa.Index("occasions_by_address", "network", "address"),
)

# Whose interest in an event has been counted, so that only what changes counts again.
interested = sa.Table(
    "interested",
    core,
    sa.Column("occasion", RowId, sa.ForeignKey("occasions.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("account", RowId, sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    sa.Index("interested_by_account", "account"),
)
