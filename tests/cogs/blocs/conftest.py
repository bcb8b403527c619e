"""Two networks with rooms in memory, under one assembly that Ana founded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.api.people import Address
from bot.app import opened
from bot.config import Settings
from tests.housing import RecordingHousing, Standing
from tests.talk import FrozenClock
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


@pytest.fixture
async def both(settings: Settings, clock: FrozenClock) -> AsyncIterator[Housed]:
    """Depot on Discord and Matrix, with rooms of its own on both."""
    faces = {face.network: face for face in (discord_face(), matrix_face())}
    for network, face in faces.items():
        face.housing = RecordingHousing(network)
    async with opened(settings, list(faces.values()), clock) as app, app.working():
        for network in faces:
            await app.door.caught_up(network)
        talk = Housed(app, faces, clock)
        await talk("ana@discord: assembly found Depot")
        async with app.db.transaction():
            assemblies = app.dispatch.people.assemblies
            await assemblies.join(1, ("matrix", "!space"), "!assembly", clock.now())
        yield talk
