"""The engines, and the one door through which every change goes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from storage import dialect
from storage.onehop import OneHopConnection, connect
from storage.readers import Readers

T = TypeVar("T")
_BETWEEN_TRIES = 0.01
_HERE: ContextVar[AsyncConnection | None] = ContextVar("connection", default=None)
_WRITES: ContextVar[list[Callable[[], None]] | None] = ContextVar("after_commit", default=None)


class OutsideTransaction(RuntimeError):
    """A store was used where neither a transaction nor a reading is open."""


class Database:
    """One writer, many readers. Stores take their connection from here and never open one."""

    def __init__(self, url: str, writer: AsyncEngine, readers: Readers) -> None:
        self.url = url
        self._writer = writer
        self._readers = readers
        self.changes = 0  # how often something was written, for those who ask whether to look again
        self._door = asyncio.Lock()
        self._raw: OneHopConnection | None = None
        self._over_there: Connection | None = None
        self._is_folded = False

    @classmethod
    async def open(cls, url: str) -> Database:
        """Opens the database of an SQLAlchemy URL: sqlite+aiosqlite:///FILE or postgresql+asyncpg://…"""
        if not dialect.is_sqlite(url):
            writer = create_async_engine(url, pool_size=1, max_overflow=0, hide_parameters=True)
            return cls(url, writer, Readers(create_async_engine(url, pool_size=4, hide_parameters=True), 4))
        path = Path(dialect.sqlite_path(url))
        _make_private(path)
        database = cls(url, _sqlite_engine(path, pool_size=1), Readers(_sqlite_engine(path, pool_size=3), 3))
        await database._settle()
        return database

    async def _settle(self) -> None:
        """Ties a plain connection to the writer's own thread, for batches in one hop.

        Not within a transaction: the plain connection begins with a ROLLBACK of its own.
        """
        async with self._writer.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
        if not isinstance(raw, OneHopConnection):
            raise TypeError(f"the writer is a {type(raw).__name__}")

        def tie(native: Any) -> Connection:
            engine = sa.create_engine(
                "sqlite://",
                creator=lambda: native,
                poolclass=StaticPool,
                pool_reset_on_return=None,
                isolation_level="AUTOCOMMIT",
                hide_parameters=True,
            )
            dialect.share_statements(engine)
            return engine.connect()

        self._over_there, self._raw = await raw.over(tie), raw

    async def _tied(self) -> OneHopConnection | None:
        """The writer's own connection; a statement that was cancelled takes it away, and there is another."""
        if self._raw is not None and not self._raw.is_open:
            await self._settle()
        return self._raw

    async def close(self) -> None:
        self._over_there = self._raw = None
        await self._writer.dispose()
        await self._readers.close()

    @property
    def here(self) -> AsyncConnection:
        """The connection of the transaction or reading that is open in this task."""
        connection = _HERE.get()
        if connection is None:
            raise OutsideTransaction("a store needs a transaction or a reading around it")
        return connection

    @property
    def is_writing(self) -> bool:
        return _WRITES.get() is not None

    def after_commit(self, act: Callable[[], None]) -> None:
        """Has act called once the open transaction is on disk; never where it is rolled back."""
        acts = _WRITES.get()
        if acts is None:
            raise OutsideTransaction("nothing is being written here")
        acts.append(act)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """The door: one at a time, BEGIN IMMEDIATE, on disk when it has been left without an error."""
        async with self._door:
            await self._tied()
            self._is_folded = False
            acts: list[Callable[[], None]] = []
            async with self._writer.begin() as connection:
                here, writes = _HERE.set(connection), _WRITES.set(acts)
                try:
                    yield connection
                finally:
                    _HERE.reset(here)
                    _WRITES.reset(writes)
            self.changes += 1
            for act in acts:
                act()

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Part of a transaction that can be undone alone, with what it wanted done after the commit."""
        acts = _WRITES.get()
        if acts is None:
            raise OutsideTransaction("a savepoint needs a transaction around it")
        before = len(acts)
        try:
            async with self.here.begin_nested():
                yield
        except BaseException:
            del acts[before:]
            raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A reader of what is committed; inside a transaction, that transaction itself."""
        present = _HERE.get()
        if present is not None:
            yield present
            return
        async with self._readers.reading() as connection:
            token = _HERE.set(connection)
            try:
                yield connection
            finally:
                _HERE.reset(token)

    async def fold_in(self, patience: float = 0.0, overwritten: Sequence[str] = ()) -> bool:
        """Takes off the disk what was erased or overwritten; whether all of it is gone.

        SQLite's write-ahead file is emptied into the database, which can't be done while somebody reads: it
        is tried again until patience is over, in seconds. PostgreSQL clears these tables of their dead rows.
        """
        if self._raw is None:
            await self._vacuum(overwritten)
            return True
        until = asyncio.get_running_loop().time() + patience
        while not self._is_folded and not await self._truncated():
            if asyncio.get_running_loop().time() >= until:
                return False
            await asyncio.sleep(_BETWEEN_TRIES)
        return True

    async def _truncated(self) -> bool:
        async with self._door:
            raw = await self._tied()
            self._is_folded = raw is not None and await raw.over(_truncate)
            return self._is_folded

    async def _vacuum(self, tables: Sequence[str]) -> None:
        async with self._door, self._writer.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in tables:
                await alone.execute(sa.text(f"VACUUM {table}"))

    async def batch(self, work: Callable[[Connection], T], *, folds_in: bool = False) -> T:
        """A whole transaction in one hop: work is synchronous and gets a plain connection.

        One that folds in is on disk all the same, and where nobody reads just then its write-ahead file is
        empty; fold_in is to be asked whether it is.
        """
        async with self._door:
            self._is_folded = False
            try:
                return await self._in_one_hop(work, folds_in)
            finally:
                self.changes += 1

    async def _in_one_hop(self, work: Callable[[Connection], T], folds_in: bool) -> T:
        raw = await self._tied()
        if raw is None or self._over_there is None:
            async with self._writer.begin() as connection:
                return await connection.run_sync(work)
        there = self._over_there
        if not folds_in:
            return await raw.over(lambda native: _whole(native, there, work))
        result, self._is_folded = await raw.over(lambda native: _folded(native, there, work))
        return result

    async def within(self, work: Callable[[Connection], T]) -> T:
        """Runs synchronous work in the open transaction, in one hop."""
        if not self.is_writing:
            raise OutsideTransaction("a batch needs a transaction around it")
        raw, there = self._raw, self._over_there
        if raw is None or there is None:
            return await self.here.run_sync(work)
        return await raw.over(lambda _native: work(there))


