"""A whole campaign on two networks in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.config import Settings
from tests import campaign
from tests.memory import InMemory


class Campaigning(InMemory):
    """The stage of tests/campaign.py."""

    capsys: pytest.CaptureFixture[str]

    async def newcomers(self, count: int) -> list[str]:
        names = [f"new{n}@discord" for n in range(count)]
        for name in names:
            account = self.nets.account(name).id
            self.faces["discord"].arrived[account] = self.clock.now()
            self.faces["discord"].made[account] = self.clock.now()
        return names

    def logged(self) -> str:
        out, err = self.capsys.readouterr()
        return out + err


@pytest.fixture
async def stage(settings: Settings, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Campaigning]:
    """Both networks, and an assembly that meets on them."""
    made = Campaigning(settings, campaign.FOUNDED)
    made.capsys = capsys
    await made.start()
    await made.found()
    yield made
    await made.end()


async def test_a_whole_campaign(stage: Campaigning) -> None:
    await campaign.play(stage)
    assert "Zquarry" not in stage.logged()
