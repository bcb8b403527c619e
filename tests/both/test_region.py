"""The region on two real networks: its tree is built and its motions are decided by commands alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any
from urllib.parse import quote

import pytest
from simcord.backend.access import channel_accessible

from tests import region
from tests.both.stage import PATIENCE, Stage
from tests.evening import come
from tests.matrix.person import JsPerson
from tests.wire.people import Person
from tests.wire.seen import Seen
from tests.wire.waiting import until

V3 = "/_matrix/client/v3"
MESSAGES = '{"room": {"timeline": {"limit": 100, "types": ["m.room.message"]}, "state": {"types": []}}}'
PEOPLE = sorted({who for crew in region.CREWS.values() for who in crew})
pytestmark = pytest.mark.asyncio(loop_scope="session")


class OnBoth:
    """region.Stage on a homeserver and a loopback Discord."""

    def __init__(self, stage: Stage, people: dict[str, Person | JsPerson]) -> None:
        self.stage = stage
        self.people = people
        self._since = ""
        self._said: dict[str, tuple[int, str]] = {}

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        return await self.stage.asks(self.people[who], line, openly=openly)

    def named(self, who: str) -> str:
        person = self.people[who]
        return person.user_id if isinstance(person, JsPerson) else f"<@{person.id}>"

    async def posted(self, network: str, words: str) -> str:
        async def look() -> str | None:
            posts = await self._on_matrix() if network == "matrix" else self._on_discord()
            return next((text for text in reversed(posts) if words in text), None)

        return await come(look, f"{words!r} on {network}", PATIENCE)

    async def rooms(self, network: str) -> set[str]:
        await self._settled()
        return set(self._found(network))

    async def inside(self, who: str, room: str) -> bool:
        await self._settled()
        person = self.people[who]
        if isinstance(person, JsPerson):
            seats = self._state(self._found("matrix")[room], "m.room.member")
            return seats.get(person.user_id, {}).get("membership") in ("join", "invite")
        names = {name.replace("-", " "): int(address) for name, address in self._found("discord").items()}
        return channel_accessible(self.stage.world.backend, names[room.casefold()], person.id)

    async def _settled(self) -> None:
        """Waits until every room is as it is to be."""

        def is_settled() -> bool:
            return not self._rows("SELECT id FROM rooms WHERE stale OR state IN ('opening', 'closing')")

        await until(is_settled, "the rooms", PATIENCE)

    def _found(self, network: str) -> dict[str, str]:
        """The rooms that the bot has opened, by their names on the network."""
        where = f"SELECT address FROM rooms WHERE state = 'there' AND network = '{network}'"
        addresses = [str(row[0]) for row in self._rows(where)]
        if network == "matrix":
            return {self._state(a, "m.room.name")[""]["name"]: a for a in addresses}
        channels = self.stage.world.backend.channels
        return {channels[int(address)].name: address for address in addresses}

    def _rows(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.stage.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    def _on_discord(self) -> list[str]:
        """Every post in the server, oldest first, but for what Discord itself says of threads."""
        backend = self.stage.world.backend
        inside = backend.guilds[self.stage.guild.id].channel_ids
        stored = [m for room in inside for m in backend.messages.get(room, {}).values()]
        return [
            Seen(self.stage.world, m).text
            for m in sorted(stored, key=lambda m: m.id)
            if m.embeds or m.components
        ]

    async def _on_matrix(self) -> list[str]:
        """What the bot has said in its rooms, oldest first, each as it stands after its edits."""
        told = self._ask(f"sync?filter={quote(MESSAGES)}{self._since}")
        self._since = f"&since={quote(told['next_batch'])}"
        rooms = told.get("rooms", {}).get("join", {})
        for room in rooms.keys() - self.stage.chats:
            for event in rooms[room]["timeline"]["events"]:
                if event["sender"] == self.stage.bot.user_id:
                    self._note(event["event_id"], event["origin_server_ts"], event.get("content", {}))
        return [text for _, text in sorted(self._said.values(), key=lambda one: one[0])]

    def _note(self, event: str, at: int, content: dict[str, Any]) -> None:
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") != "m.replace":
            self._said[event] = (at, content.get("body", ""))
        elif relation["event_id"] in self._said:
            edited = relation["event_id"]
            self._said[edited] = (self._said[edited][0], content["m.new_content"]["body"])

    def _state(self, room: str, kind: str) -> dict[str, Any]:
        told: Any = self._ask(f"rooms/{quote(room)}/state")
        return {e["state_key"]: e["content"] for e in told if e["type"] == kind}

    def _ask(self, path: str) -> Any:
        return self.stage.synapse.read(f"{V3}/{path}", self.stage.bot.login.token)


async def test_a_motion_goes_from_a_workplace_up_to_the_region(stage: Stage) -> None:
    await stage.start()
    people: dict[str, Person | JsPerson] = {"ana@discord": stage.ana}
    for who in PEOPLE:
        name, _, network = who.partition("@")
        people[who] = await stage.on_matrix(name) if network == "matrix" else stage.on_discord(name)
    ben = people["ben@matrix"]
    assert isinstance(ben, JsPerson)
    await stage.found(ben)
    await stage.connect(ben)
    for person in people.values():
        if isinstance(person, JsPerson) and person is not ben:
            await person.join(stage.room)
    played = OnBoth(stage, people)
    await region.built(played)
    await region.carried_up(played)
    await region.represented(played)
