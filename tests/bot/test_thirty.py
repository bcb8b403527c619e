"""The evening of thirty members on two networks in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.config import Settings
from tests import thirty
from tests.memory import InMemory


@pytest.fixture
async def stage(settings: Settings) -> AsyncIterator[InMemory]:
    """Both networks, and an assembly that meets on them."""
    made = InMemory(settings, thirty.FOUNDED)
    await made.start()
    await made.found()
    yield made
    await made.end()


async def test_an_evening_of_thirty_members(stage: InMemory) -> None:
    await thirty.play(stage)
    text = (await stage.file("kim@discord", "minutes file 1")).decode()
    words = [line.lstrip("#- ").replace("\\", "") for line in text.splitlines() if line.strip()]
    assert words == thirty.MINUTES.splitlines()
