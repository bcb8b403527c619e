"""What the tests on two networks at once share."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.both.stage import Stage
from tests.matrix import synapse as servers
from tests.matrix.person import DRIVER, JsPeople
from tests.matrix.synapse import Synapse
from tests.wire.conftest import refused
from tests.wire.world import World


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A homeserver that can be stopped, a loopback Discord, and one bot between them."""
    if not servers.PYTHON.exists() or shutil.which("node") is None:
        pytest.skip("needs-environment: Synapse or node is not installed (bash tests/environments.sh)")
    if not (DRIVER.parent / "node_modules" / "matrix-js-sdk").exists():
        pytest.skip("needs-environment: matrix-js-sdk is not installed (bash tests/environments.sh)")
    servers.end_leftovers()
    synapse, world, people = Synapse(), await World().open(), JsPeople()
    synapse.start()
    await people.start()
    made = Stage(synapse, world, people, tmp_path)
    yield made
    await made.bot.stop()
    await people.stop()
    await world.shut()
    synapse.close()
    refused(world)
    assert "Traceback" not in made.bot.words(), made.bot.words()
