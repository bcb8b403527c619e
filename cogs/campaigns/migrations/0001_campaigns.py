"""Campaigns with the versions of their words, and signatures with counters that triggers keep."""

import sqlalchemy as sa
from alembic import op

from storage import dialect
from storage.dialect import RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    _campaigns()
    _signatures()
    _counters()


def _of_assembly() -> sa.Column[int]:
    return sa.Column("assembly", RowId, sa.ForeignKey("assemblies.id", ondelete="CASCADE"), nullable=False)


def _of_campaign() -> sa.Column[int]:
    return sa.Column("campaign", RowId, sa.ForeignKey("campaigns.id", ondelete="CASCADE"), primary_key=True)


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _of_assembly(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("goal", sa.Integer, nullable=False),
        sa.Column("locale", sa.String(24), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("addressee", sa.String(200), nullable=False),
        sa.Column("symbol", sa.String(16), nullable=False),
        sa.Column("starter", RowId),
        sa.Column("bloc", RowId),
        sa.Column("workplace", RowId),
        sa.Column("motion", sa.Integer),
        sa.Column("sponsors_needed", sa.Integer, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("opened_at", sa.BigInteger),
        sa.Column("closes_at", sa.BigInteger),
        sa.Column("met_at", sa.BigInteger),
        sa.Column("ended_at", sa.BigInteger),
        sa.Column("outcome", sa.String(8)),
        sa.Column("news", sa.Text, nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("together_at", sa.Integer, nullable=False),
        sa.Column("asked_at", sa.BigInteger),
        sa.Column("shown_at", sa.BigInteger),
        sa.Column("asked_version", sa.Integer, nullable=False),
        sa.Column("milestone", sa.Integer, nullable=False),
        sa.Column("milestone_at", sa.BigInteger),
        sa.Column("network", sa.String(16), nullable=False),
        sa.Column("room", sa.String(255), nullable=False),
        sa.CheckConstraint("kind IN ('letter', 'pledge')", name="campaigns_kind"),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'met', 'ended', 'archived')", name="campaigns_state"
        ),
        sa.CheckConstraint("outcome IN ('won', 'lost', 'partly')", name="campaigns_outcome"),
        sa.UniqueConstraint("assembly", "number", name="campaigns_number"),
        sa.UniqueConstraint("assembly", "name", name="campaigns_name"),
    )
    op.create_index("campaigns_by_state", "campaigns", ["assembly", "state"])
    op.create_table(
        "campaign_versions",
        _of_campaign(),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table("campaign_sponsors", _of_campaign(), sa.Column("member", RowId, primary_key=True))
    op.create_table(
        "campaign_organisations",
        _of_campaign(),
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("launches", sa.Boolean, nullable=False),
        sa.Column("bloc", RowId),
        sa.Column("confirmed_at", sa.BigInteger),
    )


def _signatures() -> None:
    op.create_table(
        "campaign_terms",
        sa.Column("id", RowId, primary_key=True, autoincrement=True),
        _of_assembly(),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("folded", sa.String(60), nullable=False),
        sa.Column("said", sa.String(60), nullable=False),
        sa.Column("merged_into", RowId),
        sa.CheckConstraint(
            "kind IN ('trade', 'workplace', 'association', 'country', 'language')", name="campaign_terms_kind"
        ),
        sa.UniqueConstraint("assembly", "kind", "folded", name="campaign_terms_one"),
    )
    op.create_table(
        "signatures",
        _of_campaign(),
        sa.Column("person", RowId, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("trade", RowId),
        sa.Column("bloc", RowId),
        sa.Column("language", RowId),
        sa.Column("country", RowId),
        sa.Column("standing", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("marks", sa.Integer, nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.CheckConstraint("standing IN (0, 1, 2)", name="signatures_standing"),
        sa.CheckConstraint("shown IN (0, 1, 2)", name="signatures_shown"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signed_as",
        _of_campaign(),
        sa.Column("person", RowId, primary_key=True),
        sa.Column("workplace", RowId),
        sa.Column("association", RowId),
        sa.Column("called", sa.String(60), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "signature_counts",
        _of_campaign(),
        sa.Column("kind", sa.String(10), primary_key=True),
        sa.Column("term", RowId, primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("vouched", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_breakdowns",
        _of_campaign(),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


# What is counted, and which key it has. A missing trade or language counts as 0: rows add up to the total.
_KEYS = {
    "all": "0",
    "trade": "coalesce({row}.trade, 0)",
    "bloc": "coalesce({row}.bloc, 0)",
    "language": "coalesce({row}.language, 0)",
    "country": "coalesce({row}.country, 0)",
    "version": "{row}.version",
    "day": "{row}.hour / 24",
    "shown": "{row}.shown + ({row}.marks & 2) * 2",
}
_ADD = (
    "INSERT INTO signature_counts (campaign, kind, term, n, vouched) {rows} "
    "ON CONFLICT (campaign, kind, term) DO UPDATE SET "
    "n = signature_counts.n + excluded.n, vouched = signature_counts.vouched + excluded.vouched"
)


def _counters() -> None:
    for when, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), ("UPDATE", ("OLD", "NEW"))):
        body = [statement for row in rows for statement in _counted(row, -1 if row == "OLD" else 1)]
        dialect.add_trigger(op, f"signatures_{when.lower()}", "signatures", when, body)


def _counted(row: str, sign: int) -> list[str]:
    """Every breakdown of confirmed ones in one statement; standings, and new accounts by hour, in another."""
    confirmed = " UNION ALL ".join(
        f"SELECT {row}.campaign, '{kind}', {key.format(row=row)}, {sign}, "
        f"CASE WHEN {row}.bloc IS NULL THEN 0 ELSE {sign} END WHERE {row}.standing = 1"
        for kind, key in _KEYS.items()
    )
    standing = (
        f"SELECT {row}.campaign, 'standing', {row}.standing, {sign}, 0 WHERE true UNION ALL "
        f"SELECT {row}.campaign, 'new', {row}.hour, {sign}, 0 WHERE {row}.marks & 4 <> 0"
    )
    return [_ADD.format(rows=confirmed), _ADD.format(rows=standing)]
