"""SIGKILL while a card goes to many rooms: each post stands once, and what stood is known to stand."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Settings
from tests import warm
from tests.bot.posting import DONE, HELD, UNMARKED, standing
from tests.talk import START, Talk

ROOT = Path(__file__).parents[2]
ROOMS, TWICE, DEADLINE = 40, 10, 120.0
FOUNDED = "SELECT assembly, kind, subject FROM posts LIMIT 1"


async def ordered(app: App) -> list[str]:
    """The keys of posts in many rooms, two in some, due in an hour: for the bot that is killed, now."""
    carrier = app.carriers["terminal"]
    at = START + timedelta(minutes=59)
    async with app.db.transaction() as connection:
        assembly, kind, subject = (await connection.exec_driver_sql(FOUNDED)).one()
        for number in range(ROOMS + TWICE):
            place = ("terminal", f"room {number % ROOMS}")
            await carrier.outbox.order(assembly, place, kind, subject, f"n{number}", None, False, at)
        posts = await carrier.outbox.of_card(assembly, kind, subject)
    return sorted(post.key for post in posts if post.detail)


def run(folder: Path, how: str, most: int, hours: int) -> None:
    """The bot until it has done all, or is killed when the network has fallen silent."""
    (folder / HELD).unlink(missing_ok=True)
    words = ["tests.bot.posting", str(folder), how, str(most), str(hours)]
    begun = time.monotonic()
    bot = warm.start(words, ROOT, os.environ, folder / "log")
    try:
        while not (folder / HELD).exists() and bot.poll() is None:
            assert time.monotonic() - begun < DEADLINE, (folder / "log").read_text()[-2000:]
            time.sleep(0.002)
    finally:
        warm.kill(bot)
    assert (folder / HELD).exists() or (folder / DONE).exists(), (folder / "log").read_text()[-2000:]


@pytest.mark.usefixtures("warm_bots")
@pytest.mark.parametrize("how", ["history", "names"])
async def test_each_post_stands_once_whenever_it_is_killed(
    talk: Talk, house: App, settings: Settings, how: str
) -> None:
    await talk("ana: assembly found Depot")
    keys = await ordered(house)
    folder = Path(settings.data)
    for hours, most in enumerate((1, 9, 17), 1):
        run(folder, how, most, hours)
        assert not (folder / DONE).exists()
        assert len(standing(folder)) < len(keys)
    run(folder, how, len(keys) + 1, 4)
    assert (folder / DONE).exists()
    assert sorted(standing(folder)) == keys
    assert not (folder / UNMARKED).exists(), "a kill at that moment would have sent it twice"
    async with house.db.reading() as connection:
        query = "SELECT key FROM posts WHERE state = 'there' AND message = key ORDER BY key"
        assert list((await connection.exec_driver_sql(query)).scalars()) == keys
