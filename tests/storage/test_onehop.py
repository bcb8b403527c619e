"""The thread of a connection, as the loop that waits for it ends."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.onehop import connect

DEADLINE = 60


def test_a_loop_that_ends_in_the_midst_of_a_statement_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_wrong: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", went_wrong.append)
    begun, ended, done = threading.Event(), threading.Event(), []

    def at_work(raw: sqlite3.Connection) -> None:
        begun.set()
        ended.wait(DEADLINE)
        done.append(raw.execute("SELECT 1").fetchone())

    async def cut_off() -> threading.Thread:
        connection = connect(str(tmp_path / "one.db"))
        await connection
        asking = asyncio.create_task(connection.over(at_work))
        await asyncio.to_thread(begun.wait, DEADLINE)
        asking.cancel()
        connection.stop()
        return connection._thread

    thread = asyncio.run(cut_off())
    ended.set()
    thread.join(DEADLINE)
    assert not thread.is_alive()
    assert (done, went_wrong) == ([(1,)], [])
