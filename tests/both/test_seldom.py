"""What is done seldom, once on real networks: files, blocs that grow, lost accounts, a recall.

One bot between a homeserver and a loopback Discord, by a clock that the test sets.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import discord
import pytest
import pytest_asyncio
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from tests import thirty
from tests.both.acting import OnBoth
from tests.both.handset import HandsetBot
from tests.both.stage import PATIENCE, SLOW, Networks, Stage
from tests.both.standing import V3
from tests.matrix.person import JsPerson
from tests.wire.conftest import refused
from tests.wire.people import Person
from tests.wire.waiting import until

NETWORKS = thirty.NETWORKS
ANA = "Depot Owner"
CREW = ("ben@matrix", "chi@discord", "dara@matrix", "eli@discord")
EVERYBODY = ("ana@discord", *CREW)
SITTING = "The meeting goes on · since"
_CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
_NUMBER = re.compile(r"Motion (\d+)")
pytestmark = pytest.mark.asyncio(loop_scope="session")


class Seldom(OnBoth):
    """Five people on two networks, Chi on both; Mo is in an assembly of her own."""

    now = thirty.FOUNDED

    async def come(self) -> None:
        for name in ("chi", "eli"):
            self.people[f"{name}@discord"] = self.stage.on_discord(name)
        for name in ("ben", "chi", "dara", "mo"):
            self.people[f"{name}@matrix"] = await self.stage.on_matrix(name)
        await self.stage.found(self.ben, "UTC")
        await self.stage.connect(self.ben)
        for name in ("chi", "dara"):
            await self.js(f"{name}@matrix").join(self.stage.room)
        await self.stage.chat(self.js("dara@matrix"))

    def js(self, who: str) -> JsPerson:
        person = self.people[who]
        assert isinstance(person, JsPerson)
        return person

    async def later(self, **span: float) -> None:
        self.now += timedelta(**span)
        await self.until(self.now)

    async def cast(self, who: str, number: int, choice: str) -> None:
        """Both steps of a secret vote, alone with the bot on Discord."""
        person = self.people[who]
        assert isinstance(person, Person)
        assert "about to vote" in await self.say(who, f"vote {number} {choice}")
        told = await person.alone.click(person.alone.sees[-1], "Cast it")
        assert "Your vote is in." in told.text, told.text

    async def where(self, network: str, words: str) -> str:
        """The room in which something stands, once it does."""
        return (await self._post(network, words)).room

    async def rooms(self) -> dict[str, str]:
        """The rooms of the one bloc, by network, once there is no more to do about them."""
        await until(self.settled, "the rooms", PATIENCE)
        there = "SELECT network, address FROM rooms WHERE kind = 'bloc.room' AND state = 'there'"
        found = dict(self._rows(there))
        assert set(found) == set(NETWORKS), found
        return found

    def settled(self) -> bool:
        """Whether there is nothing more to do about any room."""
        return not self._rows("SELECT id FROM rooms WHERE stale OR state IN ('opening', 'closing')")

    def may_all_write(self, network: str, room: str) -> None:
        """Another hand changes what people may do in a room of the bot's."""
        if network == "matrix":
            self._change_power(room)
            return
        bits = discord.Permissions(view_channel=True).value
        guild = self.stage.guild.id
        self.stage.world.backend.set_overwrite(int(room), Overwrite(guild, OverwriteType.ROLE, allow=bits))

    def _change_power(self, room: str) -> None:
        path, token = f"{V3}/rooms/{quote(room)}/state/m.room.power_levels/", self.bot.login.token
        power = self.stage.synapse.request("GET", path, token=token)
        self.stage.synapse.request("PUT", path, power | {"invite": 0, "kick": 0}, token)

    def _rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.stage.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()


@pytest_asyncio.fixture(loop_scope="session")
async def played(networks: Networks, tmp_path: Path) -> AsyncIterator[Seldom]:
    """One bot by a clock of ours between both networks."""
    made = Stage(networks, tmp_path, HandsetBot)
    assert isinstance(made.bot, HandsetBot)
    made.bot.set_clock(Seldom.now)
    async with aiohttp.ClientSession() as session:
        story = Seldom(made, made.bot, session)
        await made.start()
        await story.come()
        yield story
    await made.bot.stop()
    networks.world.backend.remove_guild(made.guild.id)
    refused(networks.world)
    assert "Traceback" not in made.bot.words(), made.bot.words()


async def test_what_is_done_seldom(played: Seldom) -> None:
    await gathered(played)
    await in_a_bloc(played)
    await minuted(played)
    await lost(played)
    await affiliated(played)
    await recalled(played)
    await become(played)
    assert await until(played.settled, "rest in all rooms", PATIENCE)


