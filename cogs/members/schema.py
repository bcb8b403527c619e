"""The tables of this cog; members themselves belong to everyone and stand in storage."""

from __future__ import annotations

import sqlalchemy as sa

from storage.dialect import Instant, RowId
from storage.schema import core

member_tables = sa.MetaData()


def _assembly() -> sa.Column[int]:
    key = sa.ForeignKey(core.tables["assemblies"].c.id, ondelete="CASCADE")
    return sa.Column("assembly", RowId, key, primary_key=True)


def _member(name: str, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(core.tables["members"].c.id, ondelete="CASCADE")
    return sa.Column(name, RowId, key, nullable=False, primary_key=primary_key)


# Somebody who asks is a member off the roll; month of an opening is that of UTC, as 202606.
applicants = sa.Table(
    "applicants",
    member_tables,
    _assembly(),
    sa.Column("number", sa.Integer, primary_key=True),
    _member("member"),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("approval", sa.String(10), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'admitted')", name="applicants_state"),
    sa.CheckConstraint("approval IN ('none', 'asked', 'given')", name="applicants_approval"),
    sa.UniqueConstraint("member", name="applicants_one"),
    sa.Index("applicants_by_state", "state", "asked_at"),
)

vouches = sa.Table(
    "vouches",
    member_tables,
    _member("applicant", primary_key=True),
    _member("voucher", primary_key=True),
)

principles = sa.Table(
    "principles",
    member_tables,
    _assembly(),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

roll_openings = sa.Table(
    "roll_openings",
    member_tables,
    _assembly(),
    sa.Column("month", sa.Integer, primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
)

# What an assembly was offered as it grew, each once.
growth_offers = sa.Table(
    "growth_offers",
    member_tables,
    _assembly(),
    sa.Column("offer", sa.Integer, primary_key=True),
)

# How far a roll too large to be asked about at once was gone through; reached is 0 at the end of a round.
look_rounds = sa.Table(
    "look_rounds",
    member_tables,
    _assembly(),
    sa.Column("reached", RowId, nullable=False),
    sa.Column("began_at", Instant),
)
