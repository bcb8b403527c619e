"""The transaction door: what it lets through, and what it takes back."""

from __future__ import annotations

import asyncio
import contextvars
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from storage import dialect
from storage.database import Database, OutsideTransaction
from storage.schema import inbox
from tests.storage.conftest import NOW

_ADD = "INSERT INTO inbox (event, at) VALUES (?, ?)"


async def add(db: Database, event: str) -> None:
    await db.here.execute(sa.insert(inbox).values(event=event, at=NOW))


async def events(db: Database) -> list[str]:
    async with db.reading() as connection:
        return list((await connection.execute(sa.select(inbox.c.event).order_by(inbox.c.id))).scalars())


async def test_a_transaction_keeps_what_was_written(db: Database) -> None:
    async with db.transaction():
        await add(db, "one")
    assert await events(db) == ["one"]


async def test_an_error_takes_the_whole_transaction_back(db: Database) -> None:
    with pytest.raises(ValueError, match="no"):
        async with db.transaction():
            await add(db, "one")
            raise ValueError("no")
    assert await events(db) == []


async def test_a_savepoint_goes_alone_and_its_neighbours_stay(db: Database) -> None:
    async with db.transaction():
        await add(db, "before")
        with pytest.raises(ValueError, match="no"):
            async with db.savepoint():
                await add(db, "within")
                raise ValueError("no")
        await add(db, "after")
    assert await events(db) == ["before", "after"]


async def test_a_broken_rule_of_the_database_in_a_savepoint_leaves_the_transaction_usable(
    db: Database,
) -> None:
    async with db.transaction():
        await add(db, "before")
        with pytest.raises(sa.exc.IntegrityError):
            async with db.savepoint():
                await db.here.execute(sa.insert(inbox).values(event=None, at=NOW))
        await add(db, "after")
    assert await events(db) == ["before", "after"]


async def test_nobody_writes_outside_the_door(db: Database) -> None:
    with pytest.raises(OutsideTransaction):
        await add(db, "one")
    with pytest.raises(OutsideTransaction):
        db.after_commit(lambda: None)
    with pytest.raises(OutsideTransaction):
        await db.within(lambda connection: None)
    with pytest.raises(OutsideTransaction):
        async with db.savepoint():
            await add(db, "one")
    assert await events(db) == []


async def test_a_reading_is_not_a_writing(db: Database) -> None:
    async with db.reading():
        assert not db.is_writing
        with pytest.raises(OutsideTransaction):
            db.after_commit(lambda: None)


async def test_a_reader_sees_what_is_committed_and_the_writer_sees_its_own(db: Database) -> None:
    seen: list[list[str]] = []

    async def read_from_elsewhere() -> None:
        seen.append(await events(db))

    async with db.transaction():
        await add(db, "one")
        # a task made within a transaction would inherit its connection, so this one starts without
        await asyncio.get_running_loop().create_task(read_from_elsewhere(), context=contextvars.Context())
        assert await events(db) == ["one"]
    assert seen == [[]]
    assert await events(db) == ["one"]


async def test_tasks_go_through_the_door_one_at_a_time(db: Database) -> None:
    inside = 0
    most = 0

    async def write(n: int) -> None:
        nonlocal inside, most
        async with db.transaction():
            inside += 1
            most = max(most, inside)
            await add(db, f"{n}a")
            await add(db, f"{n}b")
            inside -= 1

    await asyncio.gather(*(write(n) for n in range(20)))
    pairs = await events(db)
    assert most == 1
    assert len(pairs) == 40
    assert all(a[:-1] == b[:-1] for a, b in zip(pairs[::2], pairs[1::2], strict=True))


async def test_a_failing_task_takes_nothing_of_another_back(db: Database) -> None:
    async def good() -> None:
        async with db.transaction():
            await add(db, "good")

    async def bad() -> None:
        async with db.transaction():
            await add(db, "bad")
            raise ValueError("no")

    outcomes = await asyncio.gather(good(), bad(), good(), bad(), return_exceptions=True)
    assert [type(o) for o in outcomes] == [type(None), ValueError, type(None), ValueError]
    assert await events(db) == ["good", "good"]


async def test_what_waits_for_the_commit_is_called_after_it_and_never_without_it(db: Database) -> None:
    called: list[str] = []
    async with db.transaction():
        db.after_commit(lambda: called.append("outer"))
        with pytest.raises(ValueError, match="no"):
            async with db.savepoint():
                db.after_commit(lambda: called.append("rolled back"))
                raise ValueError("no")
        async with db.savepoint():
            db.after_commit(lambda: called.append("inner"))
        assert called == []
    assert called == ["outer", "inner"]
    with pytest.raises(ValueError, match="no"):
        async with db.transaction():
            db.after_commit(lambda: called.append("never"))
            raise ValueError("no")
    assert called == ["outer", "inner"]


