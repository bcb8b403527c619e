"""The loopback Discord of one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from .process import Bot
from .world import TOKEN, World


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    """A Discord on a free port; every request that Discord would not take fails the test."""
    opened = await World().open()
    yield opened
    await opened.shut()
    if opened.rest.violations:
        pytest.fail("Discord would have refused:\n" + "\n".join(opened.rest.violations))


@pytest_asyncio.fixture
async def bot(world: World, tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, not yet started; its log must hold no traceback and no token."""
    made = Bot(world, tmp_path, TOKEN)
    yield made
    await made.stop()
    assert TOKEN not in made.words
    assert "Traceback" not in made.words, made.words
