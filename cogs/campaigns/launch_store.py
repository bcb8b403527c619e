"""Organisations that launch a campaign, each confirmed by a bloc that speaks for it, or not."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cogs.campaigns.schema import organisations
from storage.database import Database

_O = organisations.c


class Launches:
    """One row an organisation; who named it is not kept."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def of(self, campaign: int) -> list[tuple[str, int | None]]:
        """Those that launch a campaign by name, each with the bloc that confirmed it."""
        query = sa.select(_O.name, _O.bloc, _O.confirmed_at).where(_O.campaign == campaign, _O.launches)
        rows = await self.db.here.execute(query.order_by(_O.name))
        return [(row.name, row.bloc if row.confirmed_at is not None else None) for row in rows]

    async def put(self, campaign: int, name: str) -> None:
        """Names one; where it has signed, whoever confirmed that stays."""
        change = sa.update(organisations).where(_own(campaign, name)).values(launches=True)
        if not (await self.db.here.execute(change)).rowcount:
            values = {"campaign": campaign, "name": name, "launches": True}
            await self.db.here.execute(sa.insert(organisations).values(**values))

    async def confirm(self, campaign: int, name: str, bloc: int, at: datetime) -> None:
        """Has a bloc stand for it."""
        change = sa.update(organisations).where(_own(campaign, name))
        await self.db.here.execute(change.values(bloc=bloc, confirmed_at=at))

    async def remove(self, campaign: int, name: str) -> None:
        await self.db.here.execute(sa.delete(organisations).where(_own(campaign, name), _O.launches))


def _own(campaign: int, name: str) -> sa.ColumnElement[bool]:
    return sa.and_(_O.campaign == campaign, _O.name == name)
