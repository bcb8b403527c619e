"""Seats that became vacant: who is asked whether they would take them, and who follows."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "poll_vacancies",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        sa.Column("poll", RowId, sa.ForeignKey("polls.id", ondelete="CASCADE"), nullable=False),
        sa.Column("seat_of", sa.Integer, nullable=False),
        sa.Column("leaves", sa.Integer, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("standing", sa.String(160), nullable=False),
        sa.Column("follows", sa.Integer),
        sa.Column("link", sa.Integer, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("refused", sa.Text),
        sa.Column("again", sa.Integer, nullable=False),
    )
    op.create_index("poll_vacancies_by_poll", "poll_vacancies", ["poll"])
    op.create_index("poll_vacancies_until", "poll_vacancies", ["ended_at", "until"])
    vacancy = sa.ForeignKey("poll_vacancies.id", ondelete="CASCADE")
    op.create_table(
        "poll_vacancy_answers",
        sa.Column("vacancy", RowId, vacancy, primary_key=True),
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("takes", sa.Boolean),
    )
