"""Migrations: forward only, one line of versions an owner (core, ballots, then each cog).

What a database has is read from schema_versions, so that Alembic is imported only when there is something
to do. A higher number than on disk is a newer database and is refused; an unknown owner is a cog that
sleeps and is left alone.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialect
from storage.database import Database

_ENV = Path(__file__).parent / "alembic"
_VERSIONS = sa.Table(
    "schema_versions",
    sa.MetaData(),
    sa.Column("owner", sa.String(40), primary_key=True),
    sa.Column("revision", sa.Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose migrations they are, and the folder of files 0001_name.py that they lie in."""

    name: str
    folder: Path

    def latest(self) -> int:
        return max((int(f.name[:4]) for f in self.folder.glob("[0-9]" * 4 + "_*.py")), default=0)


class NewerDatabase(Exception):
    """The database was written by a newer Folkmoot than this one."""

    def __init__(self, owner: str, has: int, knows: int) -> None:
        super().__init__(
            f"The database is newer than this program ({owner} is at {has}, the program knows {knows}). "
            "Start the version that wrote it, or restore a backup."
        )


CORE = Owner("core", Path(__file__).parent / "migrations")


async def migrate(database: Database, owners: list[Owner]) -> list[str]:
    """Brings each owner up to its newest file, in order, after a copy was made; what was done, in words."""
    async with database.reading() as connection:
        has = await _has(connection)
    behind = []
    for owner in owners:
        latest, present = owner.latest(), has.get(owner.name, 0)
        if present > latest:
            raise NewerDatabase(owner.name, present, latest)
        if present < latest:
            behind.append((owner, present, latest))
    if behind and has:
        _copy(database.url)
    for owner, _present, latest in behind:
        async with database.transaction() as connection:
            await connection.run_sync(_upgrade, owner)
            await connection.run_sync(_note, owner.name, latest)
    return [f"{owner.name}: {present} to {latest}" for owner, present, latest in behind]


async def _has(connection: AsyncConnection) -> dict[str, int]:
    there = await connection.run_sync(lambda c: sa.inspect(c).has_table("schema_versions"))
    if not there:
        return {}
    rows = await connection.execute(sa.select(_VERSIONS.c.owner, _VERSIONS.c.revision))
    return {row.owner: row.revision for row in rows}


def _upgrade(connection: Connection, owner: Owner) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_ENV))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(owner.folder))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = f"alembic_{owner.name}"
    command.upgrade(config, "head")


def _note(connection: Connection, owner: str, revision: int) -> None:
    _VERSIONS.create(connection, checkfirst=True)
    insert: Any = dialect.insert(_VERSIONS, connection).values(owner=owner, revision=revision)
    connection.execute(insert.on_conflict_do_update(index_elements=["owner"], set_={"revision": revision}))


def _copy(url: str) -> None:
    """Keeps the file as it was; the writer is idle here, so the WAL is folded in first."""
    if not dialect.is_sqlite(url):
        return
    path = Path(dialect.sqlite_path(url))
    import sqlite3

    with sqlite3.connect(path) as native:
        native.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    native.close()
    kept = path.with_name(path.name + ".before-migration")
    shutil.copyfile(path, kept)
    kept.chmod(0o600)
