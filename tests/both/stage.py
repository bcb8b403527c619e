"""One bot on two networks: a Synapse and a loopback Discord, with people on one or on both."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

from simcord.builders import GuildHandle

from tests.evening import come
from tests.matrix.bot_process import BotProcess
from tests.matrix.person import JsPeople, JsPerson
from tests.matrix.synapse import Login, Synapse
from tests.wire.meeting import tally, zone_at_noon
from tests.wire.people import Person
from tests.wire.process import LOGGED_IN
from tests.wire.seen import Seen
from tests.wire.waiting import until
from tests.wire.world import TOKEN, World

T = TypeVar("T")
numbers = count(1)
PATIENCE = 180.0
SLOW = 180_000
"""Milliseconds that people on Matrix wait for the bot: this machine may have much else to do."""
ANSWERS = ["m.room.message", "m.reaction"]
"""How the bot answers on Matrix: in words, or by a mark under what was written."""
_ROW = re.compile(r"^(?P<label>\S[^█░\n]*?)\s+[█░]+\s+(?P<count>[\d,]+)$", re.MULTILINE)


@dataclass(frozen=True)
class Both:
    """One person with an account on each network."""

    discord: Person
    matrix: JsPerson


@dataclass(frozen=True)
class Networks:
    """A homeserver that can be stopped, a loopback Discord, and the driver that plays people on Matrix."""

    synapse: Synapse
    world: World
    people: JsPeople


class Stage:
    """Two networks, the bot between them, and the room of the assembly on each."""

    def __init__(self, networks: Networks, folder: Path, process: type[BotProcess] = BotProcess) -> None:
        self.synapse = synapse = networks.synapse
        self.world = world = networks.world
        self.people = networks.people
        gateway = f"ws://127.0.0.1:{world.port}/gateway"
        discord = f'[discord]\napi = "{world.api}"\ngateway = "{gateway}"'
        self.bot = process(
            synapse.register(f"moot{next(numbers)}"), folder / "bot", discord, FOLKMOOT_DISCORD_TOKEN=TOKEN
        )
        self.guild: GuildHandle = world.hall(rooms=True)
        self.ana = world.steward(self.guild)
        self.room = ""
        self._chats: dict[str, str] = {}

    @property
    def database(self) -> Path:
        return self.bot.folder / "moot.db"

    async def start(self) -> None:
        """Starts the bot and waits until it is on both networks."""
        before = self.bot.words().count(LOGGED_IN)
        await self.bot.start()

        def is_ready() -> bool:
            assert self.bot.is_running, self.bot.words()
            return self.bot.words().count(LOGGED_IN) > before

        await until(is_ready, "the log-in to Discord", PATIENCE)

    async def on_matrix(self, name: str) -> JsPerson:
        """Somebody with an account on the homeserver."""
        return await self.people.login(self.account(name), crypto=False)

    def account(self, name: str) -> Login:
        """An account on the homeserver, shown by this name."""
        login = self.synapse.register(f"{name}{next(numbers)}")
        profile = f"/_matrix/client/v3/profile/{login.user_id}/displayname"
        self.synapse.request("PUT", profile, {"displayname": name}, login.token)
        return login

    async def on_both(self, name: str) -> Both:
        """Somebody with an account on each network."""
        return Both(self.on_discord(name), await self.on_matrix(name))

    def on_discord(self, name: str) -> Person:
        """Somebody in the Discord server."""
        return self.world.person(self.guild, name)

    async def chat(self, person: JsPerson) -> str:
        """The room in which somebody is alone with the bot, opened once."""
        if person.user_id not in self._chats:
            room = await person.create(direct=True, invite=[self.bot.user_id])
            await person.wait(room, "I am Folkmoot", sender=self.bot.user_id, timeout=SLOW)
            self._chats[person.user_id] = room
        return self._chats[person.user_id]

    @property
    def chats(self) -> frozenset[str]:
        """The rooms in which people on Matrix are alone with the bot."""
        return frozenset(self._chats.values())

    async def asks(self, person: Person | JsPerson, line: str, *, openly: bool = False) -> str:
        """Gives a command in words, alone with the bot or in the assembly's room; what is answered.

        Words, and not slash commands: they may take longer than three seconds on a machine that is busy.
        """
        if isinstance(person, JsPerson):
            room = self.room if openly else await self.chat(person)
            sent = await person.send(room, f"!{line}")
            me = self.bot.user_id
            return (await person.wait(room, relates=sent, sender=me, type=ANSWERS, timeout=SLOW)).body
        said = person.mention(line) if openly else person.alone.say(f"!{line}")

        def answers() -> str:
            alone = [m for m in person.alone.sees if m.author_is_bot and m.id > said.id]
            aloud = [m for m in self.world.posts(person.room) if m.replies_to == said.id]
            return "\n".join(m.text for m in [*alone, *aloud])

        return await until(answers, f"an answer to {line!r}", PATIENCE)

    async def found(self, ben: JsPerson, zone: str = "") -> None:
        """Ana founds the assembly on Discord; Ben opens a room on Matrix and asks the bot in.

        Where the bot goes by the machine's clock the zone is one in which it is day now.
        """
        line = f"assembly found Depot zone:{zone or zone_at_noon()}"
        founded = await self.asks(self.ana, line, openly=True)
        assert "Depot" in founded
        self.room = await ben.create("Depot hall", invite=[self.bot.user_id])
        await ben.wait(self.room, "I am Folkmoot", sender=self.bot.user_id, timeout=SLOW)

    async def connect(self, ben: JsPerson) -> None:
        """The assembly meets on Matrix too: Ana is given a code, and Ben gives it in his room."""
        code = _code(await self.asks(self.ana, "assembly connect"))
        await ben.send(self.room, f"!assembly connect {code}")
        await ben.wait(self.room, "meets", sender=self.bot.user_id, timeout=SLOW)

    async def link(self, person: Both) -> None:
        """Somebody's two accounts become one member; each side says that both are theirs."""
        code = _code(await self.asks(person.discord, "account link"))
        assert "account confirm" in await self.asks(person.matrix, f"account link {code}")
        assert "the other account" in await self.asks(person.matrix, "account confirm yes")
        assert "one person" in await self.asks(person.discord, "account confirm yes")

    async def card(self, title: str) -> Seen:
        """The card on Discord on which a motion is voted, once it is there with its reactions."""
        room = self.guild.channels["assembly"]

        def found() -> Seen | None:
            posts = self.world.posts(room)
            return next((p for p in posts if title in p.text and tally(p) and len(p.reactions) >= 3), None)

        card = await until(found, "the card of the vote", PATIENCE)
        assert card is not None
        return card

    async def post(self, words: str) -> Seen:
        """The first post on Discord that holds these words, once it is there."""
        room = self.guild.channels["assembly"]

        def found() -> Seen | None:
            return next((post for post in self.world.posts(room) if words in post.text), None)

        post = await until(found, f"a post with {words!r}", PATIENCE)
        assert post is not None
        return post

    async def shown(self, card: Seen, **wanted: int) -> None:
        """Waits until the card on Discord shows these counts."""
        wished = {name.capitalize(): count for name, count in wanted.items()}
        await until(lambda: tally(card) == wished, lambda: f"{wished}, but {tally(card)}", PATIENCE)

    async def shown_on_matrix(self, person: JsPerson, card: str, **wanted: int) -> None:
        """Waits until the card on Matrix shows these counts."""
        wished = {name.capitalize(): count for name, count in wanted.items()}

        async def look() -> bool | None:
            return True if counts(await self.standing(person, card)) == wished else None

        await come(look, f"{wished} on the card on Matrix")

    async def standing(self, person: JsPerson, card: str) -> str:
        """What a message on Matrix says now, after its edits."""
        said = ""
        for seen in await person.messages(self.room, "m.room.message"):
            if seen.id == card:
                said = seen.body
            elif seen.relation.get("rel_type") == "m.replace" and seen.relation.get("event_id") == card:
                said = str(seen.content.get("m.new_content", {}).get("body", seen.body))
        return said

    async def each_card_once(self, person: JsPerson, title: str) -> None:
        """Draft, vote and result stand once on each network."""
        posts = [post.text for post in self.world.posts(self.guild.channels["assembly"])]
        said = await person.messages(self.room, "m.room.message")
        own = [one for one in said if one.sender == self.bot.user_id]
        messages = [one.body for one in own if one.relation.get("rel_type") != "m.replace"]
        for texts in (posts, messages):
            about = [text for text in texts if title in text]
            assert len(about) == len(set(about)) == 3, about

    def ballots(self) -> dict[int, int]:
        """How many ballots there are for each choice, read with nothing of Folkmoot's."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT choice, count(*) FROM ballots GROUP BY choice").fetchall()
        return dict(rows)


def _code(text: str) -> str:
    """The one-time code that an answer holds."""
    found = re.search(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b", text)
    assert found is not None, text
    return found[0]


def counts(text: str) -> dict[str, int]:
    """The counts that a card shows, by label."""
    return {row["label"]: int(row["count"].replace(",", "")) for row in _ROW.finditer(text)}
