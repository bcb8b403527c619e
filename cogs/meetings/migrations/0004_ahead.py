"""Items wait for the meeting they are meant for, and how many were at one at once is noted as they come."""

import sqlalchemy as sa
from alembic import op

from storage.dialect import RowId

revision = "0004"
down_revision = "0003"

MOST = """
UPDATE sittings SET most = forgotten + coalesce((
    SELECT max((
        SELECT count(*) FROM attendance b
        WHERE b.sitting = a.sitting AND b.came_at <= a.came_at
        AND (b.left_at IS NULL OR b.left_at > a.came_at)
    )) FROM attendance a WHERE a.sitting = sittings.id
), 0)
"""


def upgrade() -> None:
    op.add_column("agenda_items", sa.Column("call", RowId))
    op.add_column("sittings", sa.Column("most", sa.Integer, nullable=False, server_default="0"))
    op.execute(MOST)
    op.create_index("sittings_by_call", "sittings", ["call", "wall"])
