"""matrix-reminder-bot by its own classes, in an environment of its own that is made once."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-reminder-bot"
WANTED = "matrix-reminder-bot==0.4.0"
PATIENCE = 900.0
_PROGRAM = """
import asyncio, sys
from datetime import datetime, timedelta
from time import perf_counter
from matrix_reminder_bot.config import CONFIG
from matrix_reminder_bot.reminder import REMINDERS, SCHEDULER, Reminder
from matrix_reminder_bot.storage import Storage

class Client:
    sent = 0

    async def room_send(self, *args, **more):
        Client.sent += 1

def add(client, store, n, due):
    one = Reminder(client, store, f"!room{n % 1000}:example.org", f"Tea {n}", due, "UTC")
    REMINDERS[(one.room_id, one.reminder_text.upper())] = one
    store.store_reminder(one)

async def main(file, count):
    CONFIG.database.type, CONFIG.database.connection_string = "sqlite", file
    CONFIG.timezone = "UTC"
    client = Client()
    store = Storage(client)
    SCHEDULER.start()
    begun = perf_counter()
    for n in range(200):
        add(client, store, -n - 1, datetime.utcnow() + timedelta(days=9))
    each = (perf_counter() - begun) / 200
    due = datetime.utcnow() + timedelta(seconds=10 + 3 * each * count)
    for n in range(count):
        add(client, store, n, due)
    assert datetime.utcnow() < due, "too slow to be ready in time"
    await asyncio.sleep((due - datetime.utcnow()).total_seconds() + 5)
    seen = -1
    while seen != Client.sent:
        seen = Client.sent
        await asyncio.sleep(5)
    print(Client.sent, flush=True)

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


class NotThere(Exception):
    """It can't be installed or run here."""


def sent(count: int) -> int:
    """How many of so many reminders that are due at once it sends."""
    _install()
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        command = [str(HOME / "bin" / "python"), "-W", "ignore", "-c", _PROGRAM]
        try:
            done = subprocess.run(
                [*command, f"{folder}/reminders.db", str(count)],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
            raise NotThere(f"{WANTED} could not be run: {_last_line(trouble.stderr)}") from trouble
    return int(done.stdout.split()[-1])


def _install() -> None:
    if (HOME / ".made").exists():
        return
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(HOME)],
        [str(HOME / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", WANTED],
    )
    try:
        for step in steps:
            subprocess.run(step, capture_output=True, text=True, timeout=PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
        raise NotThere(f"{WANTED} could not be installed: {_last_line(trouble.stderr)}") from trouble
    (HOME / ".made").touch()


def _last_line(said: str | bytes | None) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said or ""
    return next(iter(text.strip().splitlines()[::-1]), "no reason was given")[:200]
