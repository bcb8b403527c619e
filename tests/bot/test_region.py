"""The region on two networks in memory."""

from __future__ import annotations

import pytest

from tests import region
from tests.housing import RecordingHousing
from tests.twonets import TwoNets


class InMemory:
    """The stage of tests/region.py over two recording faces."""

    def __init__(self, nets: TwoNets) -> None:
        self.nets = nets

    async def say(self, who: str, line: str, *, openly: bool = False) -> str:
        await self.nets(f"{who}: {line}", private=who.endswith("matrix") and not openly)
        return self.nets.text

    def named(self, who: str) -> str:
        return self.nets.typed(who)

    async def posted(self, network: str, words: str) -> str:
        return self.nets.said(network, words)

    async def rooms(self, network: str) -> set[str]:
        return {room.name for room in self._housing(network).rooms.values()}

    async def inside(self, who: str, room: str) -> bool:
        account = self.nets.account(who)
        standing = self._housing(account.network).rooms.values()
        return any(account.id in one.people for one in standing if one.name == room)

    def _housing(self, network: str) -> RecordingHousing:
        housing = self.nets.faces[network].housing
        assert isinstance(housing, RecordingHousing)
        return housing


@pytest.fixture
def stage(one_assembly: TwoNets) -> InMemory:
    return InMemory(one_assembly)


async def test_a_motion_goes_from_a_workplace_up_to_the_region(stage: InMemory) -> None:
    await region.built(stage)
    top = await region.carried_up(stage)
    assert top == 3
    await region.represented(stage)
