"""A whole campaign on two real networks, with a bot that SIGKILL ends twice; its clock is set by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests import campaign
from tests.both.acting import OnBoth
from tests.both.handset import HandsetBot
from tests.both.stage import Networks, Stage
from tests.matrix.person import JsPerson
from tests.wire.conftest import refused
from tests.wire.people import Person

TRIES = 5
pytestmark = pytest.mark.asyncio(loop_scope="session")


class Campaigning(OnBoth):
    """The stage of tests/campaign.py."""

    now = campaign.FOUNDED

    async def until(self, at: datetime) -> None:
        self.now = at
        await super().until(at)

    async def file(self, who: str, line: str) -> bytes:
        """What Discord is sent as the file of an answer, where somebody is alone with the bot.

        For a moment after its start the bot can't know who is there, and says so.
        """
        person, before = self.people[who], len(self._uploads())
        assert isinstance(person, Person)
        for _ in range(TRIES):
            await self.say(who, line)
            if len(uploads := self._uploads()) > before:
                uploads[-1].fp.seek(0)
                return bytes(uploads[-1].fp.read())
        raise AssertionError(f"no file; last was said: {person.alone.sees[-1].text}")

    async def newcomers(self, count: int) -> list[str]:
        joined, names = self.now.isoformat(), [f"new{n}@discord" for n in range(count)]
        for name in names:
            self.people[name] = self.stage.world.person(self.stage.guild, name[:-8], joined=joined)
        return names

    async def told_times(self, who: str, words: str) -> int:
        person = self.people[who]
        if isinstance(person, Person):
            return sum(words in message.text for message in person.alone.sees if message.author_is_bot)
        assert isinstance(person, JsPerson)
        chat, me = await self.stage.chat(person), self.stage.bot.user_id
        return sum(words in event.body for event in await person.messages(chat) if event.sender == me)

    def logged(self) -> str:
        return self.bot.words()

    def _uploads(self) -> list[Any]:
        return [file for call in self.stage.world.calls for file in call.files]


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
