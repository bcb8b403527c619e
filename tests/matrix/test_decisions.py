"""Thirty people decide in an encrypted room of a real Synapse, and in thirty encrypted chats with the bot."""

from __future__ import annotations

import asyncio
import re
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nio.crypto.attachments import decrypt_attachment

from tests import decisions
from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import BotStarts, JsEnters, Register
from tests.matrix.person import JsPerson, Seen
from tests.matrix.phone import Phone
from tests.stages import Slip

AT_A_DESK = decisions.NAMES[:6]
"""These have their client open all the time; the others look when they do something."""
PATIENCE = decisions.DEADLINE


class Matrix:
    """stages.Stage on Synapse."""

    def __init__(self, bot: BotProcess, people: Mapping[str, JsPerson | Phone]) -> None:
        self.bot = bot
        self.people = people
        self.room = ""
        self.chats: dict[str, str] = {}
        self.killed = asyncio.Event()

    @property
    def database(self) -> Path:
        return self.bot.folder / "moot.db"

    @property
    def ana(self) -> JsPerson:
        ana = self.people["ana"]
        assert isinstance(ana, JsPerson)
        return ana

    async def found(self) -> None:
        self.room = await self.ana.create(encrypted=True, invite=[self.bot.user_id])
        await self._heard("I am Folkmoot")
        for name in AT_A_DESK[1:]:
            await self.people[name].join(self.room)
        await asyncio.gather(
            *(self.people[name].join(self.room) for name in decisions.NAMES[len(AT_A_DESK) :])
        )
        await self.say("ana", "assembly found Depot")
        await self._heard("Depot is founded")
        for name in AT_A_DESK:
            await self._open_chat(name)
        await asyncio.gather(*(self._open_chat(name) for name in decisions.NAMES[len(AT_A_DESK) :]))
        assert "Changed in" in await self.ask(
            "ana", "assembly settings", roll="roll:listed", shortest="shortest:0h"
        )
        for person in list(self.people.values())[1:]:
            told = await self.ask("ana", "member enrol", person=person.user_id)
            assert "on the roll now" in told

    async def say(self, name: str, line: str) -> None:
        await self.people[name].send(self.room, f"!{line}")

    async def ask(self, name: str, command: str, **values: str) -> str:
        return (await self._asked(name, " ".join((command, *values.values())))).body

    async def vote(self, votes: Mapping[str, str], number: str) -> None:
        """Those at a desk type it in their chat, the others press a mark."""
        card = await self._card(number)

        async def one(name: str, choice: str) -> None:
            if choice == "Block":
                return
            if name in AT_A_DESK:
                await self.ask(name, "vote", number=number, choice=decisions.typed(choice))
            else:
                await self.people[name].react(self.room, card, decisions.MARKS[choice])

        await asyncio.gather(*(one(name, choice) for name, choice in votes.items()))

    async def react(self, name: str, number: str, mark: str) -> None:
        await self.people[name].react(self.room, await self._card(number), mark)

    async def choose(self, name: str, number: str, choice: str) -> Slip:
        told = await self.ask(name, "vote", number=number, choice=decisions.typed(choice))
        found = decisions.RECEIPT.search(_line(told, "Cast it"))
        return Slip(name, number, choice, told, found[0] if found else "")

    async def cast(self, slip: Slip) -> str | None:
        """Types what the answer says."""
        answer = asyncio.ensure_future(self._asked(slip.name, _line(slip.words, "Cast it")))
        killed = asyncio.ensure_future(self.killed.wait())
        await asyncio.wait([answer, killed], return_when=asyncio.FIRST_COMPLETED)
        killed.cancel()
        if answer.done():
            return answer.result().body
        answer.cancel()
        return None

    async def change(self, slip: Slip, choice: str) -> str:
        asked = await self.ask(slip.name, "ballot change", number=slip.number, receipt=slip.receipt)
        return (await self._asked(slip.name, _line(asked, choice))).body

    async def export(self, name: str, number: str) -> bytes:
        """Fetches the file that came into the chat, and opens it with the key that came along."""
        person, chat = self.people[name], self.chats[name]
        assert isinstance(person, JsPerson)
        await self.ask(name, "motion export", number=number)
        body = f"^{re.escape(f'motion-{number}.json')}$"
        sent = await person.wait(chat, body, sender=self.bot.user_id, timeout=PATIENCE * 1000)
        assert sent.encrypted and sent.msgtype == "m.file", sent
        return await asyncio.to_thread(
            _opened, self.bot.login.homeserver, person.login.token, sent.content["file"]
        )

    async def kill(self) -> None:
        await self.bot.kill()
        self.killed.set()

    async def start(self) -> None:
        self.killed.clear()
        await self.bot.start()

    async def posts(self) -> Sequence[str]:
        found: dict[str, str] = {}
        for seen in await self.ana.messages(self.room, "m.room.message"):
            if seen.sender == self.bot.user_id:
                replaced = seen.relation.get("rel_type") == "m.replace"
                body = seen.content.get("m.new_content", {}).get("body", seen.body) if replaced else seen.body
                found[seen.relation["event_id"] if replaced else seen.id] = body
        return list(found.values())

    async def _card(self, number: str) -> str:
        return (await self._heard(f"^{re.escape(decisions.open_card(number))}")).id

    async def _heard(self, words: str) -> Seen:
        """What the bot says in the room."""
        return await self.ana.wait(self.room, words, sender=self.bot.user_id, timeout=PATIENCE * 1000)

    async def _open_chat(self, name: str) -> None:
        person, bot = self.people[name], self.bot.user_id
        if isinstance(person, Phone):
            self.chats[name] = chat = await person.open_chat(bot)
            await person.wait(chat, "I am Folkmoot", sender=bot, within=PATIENCE)
        else:
            self.chats[name] = chat = await person.create(
                encrypted=True, direct=True, open=False, invite=[bot]
            )
            await person.wait(chat, "I am Folkmoot", sender=bot, timeout=PATIENCE * 1000)

    async def _asked(self, name: str, line: str) -> Seen:
        """What is answered in somebody's chat with the bot."""
        person, chat = self.people[name], self.chats[name]
        event = await person.send(chat, f"!{line}")
        if isinstance(person, Phone):
            return await person.answer_to(chat, event, self.bot.user_id, PATIENCE)
        return await person.wait(chat, relates=event, sender=self.bot.user_id, timeout=PATIENCE * 1000)


