"""The loopback Discord of one test."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from .world import World


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    """A Discord on a free port; every request that Discord would not take fails the test."""
    opened = await World().open()
    yield opened
    await opened.shut()
    if opened.rest.violations:
        pytest.fail("Discord would have refused:\n" + "\n".join(opened.rest.violations))
