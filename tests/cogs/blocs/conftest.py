"""Two networks with rooms in memory, under one assembly that Ana founded."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from bot.api.people import Address
from bot.app import opened
from bot.config import Settings
from tests.housing import RecordingHousing, Standing
from tests.talk import START, FrozenClock, RecordingFace
from tests.twonets import TwoNets, discord_face, matrix_face


@dataclass
class Housed(TwoNets):
    """A talk over two faces whose rooms are kept in memory."""

    def housing(self, network: str) -> RecordingHousing:
        housing = self.faces[network].housing
        assert isinstance(housing, RecordingHousing)
        return housing

    def called(self, network: str, name: str) -> list[Standing]:
        """The rooms of this name on a network."""
        return [room for room in self.housing(network).rooms.values() if room.name == name]

    def inside(self, network: str, name: str) -> set[str]:
        """Who is in the only room of this name that holds people."""
        found = [room.people for room in self.called(network, name) if room.people]
        return found[0] if found else set()

    def address(self, network: str, name: str) -> Address:
        """Where the room of this name stands that holds people."""
        rooms = self.housing(network).rooms
        return next(Address(network, i) for i, room in rooms.items() if room.name == name and room.people)

    def id(self, who: str) -> str:
        return self.account(who).id


@asynccontextmanager
async def housed(
    settings: Settings, clock: FrozenClock, faces: dict[str, RecordingFace]
) -> AsyncIterator[Housed]:
    async with opened(settings, list(faces.values()), clock) as app, app.working():
        for network in faces:
            await app.door.caught_up(network)
        yield Housed(app, faces, clock)


async def founded(talk: Housed) -> None:
    """Depot on Discord and Matrix."""
    await talk("ana@discord: assembly found Depot")
    async with talk.app.db.transaction():
        assemblies = talk.app.dispatch.people.assemblies
        await assemblies.join(1, ("matrix", "!space"), "!assembly", talk.clock.now())


def with_rooms() -> dict[str, RecordingFace]:
    faces = {face.network: face for face in (discord_face(), matrix_face())}
    for network, face in faces.items():
        face.housing = RecordingHousing(network)
    return faces


@pytest.fixture
async def both(settings: Settings, clock: FrozenClock) -> AsyncIterator[Housed]:
    """Depot on Discord and Matrix, with rooms of its own on both."""
    async with housed(settings, clock, with_rooms()) as talk:
        await founded(talk)
        yield talk


@dataclass
class Standstill:
    """A talk as it stood at one moment: what many tests begin with is told once, and they go on from here."""

    database: Path
    faces: dict[str, RecordingFace] = field(default_factory=with_rooms)
    at: datetime = START
    ids: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def again(self, settings: Settings) -> AsyncIterator[Housed]:
        """The same bot after a restart, on a copy of its own."""
        shutil.copyfile(self.database, settings.database)
        async with housed(settings, FrozenClock(self.at), deepcopy(self.faces)) as talk:
            talk._ids.update(self.ids)
            yield talk

    def after(self, folder: Path, act: Callable[[Housed], Awaitable[None]]) -> Standstill:
        """How it stands once something was done."""
        settings = Settings(database=str(folder / "folkmoot.db"), data=str(folder))

        async def told() -> Housed:
            async with self.again(settings) as talk:
                await act(talk)
                return talk

        talk = asyncio.run(told())
        whole = folder / "copy.db"
        with closing(sqlite3.connect(settings.database)) as source, closing(sqlite3.connect(whole)) as copy:
            source.backup(copy)
        return Standstill(whole, talk.faces, talk.clock.at, talk._ids)
