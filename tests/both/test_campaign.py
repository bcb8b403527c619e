"""A whole campaign on two real networks, with a bot that SIGKILL ends twice; its clock is set by the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from tests import campaign
from tests.both.acting import OnBoth
from tests.both.handset import HandsetBot
from tests.both.stage import Networks, Stage
from tests.wire.conftest import refused
from tests.wire.people import Person
from tests.wire.seen import Seen

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

    async def card(self, words: str) -> Seen:
        """The newest post on Discord that holds these words."""
        return self._seen(await self._post("discord", words))

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
    await asyncio.wait_for(campaign.play(stage), 1200)
    assert "Zquarry" not in stage.logged()


async def test_what_else_is_done_with_campaigns(stage: Campaigning) -> None:
    """Sponsors, presses, a new text, paper, organisations, letters, flyers and models, on both networks."""

    async def says(who: str, line: str, words: str) -> None:
        said = await stage.say(who, line, openly=True)
        assert words in said, said

    for who in ("ben@matrix", "gus@discord", "fay@matrix"):
        await stage.say(who, "action mine", openly=True)
    await says("ana@discord", "campaign settings sponsors:2", "2 members sponsor it")
    letter = "campaign start Free Erlan goal:50 addressee:office@ministry.example\nLet him go."
    await says("ben@matrix", letter, "not open yet")
    await says("gus@discord", "campaign sponsor erlan", "1 of 2 sponsor")
    await says("fay@matrix", "campaign sponsor erlan", "is open")
    await stage.posted("discord", "Letter 1", "0 of 50")
    await says("ben@matrix", "campaign symbol erlan 🦺", "🦺 Free Erlan")
    await pressed(stage, "kim@discord")
    await stage.posted("matrix", "Letter 1", "1 of 50")
    await says("ben@matrix", 'campaign update erlan text:"Let him go now."', "has a version 2")
    await stage.until(campaign.FOUNDED + timedelta(minutes=5))
    assert "0 of 1 have signed it" in await stage.told("kim@discord", "The text has changed")
    assert "as it is now" in await stage.say("kim@discord", "signature agree erlan text")
    await says("ben@matrix", "campaign extend erlan goal:60", "needs 60 people")
    await says("ana@discord", "bloc start Nurses", "is started")
    await says("ana@discord", 'campaign endorse erlan "Dockers\' Union" bloc:Nurses', "has confirmed it")
    await says("ben@matrix", 'campaign batch erlan 46 proof:"lists 1 to 3"', "46 on paper")
    assert "mailto:office@ministry.example" in await stage.say("jo@matrix", "campaign message erlan")
    await says("fay@matrix", 'campaign model "Stop work at noon"', "motion propose model:1")
    await says("gus@discord", "motion propose model:1", "Stop work at noon")
    for line in ("campaign flyer erlan", "campaign export erlan pdf"):
        assert (await stage.file("ana@discord", line)).startswith(b"%PDF")
    await says("ben@matrix", 'campaign end erlan partly text:"He has a lawyer."', "once to each who asked")
    await stage.until(campaign.FOUNDED + timedelta(hours=2))
    assert "Partly won" in await stage.told("kim@discord", "He has a lawyer")
    await says("ben@matrix", "campaign archive erlan", "is put away")


async def pressed(stage: Campaigning, who: str) -> None:
    """Signs by the card's button, and by one of those that are shown to this person alone."""
    person = stage.people[who]
    assert isinstance(person, Person)
    shown = await person.click(await stage.card("Letter 1"), "Sign")
    assert shown.is_private and "Nothing is signed yet." in shown.text
    signed = await person.click(shown.messages[0], "Sign, my name is shown to nobody")
    assert signed.is_private and "You have signed" in signed.text
