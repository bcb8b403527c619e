"""Rows in pages: as many as a query finds never take more memory than one page of them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Sequence
from typing import Any

import sqlalchemy as sa

from storage.database import Database
from storage.onehop import OneHopConnection


async def pages(db: Database, query: sa.Select[Any], size: int) -> AsyncIterator[Sequence[Sequence[Any]]]:
    """The rows of a query in the reading that is open, as the database holds them: all of one moment."""
    connection = db.here
    raw = (await connection.get_raw_connection()).driver_connection
    if not isinstance(raw, OneHopConnection):
        rows = await connection.stream(query.execution_options(yield_per=size))
        async for page in rows.partitions():
            yield page
        return
    await connection.execute(sa.text("SELECT 1"))  # begins the reading, where nothing has been read yet
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    cursor = await raw.over(lambda native: native.execute(str(compiled)))
    try:
        while page := await raw.over(lambda _native: _next(cursor, size)):
            yield page
    finally:
        await raw.over(lambda _native: cursor.close())


def _next(cursor: sqlite3.Cursor, size: int) -> Sequence[Sequence[Any]]:
    return cursor.fetchmany(size)
