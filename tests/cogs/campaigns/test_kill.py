"""SIGKILL in the middle of ten thousand signatures: every one that was answered is there, once."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot.config import Settings

ALL, ENOUGH, AGAIN = 10_000, 2_000, 200
ROOT = Path(__file__).parents[3]
CROWD = """
import asyncio, sys
from bot.api.card import Reply
from bot.api.invocation import Invocation
from bot.api.people import Address, Room
from bot.app import opened
from bot.config import Settings
from tests.talk import FrozenClock, RecordingFace

PLACE = Address("terminal", "table")

def act(who, event, command, **arguments):
    where = Room(PLACE, (PLACE,))
    return Invocation(Address("terminal", who), where, event=event, command=command, arguments=arguments)

async def main(database, data, everybody):
    settings = Settings(database=database, data=data)
    async with opened(settings, [RecordingFace()], FrozenClock()) as app, app.working():
        run = app.dispatch.run
        await run(act("ana", "e0", "assembly found", name="Depot"))
        await run(act("ana", "e1", "campaign start", title="Free Erlan", goal="20000"))
        free = asyncio.Semaphore(500)

        async def sign(n):
            async with free:
                given = {"campaign": "1", "as": f"trade {n % 7}"}
                _, _, outcome = await run(act(f"worker{n}", f"s{n}", "sign", **given))
                assert outcome is not None and isinstance(outcome.result, Reply), outcome
                print(n, flush=True)

        await asyncio.gather(*map(sign, range(everybody)))

asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
"""


def crowd(settings: Settings, size: int) -> subprocess.Popen[str]:
    """So many who sign at once; it says who was answered."""
    return subprocess.Popen(
        [sys.executable, "-c", CROWD, settings.database, settings.data, str(size)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def answered(process: subprocess.Popen[str], enough: int) -> set[int]:
    """Who was answered, until it is killed after enough of them or ends by itself."""
    found: set[int] = set()
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip().isdigit():
                found.add(int(line))
                if len(found) == enough:
                    process.send_signal(signal.SIGKILL)
    return found


def stored(settings: Settings) -> set[int]:
    """Whose signatures are on disk; the counters add up to as many."""
    with closing(sqlite3.connect(settings.database)) as native:
        query = "SELECT address FROM signatures JOIN accounts ON accounts.id = -signatures.person"
        people = [int(address.removeprefix("worker")) for (address,) in native.execute(query)]
        counted = dict(native.execute("SELECT kind, sum(n) FROM signature_counts GROUP BY kind"))
    assert len(people) == len(set(people))
    assert {counted[kind] for kind in ("all", "trade", "language", "day", "standing")} == {len(people)}
    return set(people)


def test_what_was_answered_is_there_once(settings: Settings) -> None:
    told = answered(crowd(settings, ALL), ENOUGH)
    people = stored(settings)
    assert ENOUGH <= len(told) <= len(people) < ALL
    assert told <= people
    assert len(answered(crowd(settings, AGAIN), ALL)) == AGAIN
    assert stored(settings) == people | set(range(AGAIN))
