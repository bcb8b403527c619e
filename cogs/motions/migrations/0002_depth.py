"""Decisions in depth: kinds of votes, shares as quorum, debate, amendments, disputes, and what came of it."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"

_COLUMNS = (
    sa.Column("way", sa.String(10), nullable=False, server_default="share"),
    sa.Column("votes", sa.String(12), nullable=False, server_default="open"),
    sa.Column("quorum_share", sa.String(20)),
    sa.Column("size", sa.Integer, nullable=False, server_default="0"),
    sa.Column("extend_once", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("extended", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("debate_until", sa.BigInteger),
    sa.Column("hour", sa.String(80)),
    sa.Column("accepted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("locale", sa.String(16), nullable=False, server_default=""),
    sa.Column("before", sa.String(12)),
    sa.Column("set_aside_for", sa.String(500), nullable=False, server_default=""),
    sa.Column("disputed_at", sa.BigInteger),
    sa.Column("outcome", sa.Text, nullable=False, server_default=""),
    sa.Column("review_at", sa.BigInteger),
    sa.Column("reminded_at", sa.BigInteger),
    sa.Column("kept_open", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("restores", sa.Integer),
    sa.Column("restored_suggestion", RowId, nullable=False, server_default="0"),
)


def upgrade() -> None:
    for column in _COLUMNS:
        op.add_column("motions", column)
    _hall()
    _conduct()
    _checks()
    _amendments()


def _of_motion(primary_key: bool = True) -> sa.Column[int]:
    motion = sa.ForeignKey("motions.id", ondelete="CASCADE")
    return sa.Column("motion", RowId, motion, nullable=False, primary_key=primary_key)


def _hall() -> None:
    op.create_table("motion_ticks", _of_motion(), sa.Column("member", RowId, primary_key=True))
    counts = ("ayes", "noes", "abstentions", "stand_asides", "blocks")
    columns = [sa.Column(name, sa.Integer, nullable=False) for name in counts]
    op.create_table("motion_halls", _of_motion(), *columns)
    op.create_table(
        "motion_tellers",
        _of_motion(),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("member", RowId),
        sa.Column("name", sa.String(80), nullable=False),
    )


def _conduct() -> None:
    op.create_table(
        "text_reports",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _of_motion(primary_key=False),
        sa.Column("suggestion", RowId, nullable=False),
        sa.Column("reporter", RowId, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("motion", "suggestion", "reporter", name="text_reports_once"),
    )
    op.create_index("text_reports_by_reporter", "text_reports", ["reporter", "at"])
    op.create_table(
        "text_set_asides",
        _of_motion(),
        sa.Column("suggestion", RowId, primary_key=True),
        sa.Column("principle", sa.String(300), nullable=False),
        sa.Column("first", RowId),
        sa.Column("second", RowId),
        sa.Column("proposed_at", sa.BigInteger, nullable=False),
        sa.Column("done_at", sa.BigInteger),
        sa.Column("restored_at", sa.BigInteger),
    )
    op.create_table(
        "text_appeals",
        _of_motion(),
        sa.Column("suggestion", RowId, primary_key=True),
        sa.Column("member", RowId, primary_key=True),
    )


def _checks() -> None:
    op.create_table(
        "motion_seals",
        _of_motion(),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.Column("removed", sa.Text, nullable=False),
        sa.Column("link", sa.Integer, nullable=False),
        sa.Column("dispute_link", sa.Integer),
    )
    op.create_table(
        "motion_disputes",
        _of_motion(),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _amendments() -> None:
    op.create_table(
        "amendment_bases",
        _of_motion(),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
