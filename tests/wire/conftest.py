"""The loopback Discord of one test, or of all that share one bot."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from simcord.builders import ChannelHandle, GuildHandle

from bot.api.clock import SystemClock
from bot.api.secret import Secret
from bot.platforms.discord import connection
from bot.platforms.discord.client import DiscordFace
from bot.platforms.discord.settings import DiscordSettings
from tests import warm
from tests.conftest import lay

from .meeting import Meeting, convene
from .people import Person
from .process import Bot
from .recorder import Recorder
from .test_parts import PROPOSE, VOTE
from .waiting import until
from .world import TOKEN, World


def refused(world: World) -> None:
    """Fails the test where the bot asked for something that Discord would not take."""
    violations, world.rest.violations = world.rest.violations, []
    if violations:
        pytest.fail("Discord would have refused:\n" + "\n".join(violations))


def discreet(bot: Bot) -> None:
    """Fails where the log holds the token or a traceback, which could quote a message."""
    assert TOKEN not in bot.words
    assert "Traceback" not in bot.words, bot.words


@pytest.fixture(scope="session", autouse=True)
def loaded() -> Iterator[None]:
    """Bots are started from what has been loaded once."""
    with warm.kept():
        yield


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    """A Discord on a free port."""
    opened = await World().open()
    yield opened
    await opened.shut()
    refused(opened)


@pytest_asyncio.fixture
async def bot(world: World, tmp_path: Path, migrated: Path) -> AsyncIterator[Bot]:
    """A bot of the test's own, not yet started."""
    lay(migrated, tmp_path / "folkmoot.db")
    made = Bot(world, tmp_path, TOKEN)
    yield made
    await made.stop()
    discreet(made)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    """One bot on one Discord for many tests, each in a server of its own."""
    world = await World().open()
    made = Bot(world, tmp_path_factory.mktemp("wire"), TOKEN)
    yield made
    await made.stop()
    await world.shut()
    discreet(made)


@pytest_asyncio.fixture(loop_scope="session")
async def meeting(shared: Bot) -> AsyncIterator[Meeting]:
    """An assembly in a server of its own."""
    shared.world.rest.start_anew()
    shared.world.gateway.start_anew()
    convened = await convene(shared.world, shared)
    yield convened
    shared.world.gateway.is_open.set()
    convened.dissolve()
    refused(shared.world)


@pytest.fixture
def guild(world: World) -> GuildHandle:
    """A server with the bot in it."""
    return world.hall()


@pytest.fixture
def room(guild: GuildHandle) -> ChannelHandle:
    """Its room."""
    return guild.channels["assembly"]


@pytest.fixture
def door() -> Recorder:
    """What notes all that the face hands in."""
    return Recorder([VOTE, PROPOSE])


@pytest_asyncio.fixture
async def face(
    world: World, guild: GuildHandle, door: Recorder, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[DiscordFace]:
    """The face by itself, logged in."""
    monkeypatch.setattr(connection, "READY_PATIENCE", 0.05)
    settings = DiscordSettings(api=world.api, gateway=f"ws://127.0.0.1:{world.port}/gateway")
    made = DiscordFace(settings, Secret(TOKEN), SystemClock())
    running = asyncio.create_task(made.run(door))
    await until(lambda: ("caught up", "discord") in door.told, "the log-in")
    yield made
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
def ana(world: World, guild: GuildHandle) -> Person:
    """Somebody in the server."""
    return world.person(guild, "ana")