async def test_a_batch_is_a_whole_transaction_of_its_own(db: Database) -> None:
    def work(connection: Connection) -> int:
        dialect.fixed(connection, _ADD, [(f"e{n}", dialect.micros(NOW)) for n in range(500)])
        return len(connection.execute(sa.select(inbox.c.id)).all())

    assert await db.batch(work) == 500
    assert len(await events(db)) == 500


async def test_a_batch_that_fails_leaves_nothing_and_the_door_open(db: Database) -> None:
    def work(connection: Connection) -> None:
        dialect.fixed_one(connection, _ADD, ("lost", 1))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await db.batch(work)
    async with db.transaction():
        await add(db, "kept")
    assert await events(db) == ["kept"]


async def test_a_batch_within_a_transaction_is_part_of_it(db: Database) -> None:
    def work(connection: Connection) -> None:
        dialect.fixed_one(connection, _ADD, ("within", dialect.micros(NOW)))

    async with db.transaction():
        await add(db, "before")
        await db.within(work)
        assert await events(db) == ["before", "within"]
    with pytest.raises(ValueError, match="no"):
        async with db.transaction():
            await db.within(work)
            raise ValueError("no")
    assert await events(db) == ["before", "within"]


async def test_a_cancelled_transaction_is_taken_back(db: Database) -> None:
    begun = asyncio.Event()

    async def write() -> None:
        async with db.transaction():
            await add(db, "lost")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with db.transaction():
        await add(db, "kept")
    assert await events(db) == ["kept"]


