"""The engines, and the one door through which every change goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from storage import dialect
from storage.onehop import OneHopConnection, connect
from storage.present import acts_here, entered, present
from storage.readers import Readers
from storage.whole import folded, nothing, truncate, whole

T = TypeVar("T")
_BETWEEN_TRIES = 0.01


class OutsideTransaction(RuntimeError):
    """A store was used where neither a transaction nor a reading is open."""


class Database:
    """One writer, many readers. Stores take their connection from here and never open one."""

    def __init__(self, url: str, writer: AsyncEngine, readers: Readers) -> None:
        self.url = url
        self._writer = writer
        self._readers = readers
        self.changes = 0  # how often something was written, for those who ask whether to look again
        self._settled = 0  # how many commits wanted something done after them
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
        here = present()
        if here is None:
            raise OutsideTransaction("a store needs a transaction or a reading around it")
        return here.connection

    @property
    def is_writing(self) -> bool:
        return acts_here() is not None

    @property
    def is_current(self) -> bool:
        """Whether what is read here may be remembered: it is committed, and nobody had it forgotten since.

        A reading sees what was there when it began, as long as it lasts.
        """
        here = present()
        return here is not None and here.acts is None and here.since == self._settled

    def after_commit(self, act: Callable[[], None]) -> None:
        """Has act called once the open transaction is on disk; never where it is rolled back."""
        acts = acts_here()
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
            commits = False
            try:
                async with self._writer.begin() as connection:
                    with entered(connection, self._settled, acts):
                        yield connection
                    commits = True
            except asyncio.CancelledError:
                if commits:  # it is on disk all the same
                    self._committed(acts)
                raise
            self._committed(acts)

    def _committed(self, acts: Sequence[Callable[[], None]]) -> None:
        self.changes += 1
        self._settled += bool(acts)
        for act in acts:
            act()

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Part of a transaction that can be undone alone, with what it wanted done after the commit."""
        acts = acts_here()
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
        if (here := present()) is not None:
            yield here.connection
            return
        async with self._readers.reading() as connection:
            with entered(connection, self._settled):
                yield connection

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
            self._is_folded = raw is not None and await raw.over(truncate)
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
            except asyncio.CancelledError:
                if self._raw is not None and self._raw.is_open:
                    await self._raw.over(nothing)  # comes after the work, which is done all the same
                raise
            finally:
                self.changes += 1

    async def _in_one_hop(self, work: Callable[[Connection], T], folds_in: bool) -> T:
        raw = await self._tied()
        if raw is None or self._over_there is None:
            async with self._writer.begin() as connection:
                return await connection.run_sync(work)
        there = self._over_there
        if not folds_in:
            return await raw.over(lambda native: whole(native, there, work))
        result, self._is_folded = await raw.over(lambda native: folded(native, there, work))
        return result

    async def within(self, work: Callable[[Connection], T]) -> T:
        """Runs synchronous work in the open transaction, in one hop."""
        if not self.is_writing:
            raise OutsideTransaction("a batch needs a transaction around it")
        raw, there = self._raw, self._over_there
        if raw is None or there is None:
            return await self.here.run_sync(work)
        return await raw.over(lambda _native: work(there))


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
