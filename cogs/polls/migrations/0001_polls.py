"""Polls and elections: what is asked, what can be chosen, who was put up, and what a count is checked by."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    _polls()
    _papers()


def _of_poll() -> sa.Column[int]:
    return sa.Column("poll", RowId, sa.ForeignKey("polls.id", ondelete="CASCADE"), primary_key=True)


def _polls() -> None:
    assembly = sa.ForeignKey("assemblies.id", ondelete="CASCADE")
    op.create_table(
        "polls",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("assembly", RowId, assembly, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("asker", RowId),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("votes", sa.String(12), nullable=False),
        sa.Column("locale", sa.String(24), nullable=False),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("closes_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("box", RowId),
        sa.Column("bloc", RowId),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.Column("unnamed", sa.Boolean, nullable=False),
        sa.Column("seats", sa.Integer, nullable=False),
        sa.Column("method", sa.String(10)),
        sa.Column("nominations_until", sa.BigInteger),
        sa.Column("voting_for", sa.BigInteger, nullable=False),
        sa.Column("seed", sa.String(64), nullable=False),
        sa.Column("stands_open", sa.Boolean, nullable=False),
        sa.Column("office", sa.String(10)),
        sa.Column("follows", sa.Integer),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("reminded_at", sa.BigInteger),
        sa.CheckConstraint(
            "kind IN ('single', 'several', 'approval', 'ranked', 'yes-no', 'when', 'election')",
            name="polls_kind",
        ),
        sa.CheckConstraint(
            "state IN ('nominating', 'short', 'open', 'closing', 'ended', 'dropped')", name="polls_state"
        ),
        sa.CheckConstraint("votes IN ('open', 'open-at-end', 'secret')", name="polls_votes"),
        sa.CheckConstraint(
            "method IN ('stv', 'irv', 'schulze', 'approval', 'plurality')", name="polls_method"
        ),
        sa.CheckConstraint("office IN ('delegates', 'stewards')", name="polls_office"),
        sa.UniqueConstraint("assembly", "number", name="polls_number"),
    )
    op.create_index("polls_closing", "polls", ["state", "closes_at"])
    op.create_index("polls_nominating", "polls", ["state", "nominations_until"])
    op.create_index("polls_by_box", "polls", ["box"])


def _papers() -> None:
    op.create_table(
        "poll_options",
        _of_poll(),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("text", sa.String(80), nullable=False),
        sa.Column("at", sa.BigInteger),
        sa.Column("member", RowId),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("reopens", sa.Boolean, nullable=False),
        sa.Column("called", sa.Boolean, nullable=False),
    )
    op.create_table(
        "poll_nominations",
        _of_poll(),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("by", RowId),
        sa.Column("called", sa.String(80), nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'standing', 'declined', 'withdrawn')", name="poll_nominations_state"
        ),
    )
    op.create_table(
        "poll_seals",
        _of_poll(),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.Column("link", sa.Integer, nullable=False),
    )