async def gathered(played: Seldom) -> None:
    """Three are on the roll, one of them by two accounts; they vouch for two more, on either network."""
    await played.say("ana@discord", "assembly settings shortest:0m")
    for who in ("ben@matrix", "chi@discord"):
        await played.say(who, "action mine", openly=True)
    await played.link("chi")
    await played.say("ana@discord", "assembly settings roll:vouched")
    for number, who in enumerate(("dara@matrix", "eli@discord"), start=1):
        assert "2 members have to vouch" in await played.say(who, "member join", openly=True)
        asks, eli = "asks to come onto the roll", played.named("eli@discord", "ana@discord")
        await played.posted("discord", asks, eli if who == "eli@discord" else "dara")
        await played.press("ana@discord", "Vouch", asks)
        line = f"member vouch number:{number}"
        card = await played.posted("matrix", asks, f"Vouched for by: {ANA}@discord")
        assert card.endswith(f"[Vouch] !{line}"), card
        assert "on the roll now" in await played.say("ben@matrix", line)
        await played.told(who, "You are now on the roll of Depot")


async def in_a_bloc(played: Seldom) -> None:
    """Its keeper prints a page, has by-hand changes put back, and has it reminded, on either network."""
    await played.say("chi@discord", "bloc start Drivers")
    for who in CREW:
        if who != "chi@discord":
            assert "Drivers" in await played.say(who, "bloc join Drivers")
    rooms = await played.rooms()
    for network in NETWORKS:
        assert (await played.file(f"chi@{network}", "bloc flyer Drivers")).startswith(b"%PDF")
        assert "nothing that I would change" in await played.say(f"chi@{network}", "bloc permissions Drivers")
        played.may_all_write(network, rooms[network])
        told = await played.say(f"chi@{network}", "bloc permissions Drivers")
        assert "I would change: " in told, told
        await played.say(f"chi@{network}", "bloc permissions Drivers apply:yes")
        await played.rooms()
        assert "nothing that I would change" in await played.say(f"chi@{network}", "bloc permissions Drivers")
    said = await played.say("chi@matrix", "remind bloc in 2 h Leaflets bloc:Drivers")
    assert "I will remind Drivers, in its rooms:" in said, said
    await played.later(hours=2, minutes=1)
    for network in NETWORKS:
        assert await played.where(network, "Leaflets") == rooms[network]


async def minuted(played: Seldom) -> None:
    """Who facilitates hands over what they have moved, by a line and by a button; a hall is counted."""
    await played.say("ben@matrix", "meeting start", openly=True)
    for who in EVERYBODY:
        await played.say(who, "here")
    await played.say("ben@matrix", "meeting role facilitator", openly=True)
    await played.say("ben@matrix", "motion propose Buy a kettle seconds:0", openly=True)
    told = await played.say("ben@matrix", "motion close 1", openly=True)
    line = re.search(rf"^\[{ANA}@discord\] !(meeting hand-to \d+)$", told, re.MULTILINE)
    assert line is not None, told
    await played.say("ben@matrix", line[1], openly=True)
    await played.posted("discord", SITTING, f"Facilitator: <@{played.stage.ana.id}>")
    await played.posted("matrix", SITTING, f"Facilitator: {ANA}@discord")
    ana = played.stage.ana
    await played.say("ana@discord", "motion propose Paint the shed seconds:0", openly=True)
    (asked,) = (await ana.alone.slash("motion close", number="2")).messages
    assert set(asked.buttons) == {"chi", "dara@matrix", "eli"}, asked.text
    await ana.alone.click(asked, "dara@matrix")
    await played.posted("matrix", SITTING, "Facilitator: dara")
    for who in EVERYBODY[:2]:
        await played.say(who, "vote 1 for")
    there = ", ".join(played.named(who, "ana@discord") for who in ("chi@discord", "eli@discord"))
    assert "2 people are ticked" in await played.say("ana@discord", f'ballot tick 1 "{there}"')
    said = await played.say("ana@discord", 'motion hall 1 1 1 tellers:"Bea and Cem"')
    assert "2 votes; ticked were 2." in said, said
    await played.say("dara@matrix", "motion close 1")
    await played.posted("discord", "Motion 1 is carried")
    await played.say("dara@matrix", "meeting end", openly=True)
    minutes = await played.say("ana@discord", "minutes show 1")
    wanted = "4 voted; no quorum was set. Online 2 to 0, in the hall 1 to 1."
    assert wanted in minutes, minutes
    for who in ("ana@discord", "ben@matrix"):
        assert (await played.file(who, "minutes pdf 1")).startswith(b"%PDF"), who


