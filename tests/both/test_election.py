"""An election of three delegates on two real networks, with a bot that SIGKILL ends twice.

Everybody votes alone with the bot: on Matrix in an encrypted chat, most of them on a phone that reads only
when it is looked at; on Discord some from the card's menus, the others in words.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from tests import election
from tests.both.acting import OnBoth
from tests.both.handset import HandsetBot
from tests.both.stage import PATIENCE, SLOW, Networks, Stage
from tests.both.standing import bare
from tests.matrix.person import JsPerson
from tests.matrix.phone import Phone
from tests.wire.conftest import refused
from tests.wire.people import Person
from tests.wire.seen import Seen

pytestmark = pytest.mark.asyncio(loop_scope="session")
AT_A_DESK = ("ben", *election.ON_BOTH, "mast1")
"""These have their client on Matrix open all the time."""
_CAST = re.compile(r"^\[Cast it\] !(.+)$", re.MULTILINE)
_RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


class Encrypted(Stage):
    """A stage on which people talk with the bot in encrypted chats."""

    async def on_matrix(self, name: str) -> JsPerson:
        return await self.people.login(self.account(name))

    async def chat(self, person: JsPerson) -> str:
        if person.user_id not in self._chats:
            me = self.bot.user_id
            room = await person.create(encrypted=True, direct=True, open=False, invite=[me])
            await person.wait(room, "I am Folkmoot", sender=me, timeout=SLOW)
            self._chats[person.user_id] = room
        return self._chats[person.user_id]


class Electing(OnBoth):
    """The stage of tests/election.py."""

    def __init__(self, stage: Stage, bot: HandsetBot, session: aiohttp.ClientSession) -> None:
        super().__init__(stage, bot, session)
        self.phones: dict[str, Phone] = {}
        self.chats: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.slips: dict[str, tuple[Person, Seen]] = {}

    async def with_phones(self, names: Sequence[str], folder: Path) -> None:
        """People on Matrix who look at their phone when they do something."""
        for name in names:
            login = self.stage.account(name)
            phone = Phone(login, folder / login.device_id)
            await phone.start()
            await phone.join(self.stage.room)
            self.phones[f"{name}@matrix"] = phone
            self.chats[f"{name}@matrix"] = chat = await phone.open_chat(self.bot.user_id)
            await phone.wait(chat, "I am Folkmoot", sender=self.bot.user_id, within=PATIENCE)

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        phone = self.phones.get(who)
        if phone is None:
            said = await super().say(who, line, openly=openly)
        else:
            sent = await phone.send(self.chats[who], f"!{line}")
            said = bare((await phone.answer_to(self.chats[who], sent, self.bot.user_id, PATIENCE)).body)
        self.answers[who] = said
        return said

    def named(self, who: str, by: str) -> str:
        return self.phones[who].user_id if who in self.phones else super().named(who, by)

    async def choose(self, who: str, line: str) -> str:
        said = await self.say(who, line)
        person = self.people.get(who)
        if isinstance(person, Person):
            self.slips[who] = (person.alone, person.alone.sees[-1])
        return said

    async def cast(self, who: str) -> str:
        if who not in self.slips:
            line = _CAST.search(self.answers[who])
            assert line is not None, self.answers[who]
            return await self.say(who, line[1])
        person, slip = self.slips[who]
        return (await person.click(slip, "Cast it")).text

    def receipt(self, who: str) -> str:
        found = _RECEIPT.search(self.answers[who])
        assert found is not None, self.answers[who]
        return found[0]

    async def pick(self, who: str, names: Sequence[str]) -> str:
        person = self.people[who]
        assert isinstance(person, Person)
        shown = await person.click(self._seen(await self._post("discord", election.CARD)), "Vote")
        for name in names:
            paper = shown.messages[-1]
            menu, (_, picks) = next(iter(paper.menus.items()))
            shown = await person.choose(paper, menu, next(label for label in picks if name in label))
        shown = await person.click(shown.messages[-1], "Cast it")
        assert shown.is_private
        self.slips[who] = (person, shown.messages[-1])
        return shown.text

    async def dies_until(self, at: datetime) -> None:
        await self.bot.kill()
        self.bot.set_clock(at)
        await self.stage.start()

    def logged(self) -> str:
        return self.bot.words()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(networks: Networks, tmp_path: Path) -> AsyncIterator[Electing]:
    """One bot by a clock of ours between both networks, and everybody who votes."""
    made = Encrypted(networks, tmp_path, HandsetBot)
    assert isinstance(made.bot, HandsetBot)
    made.bot.set_clock(election.FOUNDED)
    async with aiohttp.ClientSession() as session:
        played = Electing(made, made.bot, session)
        await made.start()
        await played.gather((*election.ON_DISCORD, *election.ON_BOTH), AT_A_DESK, AT_A_DESK)
        await played.with_phones([name for name in election.ON_MATRIX if name not in AT_A_DESK], tmp_path)
        yield played
        for phone in played.phones.values():
            await phone.stop()
    print(made.bot.words()[-6000:])
    await made.bot.stop()
    networks.world.backend.remove_guild(made.guild.id)
    refused(networks.world)
    assert "Traceback" not in made.bot.words(), made.bot.words()


async def test_an_election_of_three_delegates(stage: Electing) -> None:
    await asyncio.wait_for(election.play(stage), 600)
    for network in election.NETWORKS:
        assert await stage.count(network, election.RESULT) == 1


async def test_what_else_is_asked_and_elected(stage: Electing) -> None:
    """Marks on a poll of several, and a date up to its meeting."""

    async def says(who: str, line: str, words: str) -> None:
        said = await stage.say(who, line, openly=True)
        assert words in said, said

    for who in ("ben@matrix", "dock1@discord"):
        await stage.say(who, "action mine")
    await says("ana@discord", "poll ask Which days? options:Mon,Tue,Wed kind:several", "Poll 1")
    for who, mark in (("ben@matrix", "1️⃣"), ("ben@matrix", "3️⃣"), ("dock1@discord", "3️⃣")):
        await stage.react(who, mark, "Which days?")
    for network in election.NETWORKS:
        await stage.posted(network, "Which days?", "2 have answered")
    await says("ana@discord", "poll close 1", "is over")
    for network in election.NETWORKS:
        await stage.posted(network, "Most chose", "Wed")
    await says("ana@discord", "poll when Picnic 2030-10-20 18:00, 2030-10-21 18:00", "Poll 2")
    await says("ben@matrix", "poll vote 2 2", "When you can")
    await says("ana@discord", "poll close 2", "is over")
    await stage.posted("matrix", "Best: ")
    await says("ana@discord", "poll call 2", "Picnic")
    for network in election.NETWORKS:
        await stage.posted(network, "Meeting 1")


async def test_seats_are_declared_filled_and_an_election_is_called_off(stage: Electing) -> None:
    """Two are declared elected where no more stand, and a vote by Schulze is called off."""

    async def says(who: str, line: str, words: str) -> None:
        said = await stage.say(who, line, openly=True)
        assert words in said, said

    await stage.say("ben@matrix", "action mine")
    await says("ana@discord", "election call Keys seats:2 nominations:1d reopen:no", "Election 1")
    for who, name in (("ben@matrix", "Ben Birch"), ("ana@discord", "Ana Alder")):
        assert name in await stage.say(who, f'election nominate 1 called:"{name}"')
    await stage.until(election.FOUNDED + timedelta(days=1, minutes=5))
    await stage.posted("matrix", "election declare 1")
    said = await stage.say("ana@discord", "election declare 1", openly=True)
    for network in election.NETWORKS:
        result = await stage.posted(network, election.RESULT, "Nobody voted")
        assert "Ben Birch" in result and "Ana Alder" in result, said
    await says("ben@matrix", "election call Treasurer method:schulze", "Election 2")
    await says("ben@matrix", "election longer 2 2d", "2")
    await says("ben@matrix", "election call-off 2", "off")
    for network in election.NETWORKS:
        await stage.posted(network, "Election 2 ·", "called off")
