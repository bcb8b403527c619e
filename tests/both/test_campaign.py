"""A whole campaign on two real networks, with a bot that SIGKILL ends twice; its clock is set by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from tests import campaign
from tests.both.acting import OnBoth
from tests.both.handset import HandsetBot
from tests.both.stage import Networks, Stage
from tests.wire.conftest import refused

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Campaigning(OnBoth):
    """The stage of tests/campaign.py."""

    now = campaign.FOUNDED

    async def until(self, at: datetime) -> None:
        self.now = at
        await super().until(at)

    async def newcomers(self, count: int) -> list[str]:
        joined, names = self.now.isoformat(), [f"new{n}@discord" for n in range(count)]
        for name in names:
            self.people[name] = self.stage.world.person(self.stage.guild, name[:-8], joined=joined)
        return names

    def logged(self) -> str:
        return self.bot.words()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(networks: Networks, tmp_path: Path) -> AsyncIterator[Campaigning]:
    """One bot by a clock of ours between both networks, and the people of the campaign."""
    made = Stage(networks, tmp_path, HandsetBot)
    assert isinstance(made.bot, HandsetBot)
    made.bot.set_clock(campaign.FOUNDED)
    async with aiohttp.ClientSession() as session:
        played = Campaigning(made, made.bot, session)
        await made.start()
        on_matrix = (*campaign.ON_MATRIX, *campaign.ON_BOTH)
        await played.gather((*campaign.ON_DISCORD, *campaign.ON_BOTH), on_matrix, on_matrix)
        yield played
    print(made.bot.words()[-6000:])
    await made.bot.stop()
    networks.world.backend.remove_guild(made.guild.id)
    refused(networks.world)
    assert "Traceback" not in made.bot.words(), made.bot.words()


async def test_a_whole_campaign(stage: Campaigning) -> None:
    await asyncio.wait_for(campaign.play(stage), 600)