def _line(card: str, label: str) -> str:
    """What a card says to type for a button, without its prefix; "" where it has no such button."""
    found = re.search(rf"^\[{label}\] !(.+)$", card, re.MULTILINE)
    return found[1] if found else ""


def _opened(homeserver: str, token: str, file: dict[str, Any]) -> bytes:
    path = file["url"].removeprefix("mxc://")
    asked = urllib.request.Request(
        f"{homeserver}/_matrix/client/v1/media/download/{path}", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        sealed = answer.read()
    return bytes(decrypt_attachment(sealed, file["key"]["k"], file["hashes"]["sha256"], file["iv"]))


async def test_thirty_people_decide(
    js: JsEnters, register: Register, start_bot: BotStarts, tmp_path: Path
) -> None:
    async def phone(name: str) -> Phone:
        login = register(name)
        made = Phone(login, tmp_path / login.device_id)
        await made.start()
        return made

    bot = await start_bot()
    desks = await asyncio.gather(*(js(name) for name in AT_A_DESK))
    phones = await asyncio.gather(*(phone(name) for name in decisions.NAMES[len(AT_A_DESK) :]))
    stage = Matrix(bot, dict(zip(decisions.NAMES, [*desks, *phones], strict=True)))
    try:
        assert await decisions.play(stage) == decisions.ENDED
    finally:
        for person in phones:
            await person.stop()
