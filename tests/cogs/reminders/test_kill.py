"""SIGKILL while reminders ring: each is sent, and each once."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Settings
from cogs.reminders.commands import Reminders
from cogs.reminders.rules.reminder import For, Reminder
from tests import warm
from tests.talk import START, TABLE, Talk

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.usefixtures("warm_bots")
DEADLINE, BEGUN = 120.0, time.time()
TOLD, DIFFERENT = "SELECT count(*) FROM tells", "SELECT count(DISTINCT subject) FROM tells"
WAITING = f"{TOLD} WHERE state = 'waiting'"


@contextmanager
def running(folder: Path, what: str) -> Iterator[None]:
    """The bot, until it is killed."""
    words = ["tests.cogs.reminders.program", str(folder), what, str(BEGUN)]
    bot = warm.start(words, ROOT, os.environ, folder / "log")
    try:
        yield
    finally:
        warm.kill(bot)


def until(claim: Callable[[], bool], folder: Path) -> None:
    begun = time.monotonic()
    while not claim():
        assert time.monotonic() - begun < DEADLINE, (folder / "log").read_text()[-2000:]
        time.sleep(0.002)


def number(folder: Path, sql: str) -> int:
    with closing(sqlite3.connect(f"file:{folder / 'folkmoot.db'}?mode=ro", uri=True, timeout=20)) as there:
        return int(there.execute(sql).fetchone()[0])


def sent(folder: Path) -> list[str]:
    """The texts that were sent, as often as they were."""
    file = folder / "sent"
    return [line.partition(" ")[2] for line in file.read_text().splitlines()] if file.exists() else []


async def due(talk: Talk, app: App, count: int) -> None:
    """So many reminders of Ana's and Ben's that are due in an hour: for the bot that is killed, now."""
    for name in ("ana", "ben"):
        await talk(f"{name}: motion propose Tea for {name}")
    store = next(cog for cog in app.house.cogs if isinstance(cog, Reminders)).store
    at = START + timedelta(minutes=59)
    async with app.db.transaction():
        numbers = await store.numbers(1, count)
        start, plain = at.replace(tzinfo=None), (For.ME, TABLE)
        await store.add(
            *(Reminder(1, n, 1 + n % 2, *plain, f"text {n}", start, "UTC", at, due_at=at) for n in numbers)
        )


@pytest.fixture
async def folder(settings: Settings) -> Path:
    return Path(settings.data)


async def test_in_the_middle_of_ten_thousand_due_at_once(talk: Talk, house: App, folder: Path) -> None:
    """Handed over in batches: a kill takes back the one that was under way, and no other."""
    await due(talk, house, 10_000)
    for handed in (1, 4000):
        with running(folder, "hand"):
            until(lambda least=handed: number(folder, TOLD) >= least, folder)
    assert number(folder, TOLD) == number(folder, DIFFERENT)
    with running(folder, "hand"):
        until(lambda: number(folder, "SELECT count(*) FROM alarms") == 0, folder)
    assert number(folder, TOLD) == number(folder, DIFFERENT) == 10_000


async def test_between_the_claim_and_the_send_and_while_they_are_sent(
    talk: Talk, house: App, folder: Path
) -> None:
    await due(talk, house, 120)
    with running(folder, "hand"):
        until(lambda: number(folder, TOLD) == 120, folder)
    assert sent(folder) == []
    for many in (1, 60):
        with running(folder, "send"):
            until(lambda least=many: len(sent(folder)) >= least, folder)
    with running(folder, "send"):
        until(lambda: number(folder, WAITING) == 0, folder)
    assert sorted(sent(folder)) == sorted({f"text {n}" for n in range(1, 121)})
