"""The evening of thirty members on two real networks, with a bot that SIGKILL ends twice.

Fourteen people are on Discord, thirteen on Matrix, three on both. The bot's clock is set by the test; nothing
else is made up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from tests import thirty
from tests.both.acting import OnBoth
from tests.both.handset import HandsetBot
from tests.both.stage import Networks, Stage
from tests.wire.conftest import refused

AT_JS = ("ben", "jo", *thirty.ON_BOTH)
"""Who has a client on Matrix that syncs; the others speak bare HTTP, and Ben sees what they are answered."""
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def stage(networks: Networks, tmp_path: Path) -> AsyncIterator[OnBoth]:
    """One bot by a clock of ours between both networks, and thirty people on them."""
    made = Stage(networks, tmp_path, HandsetBot)
    assert isinstance(made.bot, HandsetBot)
    made.bot.set_clock(thirty.FOUNDED)
    async with aiohttp.ClientSession() as session:
        played = OnBoth(made, made.bot, session)
        await made.start()
        await played.gather((*thirty.ON_DISCORD[1:], *thirty.ON_BOTH), thirty.ON_MATRIX, AT_JS)
        yield played
    await made.bot.stop()
    networks.world.backend.remove_guild(made.guild.id)
    refused(networks.world)
    assert "Traceback" not in made.bot.words(), made.bot.words()


async def test_an_evening_of_thirty_members(stage: OnBoth) -> None:
    await thirty.play(stage)
    with closing(sqlite3.connect(f"file:{stage.stage.database}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT count(*) FROM attendance").fetchone()[0] == 50
