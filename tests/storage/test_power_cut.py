"""An answer is a promise: what was said to be stored is there after SIGKILL, once, and the chain is whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from storage.assemblies import Assemblies
from storage.database import Database
from storage.journal import Journal
from storage.migrate import CORE, migrate
from storage.schema import inbox
from tests.storage.conftest import NOW

PLACE = ("discord", "100")
WRITER = """
import asyncio, itertools, sys
from datetime import UTC, datetime
from storage.database import Database
from storage.inbox import Inbox
from storage.journal import Journal, Written

async def main(url, start):
    db = await Database.open(url)
    book = Journal(db)
    for n in itertools.count(start):
        now = datetime.now(UTC)
        def work(connection):
            Inbox.write(connection, [f"event {n}"], now)
            return book.write(connection, 1, [Written("act", n)], now)
        book.moved_on(1, await db.batch(work))
        print(n, flush=True)

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


def write_until_killed(url: str, start: int, answers: int) -> list[int]:
    """The numbers that a program said it had stored before it was killed in the middle of its work."""
    command = [sys.executable, "-c", WRITER, url, str(start)]
    answered: list[int] = []
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as program:
        assert program.stdout is not None
        for line in program.stdout:
            answered.append(int(line))
            if len(answered) == answers:
                program.send_signal(signal.SIGKILL)
                break
        answered += [int(line) for line in program.stdout if line.endswith("\n")]
    return answered


async def test_what_was_answered_is_there_after_being_killed(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'killed.db'}"
    database = await Database.open(url)
    await migrate(database, [CORE])
    async with database.transaction():
        await Assemblies(database).found("Depot", "en", "UTC", timedelta(), PLACE, PLACE, NOW)
    await database.close()
    answered: list[int] = []
    for answers in (40, 25, 60):
        answered += write_until_killed(url, start=(answered[-1] + 2 if answered else 0), answers=answers)
    database = await Database.open(url)
    async with database.reading() as connection:
        stored = list((await connection.execute(sa.select(inbox.c.event))).scalars())
        assert await Journal(database).verify(1) is None
    await database.close()
    assert len(answered) >= 125
    assert len(stored) == len(set(stored))
    assert {f"event {n}" for n in answered} <= set(stored)
