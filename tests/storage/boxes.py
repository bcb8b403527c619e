"""What tests of boxes share, of ballots and of papers alike: the assembly they are in, and secret votes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa

from bot.ballots import OWNER
from bot.ballots.receipt import Receipt
from bot.ballots.secret import Came
from bot.ballots.secret_store import SecretBoxes
from storage.assemblies import Assemblies
from storage.database import Database
from storage.dialect import is_sqlite
from storage.migrate import CORE, migrate
from tests.storage.conftest import NOW

PLACE = ("discord", "100")
T = TypeVar("T")


async def founded(db: Database) -> None:
    """The tables of boxes, and assembly 1."""
    await migrate(db, [CORE, OWNER])
    async with db.transaction():
        await Assemblies(db).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)


async def cast(secret: SecretBoxes[T], box: int, given: Mapping[int, T]) -> dict[int, Receipt]:
    """Takes votes into a secret box, all at once; the receipt of each member."""
    receipts = {member: Receipt.fresh() for member in given}

    def drain(connection: sa.Connection) -> set[Came]:
        held = secret.read_box(connection, box)
        came = {held.cast(member, receipts[member].hash, vote) for member, vote in given.items()}
        secret.write_anew(connection, box, held)
        return came

    assert await secret.db.batch(drain) == {Came.IN}
    assert await secret.db.fold_in(5.0, ("voted", secret.said.table.name))
    return receipts


async def overwritten(db: Database, tables: Iterable[str]) -> int:
    """What is left of it: bytes of SQLite's write-ahead file, or dead rows of PostgreSQL's tables."""
    if is_sqlite(db.url):
        return Path(f"{sa.make_url(db.url).database}-wal").stat().st_size
    async with db.reading() as connection:
        await connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pgstattuple"))
        sql = sa.text("SELECT dead_tuple_count FROM pgstattuple(:table)")
        return sum([(await connection.execute(sql, {"table": one})).scalar_one() for one in tables])