async def test_the_file_is_its_owners_alone_and_written_through(fresh_sqlite: Database) -> None:
    path = Path(dialect.sqlite_path(fresh_sqlite.url))
    async with fresh_sqlite.transaction() as connection:
        assert (await connection.exec_driver_sql("PRAGMA synchronous")).scalar_one() == 2
        assert (await connection.exec_driver_sql("PRAGMA foreign_keys")).scalar_one() == 1
        assert (await connection.exec_driver_sql("PRAGMA secure_delete")).scalar_one() == 1
        await connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
    assert (await _scalar(fresh_sqlite, "PRAGMA journal_mode")) == "wal"
    for file in path.parent.glob("fresh.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


async def _scalar(db: Database, statement: str) -> object:
    async with db.reading() as connection:
        return (await connection.exec_driver_sql(statement)).scalar_one()


async def test_another_program_reads_what_was_answered(fresh_sqlite: Database) -> None:
    async with fresh_sqlite.transaction() as connection:
        await connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
        await connection.exec_driver_sql("INSERT INTO kept VALUES (7)")
    other = sqlite3.connect(dialect.sqlite_path(fresh_sqlite.url))
    assert other.execute("SELECT n FROM kept").fetchall() == [(7,)]
    other.close()


async def test_a_transaction_that_could_not_begin_leaves_nothing_outside_it(fresh_sqlite: Database) -> None:
    async with fresh_sqlite.transaction() as connection:
        await connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
        await connection.exec_driver_sql("PRAGMA busy_timeout=20")
    other = sqlite3.connect(dialect.sqlite_path(fresh_sqlite.url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ValueError, match="no"):
        async with fresh_sqlite.transaction() as connection:
            with pytest.raises(sa.exc.OperationalError):
                await connection.exec_driver_sql("INSERT INTO kept VALUES (7)")
            other.execute("ROLLBACK")
            await connection.exec_driver_sql("INSERT INTO kept VALUES (8)")
            raise ValueError("no")
    assert other.execute("SELECT n FROM kept").fetchall() == []
    other.close()


async def _given_up(db: Database, statement: str) -> None:
    """A statement under way when its task is cancelled."""
    begun = asyncio.Event()

    async def write() -> None:
        async with db.transaction() as connection:
            begun.set()
            await connection.exec_driver_sql(statement)

    task = asyncio.create_task(write())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_statement_that_was_given_up_takes_nothing_else_along(fresh_sqlite: Database) -> None:
    db = fresh_sqlite
    async with db.transaction() as connection:
        await connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
    await _given_up(db, "INSERT INTO kept VALUES (1)")
    with pytest.raises(ValueError, match="no"):
        async with db.transaction() as connection:
            await connection.exec_driver_sql("INSERT INTO kept VALUES (2)")
            await db.within(lambda c: dialect.bare(c, "INSERT INTO kept VALUES (3)"))
            raise ValueError("no")
    await _given_up(db, "INSERT INTO kept VALUES (4)")
    async with db.transaction() as connection:
        await connection.exec_driver_sql("INSERT INTO kept VALUES (5)")
        await db.within(lambda c: dialect.bare(c, "INSERT INTO kept VALUES (6)"))
    await db.batch(lambda c: dialect.bare(c, "INSERT INTO kept VALUES (7)"))
    assert await db.fold_in(patience=1.0)
    other = sqlite3.connect(dialect.sqlite_path(db.url))
    assert other.execute("SELECT n FROM kept ORDER BY n").fetchall() == [(5,), (6,), (7,)]
    other.close()


async def test_whoever_is_given_up_while_the_writer_is_made_anew_spoils_it_for_nobody(
    fresh_sqlite: Database,
) -> None:
    db, whole = fresh_sqlite, 0
    async with db.transaction() as connection:
        await connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")
    for part in range(30, 0, -1):
        await _given_up(db, "INSERT INTO kept VALUES (0)")
        task = asyncio.create_task(db.batch(lambda c: dialect.bare(c, "INSERT INTO kept VALUES (1)")))
        turns = 0
        while not task.done() and (not whole or turns < whole * part // 30):
            await asyncio.sleep(0)
            turns += 1
        whole = whole or turns
        task.cancel()
        await asyncio.wait([task])
        await db.batch(lambda c, part=part: dialect.bare(c, f"INSERT INTO kept VALUES ({1 + part})"))  # type: ignore[misc]
    async with db.reading() as connection:
        found = await connection.exec_driver_sql("SELECT n FROM kept WHERE n > 1 ORDER BY n")
        assert list(found.scalars()) == list(range(2, 32))


async def test_a_task_that_outlives_the_transaction_or_reading_it_was_begun_in_has_none(db: Database) -> None:
    over = asyncio.Event()

    async def late() -> list[str]:
        await over.wait()
        assert not db.is_writing
        with pytest.raises(OutsideTransaction):
            await add(db, "late")
        return await events(db)

    async with db.transaction():
        await add(db, "one")
        tasks = [asyncio.create_task(late())]
    async with db.reading():
        assert await events(db) == ["one"]
        tasks.append(asyncio.create_task(late()))
    async with db.transaction():
        await add(db, "two")
    over.set()
    assert await asyncio.gather(*tasks) == [["one", "two"]] * 2


async def test_who_is_given_up_during_the_commit_has_what_waits_for_it_done(fresh_sqlite: Database) -> None:
    db, called = fresh_sqlite, set[int]()
    async with db.transaction() as connection:
        await connection.exec_driver_sql("CREATE TABLE kept (n INTEGER)")

    async def write(number: int) -> None:
        async with db.transaction() as connection:
            await connection.exec_driver_sql(f"INSERT INTO kept VALUES ({number})")
            db.after_commit(lambda: called.add(number))
            asyncio.current_task().cancel() if number % 3 == 0 else commits.set()  # type: ignore[union-attr]

    for number in range(30):
        commits = asyncio.Event()
        task = asyncio.create_task(write(number))
        if number % 3:
            await commits.wait()
            task.cancel()
        await asyncio.wait([task])
        async with db.reading() as connection:
            there = set((await connection.exec_driver_sql("SELECT n FROM kept")).scalars())
        assert called == there
    assert len(called) >= 20


async def _read_at_once(db: Database, statement: str, readings: int) -> list[object]:
    """What as many connections answer as there are readings."""
    all_read = asyncio.Barrier(readings)

    async def read() -> object:
        async with db.reading():
            answer = await _scalar(db, statement)
            await all_read.wait()
            return answer

    return await asyncio.gather(*(read() for _ in range(readings)))


async def test_a_server_that_ends_all_connections_fails_one_reading_only(postgres: str) -> None:
    db = await Database.open(postgres)
    readers = await _read_at_once(db, "SELECT pg_backend_pid()", 4)
    assert len(set(readers)) == 4
    async with db.transaction() as connection:
        for reader in readers:
            assert (await connection.exec_driver_sql(f"SELECT pg_terminate_backend({reader})")).scalar_one()
    with pytest.raises(sa.exc.DBAPIError):
        await _scalar(db, "SELECT 2")
    assert [await _scalar(db, "SELECT 3") for _ in range(5)] == [3] * 5
    await db.close()


async def test_who_still_reads_when_the_database_is_closed_leaves_no_connection(
    fresh_sqlite: Database, recwarn: pytest.WarningsRecorder
) -> None:
    await _read_at_once(fresh_sqlite, "SELECT 1", 2)
    async with fresh_sqlite.reading() as connection:
        await connection.exec_driver_sql("SELECT 1")
        await fresh_sqlite.close()
        assert (await connection.exec_driver_sql("SELECT 5")).scalar_one() == 5
    assert connection.closed
    assert list(recwarn) == []
