"""A meeting in an encrypted room of a real Synapse, from the call to the action that follows from it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from tests import meetings
from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import JsEnters, Register
from tests.matrix.person import JsPerson
from tests.matrix.synapse import Synapse

PATIENCE = meetings.DEADLINE * 1000


class Matrix:
    """meetings.Stage on Synapse; everybody's client is matrix-js-sdk."""

    def __init__(self, server: Synapse, bot: BotProcess, people: dict[str, JsPerson]) -> None:
        self.server = server
        self.bot = bot
        self.people = people
        self.room = ""
        self.chats: dict[str, str] = {}

    @property
    def database(self) -> Path:
        return self.bot.folder / "moot.db"

    @property
    def ana(self) -> JsPerson:
        return self.people["ana"]

    async def found(self) -> None:
        self.room = await self.ana.create(encrypted=True, invite=[self.bot.user_id])
        await self._heard("I am Folkmoot")
        for name in meetings.NAMES[1:]:
            await self.people[name].join(self.room)
        await self.say("ana", f"assembly found Depot zone:{meetings.morning()}")
        await self._heard("Depot is founded")
        await self.say("ana", "assembly settings shortest:0h")
        await self._heard("Changed in Depot")
        for name in meetings.IN_CHAT:
            await self._open_chat(name)

    async def say(self, name: str, line: str) -> None:
        await self.people[name].send(self.room, f"!{line}")

    async def ask(self, name: str, command: str, **values: str) -> str:
        return await self._asked(name, " ".join([command, *(f'{k}:"{v}"' for k, v in values.items())]))

    async def react(self, name: str, words: str, mark: str) -> None:
        await self.people[name].react(self.room, await self._newest(words), mark)

    async def unreact(self, name: str, words: str, mark: str) -> None:
        person, message = self.people[name], await self._newest(words)
        path = f"/_matrix/client/v1/rooms/{quote(self.room)}/relations/{quote(message)}/m.annotation"
        told = self.server.request("GET", f"{path}/m.reaction?limit=100", token=person.login.token)
        (event,) = [
            event
            for event in told["chunk"]
            if event["sender"] == person.user_id and event["content"]["m.relates_to"]["key"] == mark
        ]
        await person.redact(self.room, event["event_id"], null_reason=True)

    async def press(self, name: str, words: str, label: str, line: str) -> None:
        """Matrix has no buttons; the card says what to type instead."""
        await self.say(name, line)

    async def press_alone(self, name: str, words: str, label: str) -> str:
        card = next(text for text in reversed(await self.told(name)) if words in text)
        found = re.search(rf"^\[{label}\] !(.+)$", card, re.MULTILINE)
        assert found is not None, card
        return await self._asked(name, found[1])

    async def posts(self) -> Sequence[str]:
        return list((await self._standing("ana", self.room)).values())

    async def told(self, name: str) -> Sequence[str]:
        return list((await self._standing(name, self.chats[name])).values()) if name in self.chats else []

    @asynccontextmanager
    async def cut_off(self) -> AsyncIterator[None]:
        """Synapse stands still: what it is asked for meanwhile it does afterwards, maybe of a dead bot."""
        with self.server.held():
            yield

    def go_by(self, ahead: float) -> None:
        self.bot.go_by(ahead)

    async def kill(self) -> None:
        await self.bot.kill()

    async def start(self) -> None:
        await self.bot.start()

    async def _heard(self, words: str) -> None:
        await self.ana.wait(self.room, words, sender=self.bot.user_id, timeout=PATIENCE)

    async def _open_chat(self, name: str) -> None:
        person = self.people[name]
        first = await person.send(self.room, "!action mine")  # who acts in the room is on the roll
        await person.wait(self.room, relates=first, sender=self.bot.user_id, timeout=PATIENCE)
        self.chats[name] = await person.create(
            encrypted=True, direct=True, open=False, invite=[self.bot.user_id]
        )
        await person.wait(self.chats[name], "I am Folkmoot", sender=self.bot.user_id, timeout=PATIENCE)
        assert "You have nothing to do" in await self.ask(name, "action mine")

    async def _asked(self, name: str, line: str) -> str:
        person, chat = self.people[name], self.chats[name]
        event = await person.send(chat, f"!{line}")
        return (await person.wait(chat, relates=event, sender=self.bot.user_id, timeout=PATIENCE)).body

    async def _newest(self, words: str) -> str:
        standing = await self._standing("ana", self.room)
        return next(message for message, text in reversed(standing.items()) if words in text)

    async def _standing(self, name: str, room: str) -> dict[str, str]:
        """What the bot has written in a room, by message, as its last edit has it."""
        found: dict[str, str] = {}
        for seen in await self.people[name].messages(room, "m.room.message"):
            if seen.sender == self.bot.user_id:
                edited = seen.relation.get("rel_type") == "m.replace"
                body = seen.content.get("m.new_content", {}).get("body", seen.body) if edited else seen.body
                found[seen.relation["event_id"] if edited else seen.id] = body
        return found


async def test_a_meeting_from_the_call_to_its_actions(
    synapse: Synapse, js: JsEnters, register: Register, tmp_path: Path
) -> None:
    bot = BotProcess(register("moot"), tmp_path / "bot")
    bot.go_by(0.0)
    await bot.start()
    try:
        await meetings.play(Matrix(synapse, bot, {name: await js(name) for name in meetings.NAMES}))
    finally:
        await bot.stop()
    assert "Traceback" not in bot.words()
