"""An aiosqlite connection that crosses to its thread once a statement.

aiosqlite hops to its thread to open a cursor, to execute, to fetch and to close; the hop costs more than
the SQL. Here a statement and all its rows come back in one, and a whole function can run over there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

import aiosqlite
from aiosqlite.core import _connection_worker_thread

T = TypeVar("T")
_Outcome = tuple[list[Any], Any, int, int | None]


def _run(raw: sqlite3.Connection, many: bool, sql: str, parameters: Any) -> _Outcome:
    cursor = raw.executemany(sql, parameters) if many else raw.execute(sql, parameters)
    rows = cursor.fetchall() if cursor.description else []
    return rows, cursor.description, cursor.rowcount, cursor.lastrowid


def _begun(opening: str, function: Callable[[sqlite3.Connection], T]) -> Callable[[sqlite3.Connection], T]:
    def begin(raw: sqlite3.Connection) -> T:
        raw.execute(opening)
        return function(raw)

    return begin


class OneHopCursor:
    """Stands where SQLAlchemy expects an aiosqlite cursor; its rows are here once execute returns."""

    def __init__(self, connection: OneHopConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> OneHopCursor:
        return self

    async def close(self) -> None:
        self._rows = []

    async def execute(self, sql: str, parameters: Any = ()) -> OneHopCursor:
        return await self._over(False, sql, parameters)

    async def executemany(self, sql: str, parameters: Sequence[Any]) -> OneHopCursor:
        return await self._over(True, sql, parameters)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def _over(self, many: bool, sql: str, parameters: Any) -> OneHopCursor:
        outcome = await self._connection.over(lambda raw: _run(raw, many, sql, parameters))
        self._rows, self.description, self.rowcount, self.lastrowid = outcome
        return self


class OneHopConnection(aiosqlite.Connection):
    """Runs whole functions on the database's thread."""

    _opening = ""
    only_reads = False

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def begins(self, statement: str) -> None:
        """Has a transaction begin with what is done next, in the same hop."""
        self._opening = statement

    async def commit(self) -> None:
        if not self._never_began():
            await super().commit()

    async def rollback(self) -> None:
        """Ends a transaction; nobody waits for the end of one that has only read, as nothing hangs on it."""
        if self._never_began():
            return
        if self.only_reads:
            self._tx.put_nowait((None, self._conn.rollback))
        else:
            await super().rollback()
        self._opening = ""

    def _never_began(self) -> bool:
        """Whether nothing was done in the transaction that is ending."""
        opening, self._opening = self._opening, ""
        return bool(opening)

    def cursor(self) -> OneHopCursor:  # type: ignore[override]
        return OneHopCursor(self)

    async def over(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """What function returns for the raw connection, run on its thread."""
        opening, self._opening = self._opening, ""
        if opening:
            function = _begun(opening, function)
        try:
            result: T = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]
        except sqlite3.OperationalError:
            if opening and not self.in_transaction:
                self._opening = opening  # else what comes next would stand at once, outside any transaction
            raise
        return result


def _work(asked: SimpleQueue[Any]) -> None:
    """Does on its thread what a connection is asked for, to the end.

    Where the loop is gone nobody waits for an answer: a program that ends in the midst of a statement is no
    error, and what else was asked, such as to close the file, is done all the same.
    """
    while True:
        try:
            _connection_worker_thread(asked)
        except RuntimeError:
            if not asked.empty():
                continue
        return


def connect(path: str, first: Sequence[str] = (), **options: Any) -> OneHopConnection:
    """A connection that is opened when it is awaited, and says these statements first; its thread ends with
    the program."""

    def opened() -> sqlite3.Connection:
        raw: sqlite3.Connection = sqlite3.connect(path, **options)
        for statement in first:
            raw.execute(statement)
        return raw

    connection = OneHopConnection(opened, 64)
    connection._thread = Thread(target=_work, args=(connection._tx,), daemon=True)
    return connection
