"""The tables of seats that became vacant, beside those of polls and elections."""

from __future__ import annotations

import sqlalchemy as sa

from cogs.polls.schema import poll_tables
from storage.dialect import Instant, RowId

vacancies = sa.Table(
    "poll_vacancies",
    poll_tables,
    sa.Column("id", RowId, primary_key=True, autoincrement=True),
    sa.Column("poll", RowId, sa.ForeignKey("polls.id", ondelete="CASCADE"), nullable=False),
    sa.Column("seat_of", sa.Integer, nullable=False),
    sa.Column("leaves", sa.Integer, nullable=False),
    sa.Column("until", Instant, nullable=False),
    sa.Column("ended_at", Instant),
    sa.Column("standing", sa.String(160), nullable=False),
    sa.Column("follows", sa.Integer),
    sa.Column("link", sa.Integer, nullable=False),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("refused", sa.Text),
    sa.Column("again", sa.Integer, nullable=False),
    sa.Index("poll_vacancies_by_poll", "poll"),
    sa.Index("poll_vacancies_until", "ended_at", "until"),
)

# Who is asked whether they would take the seat, by their number on the paper, and what they said.
answers = sa.Table(
    "poll_vacancy_answers",
    poll_tables,
    sa.Column("vacancy", RowId, sa.ForeignKey("poll_vacancies.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("n", sa.Integer, primary_key=True),
    sa.Column("takes", sa.Boolean),
)
