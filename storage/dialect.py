"""The only file that knows one database from another."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection, CursorResult, Dialect, Engine

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

BUSY_TIMEOUT = "PRAGMA busy_timeout=5000"
SYNCHRONOUS = "PRAGMA synchronous=FULL"
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    SYNCHRONOUS,
    "PRAGMA foreign_keys=ON",
    BUSY_TIMEOUT,
    "PRAGMA wal_autocheckpoint=8000",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)


def micros(at: datetime) -> int:
    """An instant as integer microseconds since 1970, UTC."""
    return (at - EPOCH) // _MICROSECOND


def instant(value: int) -> datetime:
    """The instant of integer microseconds since 1970, UTC."""
    return EPOCH + timedelta(microseconds=value)


class Instant(sa.types.TypeDecorator[datetime]):
    """Stores an aware datetime as integer microseconds UTC."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else instant(value)


class Span(sa.types.TypeDecorator[timedelta]):
    """Stores a length of time as whole seconds."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else timedelta(seconds=value)


# SQLite counts rows by themselves only for INTEGER keys; PostgreSQL wants BIGINT.
RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


_DIALECTS: dict[type[Dialect], Dialect] = {}
_STATEMENTS: sa.util.LRUCache[Any, Any] = sa.util.LRUCache(2000)


def share_statements(engine: Engine) -> None:
    """Has all engines of one kind in this process compile each statement once between them.

    SQLAlchemy keeps what it compiled for each engine and its dialect; a writer and its readers have one each.
    """
    engine.dialect = _DIALECTS.setdefault(type(engine.dialect), engine.dialect)
    engine.update_execution_options(compiled_cache=_STATEMENTS)


def insert(table: sa.Table, connection: Any) -> Any:
    """An INSERT that can say ON CONFLICT on the database of this connection."""
    if connection.dialect.name != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # takes long to import, and few have it

    return postgresql.insert(table)


@lru_cache(maxsize=256)
def _numbered(sql: str) -> str:
    pieces = sql.split("?")
    return "".join(f"{piece}${n}" for n, piece in enumerate(pieces[:-1], 1)) + pieces[-1]


def fixed(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Runs a fixed string with ? for each row: the way for crowds, a fraction of the expression language."""
    if (native := _native(connection)) is not None:
        native.executemany(sql, rows)
    else:
        connection.exec_driver_sql(_numbered(sql) if _counts(connection) else sql, list(rows))


_AT_ONCE = (500, 100, 20, 5, 1)


def add(
    connection: Connection, head: str, rows: Sequence[tuple[Any, ...]], tail: str = "", value: str = "?"
) -> None:
    """Runs 'head VALUES rows tail' with many rows a statement.

    SQLite gives up the interpreter's lock for each statement it steps through, so a statement a row costs
    a crowd three times as much; few sizes keep the statements few enough to stay prepared.
    """
    done = 0
    for size in _AT_ONCE:
        while len(rows) - done >= size:
            some = rows[done : done + size]
            sql = _with_rows(head, tail, len(rows[0]), size, value)
            bare(connection, sql, tuple(chain.from_iterable(some)))
            done += size


def change(
    connection: Connection,
    table: str,
    keys: Sequence[str],
    values: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Sets whole numbers, or nothing, in many rows a statement: each row is the keys, then the values."""
    names = [*keys, *values]
    sets = ", ".join(f"{name} = new.column{names.index(name) + 1}" for name in values)
    where = " AND ".join(f"{table}.{name} = new.column{names.index(name) + 1}" for name in keys)
    add(connection, f"UPDATE {table} SET {sets} FROM (", rows, f") AS new WHERE {where}", _WHOLE_NUMBER)  # noqa: S608


_WHOLE_NUMBER = "CAST(? AS BIGINT)"  # PostgreSQL takes an untyped value in a list of rows for a text


@lru_cache(maxsize=256)
def _with_rows(head: str, tail: str, width: int, size: int, value: str) -> str:
    row = f"({', '.join([value] * width)})"
    return f"{head} VALUES {', '.join([row] * size)} {tail}"


def bare(connection: Connection, sql: str, row: tuple[Any, ...] = ()) -> None:
    """Runs a fixed string with ? once, for what it changes."""
    if (native := _native(connection)) is not None:
        native.execute(sql, row)
    else:
        connection.exec_driver_sql(_numbered(sql) if _counts(connection) else sql, row)


def fixed_one(connection: Connection, sql: str, row: tuple[Any, ...] = ()) -> CursorResult[Any]:
    """Runs a fixed string with ? once, for a result of SQLAlchemy's."""
    return connection.exec_driver_sql(_numbered(sql) if _counts(connection) else sql, row)


def found(connection: Connection, sql: str, row: tuple[Any, ...] = ()) -> Sequence[Any]:
    """Runs a fixed string with ? once, for plain rows."""
    if (native := _native(connection)) is not None:
        return native.execute(sql, row).fetchall()
    return fixed_one(connection, sql, row).all()


def _native(connection: Connection) -> sqlite3.Connection | None:
    """The plain connection below, where there is one on this thread: SQLAlchemy costs more than the SQL."""
    below = connection.connection.dbapi_connection
    return below if isinstance(below, sqlite3.Connection) else None


def _counts(connection: Connection) -> bool:
    """Whether the database numbers its parameters."""
    return connection.dialect.name == "postgresql"


def is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def sqlite_path(url: str) -> str:
    """The file of an sqlite URL: sqlite:///relative or sqlite:////absolute."""
    return url.split(":///", 1)[1]


def add_trigger(op: Any, name: str, table: str, when: str, body: Sequence[str]) -> None:
    """Makes a row trigger in a migration; body holds plain statements over OLD and NEW."""
    statements = " ".join(f"{s};" for s in body)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}_body() RETURNS trigger LANGUAGE plpgsql AS "
            f"$body$ BEGIN {statements} RETURN NULL; END $body$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_body()"
        )
    else:
        op.execute(f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW BEGIN {statements} END")
