"""What the tests on two networks at once share."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests import warm
from tests.both.stage import Networks, Stage
from tests.conftest import lay
from tests.matrix import synapse as servers
from tests.matrix.person import DRIVER, JsPeople
from tests.matrix.synapse import Synapse
from tests.wire.conftest import refused
from tests.wire.world import World


@pytest.fixture(scope="session", autouse=True)
def loaded() -> Iterator[None]:
    """Bots are started from what has been loaded once."""
    with warm.kept():
        yield


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def networks() -> AsyncIterator[Networks]:
    """Both networks, for all tests here."""
    if not servers.PYTHON.exists() or shutil.which("node") is None:
        pytest.skip("needs-environment: Synapse or node is not installed (bash tests/environments.sh)")
    if not (DRIVER.parent / "node_modules" / "matrix-js-sdk").exists():
        pytest.skip("needs-environment: matrix-js-sdk is not installed (bash tests/environments.sh)")
    servers.end_leftovers()
    made = Networks(Synapse(), await World().open(), JsPeople())
    made.synapse.start()
    await made.people.start()
    yield made
    await made.people.stop()
    await made.world.shut()
    made.synapse.close()


@pytest_asyncio.fixture(loop_scope="session")
async def stage(networks: Networks, tmp_path: Path, migrated: Path) -> AsyncIterator[Stage]:
    """One bot between them, with a Discord server of its own."""
    made = Stage(networks, tmp_path)
    lay(migrated, made.database)
    yield made
    await made.bot.stop()
    networks.world.backend.remove_guild(made.guild.id)
    refused(networks.world)
    assert "Traceback" not in made.bot.words(), made.bot.words()
