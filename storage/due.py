"""When something may be due at the soonest: small questions, asked of the database all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage import dialect
from storage.database import Database

Soonest = sa.ScalarSelect[Any]
_MICROSECOND = timedelta(microseconds=1)
_LONG_AGO = sa.literal_column("0", dialect.Instant)


def earliest(column: Any, *where: Any, after: timedelta = timedelta()) -> Soonest:
    """The earliest instant of a column, or a span after it."""
    found = sa.func.min(column)
    if after:
        later = sa.type_coerce(found, sa.BigInteger) + after // _MICROSECOND
        return sa.select(sa.type_coerce(later, dialect.Instant)).where(*where).scalar_subquery()
    return sa.select(found).where(*where).scalar_subquery()


def present(*where: Any) -> Soonest:
    """Long ago where there is such a row, as that may be due whenever it is there."""
    return sa.select(_LONG_AGO).where(*where).limit(1).scalar_subquery()


class Glance:
    """One statement over several lots of questions: the soonest instant of each lot, or None."""

    def __init__(self, lots: Sequence[Sequence[Soonest]]) -> None:
        self._sizes = [len(lot) for lot in lots]
        self._statement = sa.select(*(one for lot in lots for one in lot))

    async def at(self, db: Database) -> list[datetime | None]:
        if not any(self._sizes):
            return [None for _ in self._sizes]
        async with db.reading() as connection:
            found = iter((await connection.execute(self._statement)).one())
        lots = [[next(found) for _ in range(size)] for size in self._sizes]
        return [min((at for at in lot if at is not None), default=None) for lot in lots]
