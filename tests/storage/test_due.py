"""Small questions of when something is due, asked all at once."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from storage.assemblies import Assemblies
from storage.database import Database
from storage.due import Glance, earliest, present
from storage.schema import assemblies
from tests.storage.conftest import NOW

TABLE = ("terminal", "table")
HOUR = timedelta(hours=1)
LOTS = (
    (earliest(assemblies.c.erase_at),),
    (),
    (earliest(assemblies.c.erase_at, after=HOUR), earliest(assemblies.c.founded_at, after=-HOUR)),
    (present(assemblies.c.erase_at.is_not(None)),),
)


async def test_nothing_is_there_and_nothing_is_due(db: Database) -> None:
    assert await Glance(LOTS).at(db) == [None, None, None, None]
    assert await Glance([(), ()]).at(db) == [None, None]


async def test_of_each_lot_the_soonest(db: Database) -> None:
    async with db.transaction() as connection:
        await Assemblies(db).found("Depot", "en", "UTC", timedelta(), TABLE, TABLE, NOW)
        await connection.execute(sa.update(assemblies).values(erase_at=NOW + 3 * HOUR))
    erased, asked, soonest, there = await Glance(LOTS).at(db)
    assert (erased, asked, soonest) == (NOW + 3 * HOUR, None, NOW - HOUR)
    assert there is not None
    assert there < NOW