async def lost(played: Seldom) -> None:
    """What is done with an account counts no more once it was reported lost from the other network."""
    said = await played.say("chi@discord", "vote 2 for")
    assert "Your vote on motion 2: For" in said, said
    said = await played.say("chi@matrix", "account list")
    number = re.search(r"^(\d+)\. .*on Discord", said, re.MULTILINE)
    assert number is not None, said
    said = await played.say("chi@matrix", f"account lost {number[1]}")
    assert "nothing counts that is done with" in said, said
    assert "reported lost" in await played.say("chi@discord", "vote 2 against")
    await played.say("chi@matrix", f"account found {number[1]}")
    assert "reported lost" not in await played.say("chi@discord", "vote 2 for")


async def carried(played: Seldom, number: int, voters: Iterable[str]) -> None:
    """Their motion is seconded, voted for by all of them, and carried."""
    first, *others = voters
    await played.say(others[0], f"motion second {number}")
    for who in (first, *others):
        await played.say(who, f"vote {number} for")
    await played.later(days=4)


async def affiliated(played: Seldom) -> None:
    """Depot comes under City, which is on Matrix alone, by a motion on both sides."""
    mo = played.js("mo@matrix")
    city = await mo.create("City hall", invite=[played.bot.user_id])
    me, how = played.bot.user_id, {"timeout": SLOW}
    await mo.wait(city, "I am Folkmoot", sender=me, **how)
    await mo.send(city, "!assembly found City")
    await mo.wait(city, "City is founded", sender=me, **how)
    await mo.send(city, "!assembly settings seconds:0")
    await mo.wait(city, "Changed in City", sender=me, **how)
    code = _CODE.search(await played.say("mo@matrix", "assembly affiliate"))
    assert code is not None
    said = await played.say("ana@discord", f"assembly affiliate {code[0]}")
    assert "Motion 3 asks whether this assembly wants to come under City" in said, said
    await carried(played, 3, EVERYBODY)
    await mo.wait(city, "Take in Depot as an assembly under this one", sender=me, **how)
    assert "Your vote on motion 1: For" in await played.say("mo@matrix", "vote 1 for")
    await played.later(days=4)
    await mo.wait(city, "Depot is an assembly under this one now", sender=me, **how)
    for network in NETWORKS:
        await played.posted(network, "City has taken this assembly in.")
    assert "· Depot: this assembly, 5 on the roll" in await played.say("ana@discord", "assembly tree")


async def become(played: Seldom) -> None:
    """Drivers becomes an assembly that Dara founds in a room of hers."""
    dara, me = played.js("dara@matrix"), played.bot.user_id
    road = await dara.create("Road hall", invite=[me])
    await dara.wait(road, "I am Folkmoot", sender=me, timeout=SLOW)
    await dara.send(road, "!assembly found Road")
    await dara.wait(road, "Road is founded", sender=me, timeout=SLOW)
    await played.say("dara@matrix", "assembly use Road")
    code = _CODE.search(await played.say("dara@matrix", "bloc become-assembly"))
    assert code is not None
    said = await played.say("ben@matrix", f"bloc become-assembly Drivers {code[0]}")
    assert "whether they want to become Road" in said, said
    number = _NUMBER.search(said)
    assert number is not None, said
    await carried(played, int(number[1]), CREW)
    for network in NETWORKS:
        await played.posted(network, "Road is an assembly under this one now.")
    for who in ("ben@matrix", "eli@discord"):
        await played.told(who, "You are on its roll from now on")


async def recalled(played: Seldom) -> None:
    """Three call for it, it is secret and lasts for two days, and then she is a steward no more."""
    for who in CREW[:3]:
        person = played.named("ana@discord", who) if "discord" in who else f'"{ANA}@discord"'
        said = await played.say(who, f"steward recall {person}")
    found = re.search(r"it is voted on, as motion (\d+)", said)
    assert found is not None, said
    for network in NETWORKS:
        await played.posted(network, f"Motion {found[1]} · vote", "Secret vote.")
    assert "no steward changes roll" in await played.say("ana@discord", f"motion close {found[1]}")
    assert "not encrypted" in await played.say("ben@matrix", f"vote {found[1]} for")
    for who in ("chi@discord", "eli@discord"):
        await played.cast(who, int(found[1]), "for")
    await played.later(hours=49)
    for network in NETWORKS:
        await played.posted(network, f"Motion {found[1]} is carried", "So this was done: Recall")
    assert ANA not in await played.say("ben@matrix", "steward list")
