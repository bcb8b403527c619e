"""Until when each network was heard: the start of a gap, after a restart."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage import dialect
from storage.database import Database
from storage.schema import networks


class Networks:
    """One row a network."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def seen(self, network: str) -> datetime | None:
        query = sa.select(networks.c.seen_at).where(networks.c.network == network)
        return (await self.db.here.execute(query)).scalar_one_or_none()

    async def note(self, network: str, at: datetime) -> None:
        insert: Any = dialect.insert(networks, self.db.here).values(network=network, seen_at=at)
        await self.db.here.execute(
            insert.on_conflict_do_update(index_elements=["network"], set_={"seen_at": at})
        )
