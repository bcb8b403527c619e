"""What lies in the tables, for tests that look behind the answers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from bot.app import App


async def rows(app: App, query: sa.Select[*tuple[Any, ...]]) -> list[tuple[object, ...]]:
    async with app.db.reading() as connection:
        return [tuple(row) for row in await connection.execute(query)]
