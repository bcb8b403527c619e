"""People who vote on two real networks: by buttons and menus on Discord, in encrypted chats on Matrix."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from nio.crypto.attachments import decrypt_attachment

from bot.languages import SOURCE, catalog
from tests import election, handset
from tests.both.acting import TRIES, OnBoth
from tests.both.encrypted import Encrypted
from tests.both.handset import HandsetBot
from tests.both.stage import PATIENCE, SLOW, Networks, Stage
from tests.both.standing import Post, bare
from tests.matrix.person import JsPerson
from tests.matrix.person import Seen as Said
from tests.matrix.phone import Phone
from tests.wire.conftest import refused
from tests.wire.people import Person
from tests.wire.seen import Answer, InteractionFailed, Seen
from tests.wire.waiting import until

GOES_ON = 10.0
"""So often, in seconds, a clock that is not set otherwise is told to go on."""
_FILE = r"^[a-z]+-\d+\.(blt|json)$"
_NUMBER = re.compile(r"(?:Poll|Election) (\d+)")
_RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


class Electing(OnBoth):
    """The stage of tests/election.py, and of what else is asked and elected.

    answers are what each person was last told alone, slips the messages in which somebody on Discord was.
    """

    def __init__(self, stage: Stage, bot: HandsetBot, session: aiohttp.ClientSession) -> None:
        super().__init__(stage, bot, session)
        self.phones: dict[str, Phone] = {}
        self.chats: dict[str, str] = {}
        self.answers: dict[str, str] = {}
        self.slips: dict[str, tuple[Person, Seen]] = {}
        self.languages: dict[str, str] = {}
        self._set = 0.0

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
        self._goes_on()
        phone = self.phones.get(who)
        if phone is None:
            said = await super().say(who, line, openly=openly)
        else:
            sent = await phone.send(self.chats[who], f"!{line}")
            said = bare((await phone.answer_to(self.chats[who], sent, self.bot.user_id, PATIENCE)).body)
        self.answers[who] = said
        if not openly:
            self._held(who, said)
        return said

    async def assents(self, who: str) -> str:
        """Says a bare yes, without a command, on a phone in the encrypted chat with the bot."""
        phone, chat = self.phones[who], self.chats[who]
        sent = await phone.send(chat, "yes")
        return bare((await phone.answer_to(chat, sent, self.bot.user_id, PATIENCE)).body)

    def _held(self, who: str, said: str) -> None:
        """Keeps the message that somebody on Discord was answered with, for its buttons."""
        person = self.people.get(who)
        if isinstance(person, Person):
            own = [m for m in person.alone.sees if m.author_is_bot and bare(m.text) in said]
            self.slips[who] = (person.alone, own[-1])

    async def says(self, who: str, line: str, *wanted: str) -> str:
        """The same where others read along; the answer says these words."""
        said = await self.say(who, line, openly=True)
        assert all(words in said for words in wanted), said
        return said

    async def hears(self, who: str, line: str, *wanted: str) -> str:
        """The same alone with the bot."""
        said = await self.say(who, line)
        assert all(words in said for words in wanted), said
        return said

    async def begun(self, who: str, line: str) -> int:
        """Asks or calls where others read along; the number that it has."""
        found = _NUMBER.search(await self.say(who, line, openly=True))
        assert found is not None, self.answers[who]
        return int(found[1])

    def known(self, who: str, by: str) -> str:
        """How somebody on Discord is written on either network."""
        return self.named(who, by) if by.endswith("discord") else who

    def named(self, who: str, by: str) -> str:
        return self.phones[who].user_id if who in self.phones else super().named(who, by)

    async def told(self, who: str, words: str) -> str:
        self._goes_on()
        if who not in self.phones:
            said = await super().told(who, words)
            self._held(who, bare(said))
        else:
            me, phone = self.bot.user_id, self.phones[who]
            said = (await phone.wait(self.chats[who], words, sender=me, within=PATIENCE)).body
        self.answers[who] = said
        return said

    async def speaks(self, who: str, language: str) -> None:
        """Somebody chooses the language in which the bot speaks to them."""
        self.languages[who] = language
        await self.hears(who, f"language {language}", "español")

    async def later(self, **span: float) -> None:
        await self.until(self._now + timedelta(**span))

    async def until(self, at: datetime) -> None:
        self._set = time.monotonic()
        await super().until(at)

    @property
    def _now(self) -> datetime:
        return handset.told(self.bot.folder / "hands")

    def _goes_on(self) -> None:
        """Sets the clock to what it says, as it goes slower the longer ago it was set."""
        if time.monotonic() - self._set > GOES_ON:
            self._set = time.monotonic()
            self.bot.set_clock(self._now)

    async def _post(self, network: str, words: str, also: str = "") -> Post:
        self._goes_on()
        return await super()._post(network, words, also)

    async def card(self, words: str, also: str = "") -> Seen:
        """The newest post on Discord that holds these words, once it holds the others too."""
        return self._seen(await self._post("discord", words, also))

    async def tap(self, who: str, label: str, card: str, also: str = "") -> Seen:
        """Presses a button of a post on Discord; what is answered to that person alone."""
        person, post = self._on_discord(who), await self.card(card, also)
        return self._took(who, person, await _tried(lambda: person.click(post, label)))

    async def take(self, who: str, card: str, *picks: str) -> None:
        """Chooses from the list under a post on Discord, which shows it by itself."""
        await _chosen(self._on_discord(who), await self.card(card), picks)

    async def add(self, who: str, *picks: str) -> Seen:
        """Chooses from the list that somebody on Discord was answered with."""
        person, slip = self.slips[who]
        return self._took(who, person, await _chosen(person, slip, picks))

    def _took(self, who: str, person: Person, shown: Answer) -> Seen:
        assert shown.is_private, shown.text
        self.slips[who] = (person, shown.messages[-1])
        self.answers[who] = bare(shown.text)
        return shown.messages[-1]

    def _on_discord(self, who: str) -> Person:
        person = self.people[who]
        assert isinstance(person, Person)
        return person

    async def follow(self, who: str, label: str) -> str:
        """Presses a button of what somebody was last told alone, or writes the line that stands for it.

        Its label is given in English, and is looked for in the reader's language.
        """
        label = catalog(self.languages.get(who, SOURCE)).gettext(label)
        if who not in self.slips:
            line = re.search(rf"^\[{re.escape(label)}\] !(.+)$", self.answers[who], re.MULTILINE)
            assert line is not None, self.answers[who]
            return await self.say(who, line[1])
        person, slip = self.slips[who]
        shown = await _tried(lambda: person.click(slip, label))
        self.slips[who] = (person, shown.messages[-1])
        self.answers[who] = bare(shown.text)
        return self.answers[who]

    async def choose(self, who: str, line: str) -> str:
        return await self.say(who, line)

    async def cast(self, who: str) -> str:
        return await self.follow(who, "Cast it")

    def receipt(self, who: str) -> str:
        found = _RECEIPT.search(self.answers[who])
        assert found is not None, self.answers[who]
        return found[0]

    async def pick(self, who: str, names: Sequence[str]) -> str:
        await self.tap(who, "Vote", election.CARD)
        for name in names:
            await self.add(who, name)
        return await self.follow(who, "Cast it")

    async def dies_until(self, at: datetime) -> None:
        await self.bot.kill()
        await self.until(at)
        await self.stage.start()

    def logged(self) -> str:
        return self.bot.words()

    async def has_rooms(self) -> None:
        """Waits until the one bloc has its room on each network."""
        query = "SELECT count(*) FROM rooms WHERE kind = 'bloc.room' AND state = 'there' AND NOT stale"
        await until(lambda: self.rows(query)[0][0] == 2, "the rooms of the bloc", PATIENCE)

    def rows(self, query: str, *values: object) -> list[Any]:
        """What stands in the file, read with nothing of Folkmoot's."""
        with closing(sqlite3.connect(f"file:{self.stage.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    async def _fetched(self, person: JsPerson, line: str) -> bytes:
        return (await self.sent(person, line))[1]

    async def sent(self, person: JsPerson, line: str, called: str = _FILE) -> tuple[Said, bytes]:
        """The file of an encrypted chat by what is written on it, as a client opens it."""
        chat, me = await self.stage.chat(person), self.bot.user_id
        sent = await person.send(chat, f"!{line}")
        said = await person.wait(chat, called, relates=sent, sender=me, timeout=SLOW)
        held = said.content["file"]
        url = f"{person.login.homeserver}/_matrix/client/v1/media/download/{held['url'][6:]}"
        headers = {"Authorization": f"Bearer {person.login.token}"}
        async with self.session.get(url, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            sealed = await answer.read()
        return said, decrypt_attachment(sealed, held["key"]["k"], held["hashes"]["sha256"], held["iv"])

    def js(self, who: str) -> JsPerson:
        person = self.people[who]
        assert isinstance(person, JsPerson)
        return person


async def _chosen(person: Person, on: Seen, picks: Sequence[str]) -> Answer:
    """Chooses from the first list of a message the lines that hold these words."""
    menu, (_, lines) = next(iter(on.menus.items()))
    labels = [next(label for label in lines if pick in label) for pick in picks]
    return await _tried(lambda: person.choose(on, menu, *labels))


async def _tried(do: Callable[[], Awaitable[Answer]]) -> Answer:
    """A press that came to nothing, as the machine had too much else to do, is tried again."""
    for _ in range(TRIES - 1):
        try:
            return await do()
        except InteractionFailed:
            continue
    return await do()


@asynccontextmanager
async def staged(
    networks: Networks, folder: Path, discord: Sequence[str], matrix: Sequence[str], phones: Sequence[str]
) -> AsyncIterator[Electing]:
    """One bot by a clock of ours between both networks, and everybody who votes."""
    made = Encrypted(networks, folder, HandsetBot)
    assert isinstance(made.bot, HandsetBot)
    made.bot.set_clock(election.FOUNDED)
    async with aiohttp.ClientSession() as session:
        played = Electing(made, made.bot, session)
        try:
            await made.start()
            await played.gather(discord, matrix, matrix)
            await played.with_phones(phones, folder)
            yield played
        finally:
            for phone in played.phones.values():
                await phone.stop()
            print(made.bot.words()[-6000:])
            await made.bot.stop()
            networks.world.backend.remove_guild(made.guild.id)
    refused(networks.world)
    assert "Traceback" not in made.bot.words(), made.bot.words()
