"""What the bot costs to start with reminders that wait, and what a kill costs while they ring.

Run with a folder and "start" it opens what is there and says so; with "ring" it also hands over what is due.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from typing import IO

import psutil

ROOT = Path(__file__).parents[1]


def program(*arguments: str, into: IO[str] | int = subprocess.PIPE) -> subprocess.Popen[str]:
    """One of the programs of the bench, with what it prints in a pipe or a file."""
    command = [sys.executable, "-m", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=into, stderr=subprocess.DEVNULL, text=True
    )


def started(folder: Path) -> tuple[float, float]:
    """Seconds until it is ready, and megabytes then."""
    begun = perf_counter()
    process = program("bench.pending", "start", str(folder))
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    took, size = perf_counter() - begun, psutil.Process(process.pid).memory_info().rss / 2**20
    process.communicate("\n")
    return took, size


def killed_while_it_rings(
    arguments: tuple[str, ...],
    count: Callable[[], int],
    most: int,
    step: int,
    into: IO[str] | int = subprocess.PIPE,
) -> int:
    """How often it was killed, each time once it had handed over so many more, until nothing more comes."""
    kills = 0
    while count() < most:
        process, before = program(*arguments, into=into), count()
        while process.poll() is None and count() < min(before + step, most):
            sleep(0.002)
        if process.poll() is not None:
            break
        process.kill()
        process.wait()
        kills += 1
    return kills


async def _main(what: str, folder: Path) -> None:
    from bot.api.clock import SystemClock
    from bot.app import opened
    from bot.config import LogSettings, Settings
    from bot.logs import set_up
    from bot.tasks import be_prompt
    from tests.talk import RecordingFace

    settings = Settings(database=str(folder / "moot.db"), data=str(folder), log=LogSettings(level="error"))
    set_up(settings.log)
    async with opened(settings, [RecordingFace("discord")], SystemClock()) as app, app.working():
        be_prompt()
        if what == "start":
            await app.sweeper.round()
            print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], Path(sys.argv[2])))
