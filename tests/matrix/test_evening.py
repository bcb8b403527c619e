"""The evening that every face plays, in an encrypted room of a real Synapse."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests import evening
from tests.matrix.bot_process import BotProcess
from tests.matrix.conftest import BotStarts, JsEnters
from tests.matrix.person import JsPerson
from tests.matrix.synapse import Synapse

NAMES = ("ana", "ben", "chi", "dara", "eli", "fay", "gus")


class Matrix:
    """evening.Stage on Synapse; everybody's client is matrix-js-sdk."""

    def __init__(self, server: Synapse, bot: BotProcess, people: dict[str, JsPerson]) -> None:
        self.server = server
        self.bot = bot
        self.people = people
        self.room = ""

    @property
    def database(self) -> Path:
        return self.bot.folder / "moot.db"

    @property
    def ana(self) -> JsPerson:
        return self.people["ana"]

    async def found(self) -> None:
        self.room = await self.ana.create(encrypted=True, invite=[self.bot.user_id])
        await self.ana.wait(self.room, "I am Folkmoot", sender=self.bot.user_id)
        for name in NAMES[1:]:
            await self.ana.invite(self.room, self.people[name].user_id)
            await self.people[name].join(self.room)
        await self.say("ana", "assembly found Depot")
        await self.ana.wait(self.room, "Depot is founded", sender=self.bot.user_id)
        await self.say("ana", "assembly settings shortest:0h")
        await self.ana.wait(self.room, "Changed in Depot", sender=self.bot.user_id)

    async def propose(self) -> None:
        terms = " ".join(f"{key}:{value}" for key, value in evening.TERMS.items())
        await self.say("ana", f'motion propose "{evening.TITLE}" {terms}')

    async def second(self, name: str) -> None:
        await self.say(name, "motion second 1")

    async def react(self, name: str, message: str, mark: str) -> None:
        await self.people[name].react(self.room, message, mark)

    async def unreact(self, name: str, message: str, mark: str) -> None:
        person = self.people[name]
        for event in await self._reactions(message):
            if event["sender"] == person.user_id and event["content"]["m.relates_to"]["key"] == mark:
                await person.redact(self.room, event["event_id"], null_reason=True)

    async def say(self, name: str, line: str) -> None:
        await self.people[name].send(self.room, f"!{line}")

    async def press(self, name: str, message: str, label: str) -> None:
        """Matrix has no buttons; the card says what to type instead."""
        await self.say(name, f"vote 1 {label.lower()}")

    async def kick(self, name: str) -> None:
        await self.ana.kick(self.room, self.people[name].user_id)

    def go_by(self, ahead: float) -> None:
        self.bot.go_by(ahead)

    async def kill(self) -> None:
        await self.bot.kill()

    async def start(self) -> None:
        await self.bot.start()

    async def posts(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for seen in await self.ana.messages(self.room, "m.room.message"):
            if seen.sender != self.bot.user_id:
                continue
            edited = seen.relation.get("rel_type") == "m.replace"
            body = seen.content.get("m.new_content", {}).get("body", seen.body) if edited else seen.body
            found[seen.relation["event_id"] if edited else seen.id] = body
        return found

    async def standing(self, message: str) -> dict[str, set[str]]:
        names = {person.user_id: name for name, person in self.people.items()}
        found: dict[str, set[str]] = defaultdict(set)
        for event in await self._reactions(message):
            if event["sender"] in names:
                found[names[event["sender"]]].add(event["content"]["m.relates_to"]["key"])
        return found

    async def _reactions(self, message: str) -> list[dict[str, Any]]:
        path = f"/_matrix/client/v1/rooms/{quote(self.room)}/relations/{quote(message)}/m.annotation"
        told = self.server.request("GET", f"{path}/m.reaction?limit=100", token=self.ana.login.token)
        return list(told["chunk"])


@pytest.mark.parametrize("away", [False, True], ids=["back-in-time", "away-at-the-close"])
async def test_the_evening(synapse: Synapse, js: JsEnters, start_bot: BotStarts, away: bool) -> None:
    bot = await start_bot(ahead=0.0)
    stage = Matrix(synapse, bot, {name: await js(name) for name in NAMES})
    await evening.play(stage, away_at_the_close=away)
    assert evening.counts_in(stage.database) == evening.EXPECTED
