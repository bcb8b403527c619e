"""Two real networks as a stage: a homeserver and a loopback Discord, and a bot that SIGKILL ends."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import datetime

import aiohttp

from tests.both.handset import HandsetBot
from tests.both.stage import ANSWERS, PATIENCE, SLOW, Both, Stage
from tests.both.standing import Post, Standing, bare
from tests.evening import come
from tests.matrix.person import BarePerson, JsPerson
from tests.wire.faults import Cut
from tests.wire.people import Person
from tests.wire.seen import InteractionFailed, Seen
from tests.wire.waiting import until

CLAIMED = "SELECT count(*) FROM posts WHERE network = 'matrix' AND state = 'waiting' AND tried_at IS NOT NULL"
TRIES = 3
FILE_NAME = r"\.(csv|json|md|pdf)$"


class OnBoth:
    """The stage of tests/thirty.py and others, on a homeserver and a loopback Discord."""

    def __init__(self, stage: Stage, bot: HandsetBot, session: aiohttp.ClientSession) -> None:
        self.stage, self.bot, self.session = stage, bot, session
        self.standing = Standing(stage)
        self.people: dict[str, Person | JsPerson | BarePerson] = {"ana@discord": stage.ana}

    async def gather(
        self, discord: Collection[str], matrix: Collection[str], syncing: Collection[str]
    ) -> None:
        """Everybody has an account, and is where the assembly meets; ana founds it, ben connects Matrix.

        Those on Matrix who are not syncing speak bare HTTP, and Ben sees what they are answered.
        """
        for name in discord:
            self.people[f"{name}@discord"] = self.stage.on_discord(name)
        for name in syncing:
            self.people[f"{name}@matrix"] = await self.stage.on_matrix(name)
        for name in matrix:
            if name not in syncing:
                self.people[f"{name}@matrix"] = BarePerson(self.stage.account(name), self.session)
        await self.stage.found(self.ben, "UTC")
        await self.stage.connect(self.ben)
        for person in self.people.values():
            if not isinstance(person, Person) and person is not self.ben:
                await person.join(self.stage.room)

    @property
    def ben(self) -> JsPerson:
        ben = self.people["ben@matrix"]
        assert isinstance(ben, JsPerson)
        return ben

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        person = self.people[who]
        if isinstance(person, BarePerson):
            sent = await person.send(self.stage.room, f"!{line}")
            me = self.stage.bot.user_id
            room = self.stage.room
            return (await self.ben.wait(room, relates=sent, sender=me, type=ANSWERS, timeout=SLOW)).body
        return bare(await self.stage.asks(person, line, openly=openly))

    async def all_say(self, lines: Mapping[str, str]) -> None:
        await asyncio.gather(*(self.say(who, line, openly=True) for who, line in lines.items()))

    async def react(self, who: str, mark: str, words: str) -> None:
        person = self.people[who]
        post = await self._post("discord" if isinstance(person, Person) else "matrix", words)
        if isinstance(person, Person):
            person.react(self._seen(post), mark)
        else:
            await person.react(post.room, post.id, mark)

    async def press(self, who: str, label: str, words: str) -> None:
        """A press that came to nothing, as the machine had too much else to do, is tried again."""
        person = self.people[who]
        assert isinstance(person, Person)
        card = self._seen(await self._post("discord", words))
        for left in reversed(range(TRIES)):
            try:
                await person.click(card, label)
                return
            except InteractionFailed:
                if not left:
                    raise

    async def link(self, name: str) -> None:
        discord, matrix = self.people[f"{name}@discord"], self.people[f"{name}@matrix"]
        assert isinstance(discord, Person) and isinstance(matrix, JsPerson)
        await self.stage.link(Both(discord, matrix))

    def named(self, who: str, by: str) -> str:
        person = self.people[f"{who.partition('@')[0]}@{by.partition('@')[2]}"]
        return f"<@{person.id}>" if isinstance(person, Person) else person.user_id

    async def posted(self, network: str, words: str, also: str = "") -> str:
        return (await self._post(network, words, also)).text

    async def count(self, network: str, words: str) -> int:
        return len([post for post in await self._posts(network) if words in post.text])

    async def gone(self, network: str, words: str) -> None:
        async def look() -> bool | None:
            return None if await self.count(network, words) else True

        await come(look, f"no {words!r} on {network}", PATIENCE)

    async def told(self, who: str, words: str) -> str:
        person = self.people[who]
        if isinstance(person, JsPerson):
            chat, me = await self.stage.chat(person), self.stage.bot.user_id
            return (await person.wait(chat, words, sender=me, timeout=SLOW)).body
        assert isinstance(person, Person)

        def found() -> str:
            texts = [m.text for m in person.alone.sees if m.author_is_bot and words in m.text]
            return texts[-1] if texts else ""

        return await until(found, f"{words!r} in private", PATIENCE)

    async def told_times(self, who: str, words: str) -> int:
        person = self.people[who]
        if isinstance(person, JsPerson):
            chat, me = await self.stage.chat(person), self.stage.bot.user_id
            return sum(words in event.body for event in await person.messages(chat) if event.sender == me)
        assert isinstance(person, Person)
        return sum(words in message.text for message in person.alone.sees if message.author_is_bot)

    async def file(self, who: str, line: str) -> bytes:
        """The file that a command is answered with where somebody is alone with the bot."""
        person = self.people[who]
        if isinstance(person, JsPerson):
            return await self._fetched(person, line)
        assert isinstance(person, Person)
        before = _files(person)
        said = await self.say(who, line)
        assert _files(person) == before + 1, said
        return self.stage.world.uploads[-1]

    async def _fetched(self, person: JsPerson, line: str) -> bytes:
        """The same on Matrix, as a client fetches it."""
        chat, me = await self.stage.chat(person), self.bot.user_id
        sent = await person.send(chat, f"!{line}")
        await person.wait(chat, relates=sent, sender=me, timeout=SLOW)
        said = await person.wait(chat, FILE_NAME, after=sent, sender=me, timeout=SLOW)
        assert said.content["msgtype"] == "m.file", said.content
        url = f"{person.login.homeserver}/_matrix/client/v1/media/download/{said.content['url'][6:]}"
        headers = {"Authorization": f"Bearer {person.login.token}"}
        async with self.session.get(url, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.read()

    async def until(self, at: datetime) -> None:
        self.bot.set_clock(at)

    async def dies_sending(self, at: datetime, words: str) -> None:
        """Discord has got it by then and could not say so; Matrix gets it when the bot is dead already."""
        before = await self.count("discord", words)
        self.stage.world.faults.cut("POST", "/channels/*/messages", Cut.AFTER)
        with self.stage.synapse.held():
            self.bot.set_clock(at)
            await until(self._is_claimed, "a post that is claimed", PATIENCE)

            async def look() -> bool | None:
                posts = [post for post in self.standing.on_discord() if words in post.text]
                return True if len(posts) > before else None

            await come(look, f"{words!r} on Discord", PATIENCE)
            await self.bot.kill()
        await self.stage.start()

    async def dies(self) -> None:
        await self.bot.kill()
        await self.stage.start()

    def _is_claimed(self) -> bool:
        with closing(sqlite3.connect(f"file:{self.stage.database}?mode=ro", uri=True)) as connection:
            return bool(connection.execute(CLAIMED).fetchone()[0])

    async def _posts(self, network: str) -> list[Post]:
        return [post for post in await self.standing.posts(network) if not post.is_answer]

    async def _post(self, network: str, words: str, also: str = "") -> Post:
        """The newest post that holds these words, once it holds the others too."""
        last = ""

        async def look() -> Post | None:
            nonlocal last
            found = [post for post in await self._posts(network) if words in post.text]
            last = found[-1].text if found else ""
            return found[-1] if found and also in found[-1].text else None

        try:
            return await come(look, words, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{also!r} never stood with {words!r} on {network}: {last}") from None

    def _seen(self, post: Post) -> Seen:
        messages = self.stage.world.backend.messages[int(post.room)]
        return Seen(self.stage.world, messages[int(post.id)])


def _files(person: Person) -> int:
    """How many files somebody on Discord has where they are alone with the bot."""
    return sum(len(message.attachments) for message in person.alone.sees)
