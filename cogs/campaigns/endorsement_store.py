"""Organisations that sign a letter, each through a bloc that speaks for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cogs.campaigns.rules.endorsement import Endorsement
from cogs.campaigns.schema import organisations
from storage.database import Database

_O = organisations.c


class Endorsements:
    """One row an organisation; who asked in its name is not kept."""

    def __init__(self, db: Database) -> None:
        self.db = db

    async def of(self, campaign: int) -> list[Endorsement]:
        """All that sign, or wait to be confirmed, by name."""
        own = sa.and_(_O.campaign == campaign, sa.not_(_O.launches))
        query = sa.select(_O.name, _O.bloc, _O.confirmed_at).where(own).order_by(_O.name)
        return [_endorsement(row) for row in await self.db.here.execute(query)]

    async def get(self, campaign: int, name: str) -> Endorsement | None:
        """One by name, also where it launches the campaign."""
        query = sa.select(_O.name, _O.bloc, _O.confirmed_at).where(_own(campaign, name))
        row = (await self.db.here.execute(query)).one_or_none()
        return _endorsement(row) if row is not None else None

    async def launches(self, campaign: int, name: str) -> bool:
        query = sa.select(_O.launches).where(_own(campaign, name))
        return bool((await self.db.here.execute(query)).scalar_one_or_none())

    async def put(self, campaign: int, name: str, bloc: int, confirmed_at: datetime | None) -> None:
        """Keeps that an organisation signs through a bloc, in place of what stood there."""
        await self.remove(campaign, name)
        values = {"campaign": campaign, "name": name, "launches": False, "bloc": bloc}
        await self.db.here.execute(sa.insert(organisations).values(**values, confirmed_at=confirmed_at))

    async def remove(self, campaign: int, name: str) -> None:
        own = sa.and_(_own(campaign, name), sa.not_(_O.launches))
        await self.db.here.execute(sa.delete(organisations).where(own))


def _own(campaign: int, name: str) -> sa.ColumnElement[bool]:
    return sa.and_(_O.campaign == campaign, _O.name == name)


def _endorsement(row: Any) -> Endorsement:
    return Endorsement(row.name, row.bloc, row.confirmed_at is not None)