def _truncate(native: Any) -> bool:
    """Whether the write-ahead file is empty now; a reader is not waited for, as everybody waits here."""
    native.execute("PRAGMA busy_timeout=20")
    try:
        busy, _frames, _moved = native.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        native.execute(dialect.BUSY_TIMEOUT)
    return not busy


def _whole(native: Any, connection: Connection, work: Callable[[Connection], T]) -> T:
    native.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        native.execute("COMMIT")
    except BaseException:
        if native.in_transaction:
            native.execute("ROLLBACK")
        raise
    return result


def _folded(native: Any, connection: Connection, work: Callable[[Connection], T]) -> tuple[T, bool]:
    """A whole transaction, and whether it is in the database file itself.

    The checkpoint makes it durable, so the commit need not wait for the disk as well; where a reader keeps
    the checkpoint from its end, the write-ahead file is made durable by hand.
    """
    native.execute("PRAGMA synchronous=OFF")
    try:
        result = _whole(native, connection, work)
    finally:
        native.execute(dialect.SYNCHRONOUS)
    is_folded = _truncate(native)
    if not is_folded:
        (_number, _name, file), *_ = native.execute("PRAGMA database_list")
        _sync(Path(f"{file}-wal"))
    return result, is_folded


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _sqlite_engine(path: Path, pool_size: int) -> AsyncEngine:
    def open_one(*_args: Any, **_options: Any) -> OneHopConnection:
        connection = connect(str(path), dialect.SQLITE_PRAGMAS, isolation_level=None)
        connection.only_reads = pool_size > 1
        return connection

    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        connect_args={"async_creator_fn": open_one},
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
    )
    dialect.share_statements(engine.sync_engine)
    opening = "BEGIN IMMEDIATE" if pool_size == 1 else "BEGIN"

    @sa.event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        opened: Any = connection.connection.driver_connection
        opened.begins(opening)

    return engine


def _make_private(path: Path) -> None:
    """Makes the file readable by its owner alone before anything is written to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
