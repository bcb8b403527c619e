"""The tables of motions."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId, Span
from storage.schema import core

motion_tables = sa.MetaData()

motions = sa.Table(
    "motions",
    motion_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column(
        "assembly", RowId, sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE"), nullable=False
    ),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("mover", RowId),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("share", sa.String(20), nullable=False),
    sa.Column("base", sa.String(8), nullable=False),
    sa.Column("strict", sa.Boolean, nullable=False),
    sa.Column("way", sa.String(10), nullable=False, server_default="share"),
    sa.Column("quorum", sa.Integer, nullable=False),
    sa.Column("seconds", sa.Integer, nullable=False),
    sa.Column("closes_after", Span, nullable=False),
    sa.Column("closes_on", Instant),
    sa.Column("moved_at", Instant, nullable=False),
    sa.Column("lapses_at", Instant),
    sa.Column("opened_at", Instant),
    sa.Column("closes_at", Instant),
    sa.Column("closes_before", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("box", RowId),
    sa.Column("network", sa.String(16), nullable=False),
    sa.Column("room", sa.String(255), nullable=False),
    sa.Column("practice", sa.Boolean, nullable=False),
    sa.Column("reopened", sa.Boolean, nullable=False),
    sa.Column("unnamed", sa.Boolean, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("votes", sa.String(12), nullable=False, server_default="open"),
    sa.Column("quorum_share", sa.String(20)),
    sa.Column("size", sa.Integer, nullable=False, server_default="0"),
    sa.Column("extend_once", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("extended", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("debate_until", Instant),
    sa.Column("hour", sa.String(80)),
    sa.Column("accepted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("locale", sa.String(16), nullable=False, server_default=""),
    sa.Column("before", sa.String(12)),
    sa.Column("set_aside_for", sa.String(500), nullable=False, server_default=""),
    sa.Column("disputed_at", Instant),
    sa.Column("outcome", sa.Text, nullable=False, server_default=""),
    sa.Column("review_at", Instant),
    sa.Column("reminded_at", Instant),
    sa.Column("kept_open", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("restores", sa.Integer),
    sa.Column("restored_suggestion", RowId, nullable=False, server_default="0"),
    sa.Column("bloc", RowId),
    sa.Column("double", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("deed", sa.Text, nullable=False, server_default=""),
    sa.Column("origin", sa.Integer),
    sa.Column("unlisted", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("undone", sa.Text, nullable=False, server_default=""),
    sa.Column("sitting", sa.Integer),
    sa.CheckConstraint(
        "state IN ('moved', 'open', 'closing', 'carried', 'lost', 'inquorate', 'lapsed', 'withdrawn', "
        "'postponed', 'set-aside')",
        name="motions_state",
    ),
    sa.CheckConstraint("base IN ('cast', 'present', 'roll')", name="motions_base"),
    sa.UniqueConstraint("assembly", "number", name="motions_number"),
    sa.Index("motions_closing", "state", "closes_at"),
    sa.Index("motions_lapsing", "state", "lapses_at"),
)


def _of_motion() -> sa.Column[int]:
    return sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), primary_key=True)


seconders = sa.Table(
    "motion_seconders", motion_tables, _of_motion(), sa.Column("member", RowId, primary_key=True)
)
objectors = sa.Table(
    "motion_objectors", motion_tables, _of_motion(), sa.Column("member", RowId, primary_key=True)
)
suggestions = sa.Table(
    "motion_suggestions",
    motion_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), nullable=False),
    sa.Column("member", RowId),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("motion_suggestions_by_motion", "motion"),
)

# The hall: a tick says that a member votes there, and never what; the count is of all ticked together.
ticks = sa.Table("motion_ticks", motion_tables, _of_motion(), sa.Column("member", RowId, primary_key=True))
halls = sa.Table(
    "motion_halls",
    motion_tables,
    _of_motion(),
    sa.Column("ayes", sa.Integer, nullable=False),
    sa.Column("noes", sa.Integer, nullable=False),
    sa.Column("abstentions", sa.Integer, nullable=False),
    sa.Column("stand_asides", sa.Integer, nullable=False),
    sa.Column("blocks", sa.Integer, nullable=False),
)
tellers = sa.Table(
    "motion_tellers",
    motion_tables,
    _of_motion(),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("member", RowId),
    sa.Column("name", sa.String(80), nullable=False),
)

# The blocs whose own tallies a double majority asks for, and who was in each when voting opened.
motion_blocs = sa.Table(
    "motion_blocs",
    motion_tables,
    _of_motion(),
    sa.Column("bloc", RowId, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
)
motion_bloc_members = sa.Table(
    "motion_bloc_members",
    motion_tables,
    _of_motion(),
    sa.Column("bloc", RowId, primary_key=True),
    sa.Column("member", RowId, primary_key=True),
    sqlite_with_rowid=False,
)

# Conduct: reports to stewards, what two of them set aside, and who appeals. A suggestion is named beside the
# motion that it is about; 0 is the motion's own text.
reports = sa.Table(
    "text_reports",
    motion_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("motion", RowId, sa.ForeignKey("motions.id", ondelete="CASCADE"), nullable=False),
    sa.Column("suggestion", RowId, nullable=False),
    sa.Column("reporter", RowId, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.UniqueConstraint("motion", "suggestion", "reporter", name="text_reports_once"),
    sa.Index("text_reports_by_reporter", "reporter", "at"),
)
set_asides = sa.Table(
    "text_set_asides",
    motion_tables,
    _of_motion(),
    sa.Column("suggestion", RowId, primary_key=True),
    sa.Column("principle", sa.String(300), nullable=False),
    sa.Column("first", RowId),
    sa.Column("second", RowId),
    sa.Column("proposed_at", Instant, nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("restored_at", Instant),
)
appeals = sa.Table(
    "text_appeals",
    motion_tables,
    _of_motion(),
    sa.Column("suggestion", RowId, primary_key=True),
    sa.Column("member", RowId, primary_key=True),
)

# What is noted at the count, for checking: the salt of the marks under which voters stand in an export, whose
# ballots were of people who had left, and the links of the journal that hold the result and its dispute.
seals = sa.Table(
    "motion_seals",
    motion_tables,
    _of_motion(),
    sa.Column("salt", sa.LargeBinary(16), nullable=False),
    sa.Column("removed", sa.Text, nullable=False),
    sa.Column("link", sa.Integer, nullable=False),
    sa.Column("dispute_link", sa.Integer),
)
disputes = sa.Table(
    "motion_disputes",
    motion_tables,
    _of_motion(),
    sa.Column("member", RowId, primary_key=True),
    sa.Column("why", sa.String(300), nullable=False),
    sa.Column("at", Instant, nullable=False),
)

# What an amendment was held against: the words of its motion until it was decided.
bases = sa.Table(
    "amendment_bases",
    motion_tables,
    _of_motion(),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
