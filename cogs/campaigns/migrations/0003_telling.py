"""Messages that were sent, models with who adopted them, and who may fetch what was stated."""

import sqlalchemy as sa
from alembic import op

from storage import dialect
from storage.dialect import RowId

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "campaign_fetches",
        _of("campaign", "campaigns", primary_key=True),
        sa.Column("member", RowId, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "campaign_sent",
        _of("campaign", "campaigns", primary_key=True),
        sa.Column("person", RowId, primary_key=True),
        sqlite_with_rowid=False,
    )
    is_named = sa.text("called <> ''")
    op.create_index(
        "signed_as_called",
        "signed_as",
        ["campaign", "called", "person"],
        sqlite_where=is_named,
        postgresql_where=is_named,
    )
    for when, row, sign in (("INSERT", "NEW", 1), ("DELETE", "OLD", -1)):
        counted = _COUNT.format(row=row, sign=sign)
        dialect.add_trigger(op, f"campaign_sent_{when.lower()}", "campaign_sent", when, [counted])
    _models()


# WHERE true, because SQLite would take the conflict for part of a join without it.
_COUNT = (
    "INSERT INTO signature_counts (campaign, kind, term, n, vouched) "
    "SELECT {row}.campaign, 'sent', 0, {sign}, 0 WHERE true "
    "ON CONFLICT (campaign, kind, term) DO UPDATE SET n = signature_counts.n + excluded.n"
)


def _models() -> None:
    op.create_table(
        "campaign_models",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _of("assembly", "assemblies"),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("locale", sa.String(24), nullable=False),
        sa.Column("publisher", RowId),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("campaign_models_by_assembly", "campaign_models", ["assembly"])
    op.create_table(
        "campaign_moves",
        _of("assembly", "assemblies", primary_key=True),
        sa.Column("motion", RowId, primary_key=True),
        _of("model", "campaign_models"),
    )
    op.create_table(
        "campaign_adoptions",
        _of("model", "campaign_models", primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("body", sa.String(120), nullable=False),
        sa.Column("town", sa.String(60), nullable=False),
        sa.Column("ayes", sa.Integer, nullable=False),
        sa.Column("noes", sa.Integer, nullable=False),
        sa.Column("proof", sa.String(300), nullable=False),
        sa.Column("reporter", RowId),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
    )


def _of(name: str, table: str, primary_key: bool = False) -> sa.Column[int]:
    there = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, RowId, there, primary_key=primary_key, nullable=False)
