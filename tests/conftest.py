"""What every test may ask for: a frozen clock, a database with all its tables, the house, a talk."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

from bot.app import App, all_owners, opened
from bot.config import Settings
from storage.database import Database
from storage.migrate import migrate
from tests import warm
from tests.talk import FrozenClock, RecordingFace, Talk
from tests.twonets import TwoNets, discord_face, matrix_face

NEEDS = "needs-environment:"

# How long a machine takes to think of an example says nothing about what is tested.
_TOO_SLOW = hypothesis.HealthCheck.too_slow
hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[_TOO_SLOW])
hypothesis.settings.load_profile("any machine")


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real SQLite file that every migration has run on, once: each test gets a copy of it."""
    folder = tmp_path_factory.mktemp("migrated")
    settings = Settings(database=str(folder / "whole.db"), data=str(folder))

    async def made() -> None:
        database = await Database.open(settings.database_url)
        await migrate(database, all_owners(settings))
        await database.close()

    asyncio.run(made())
    whole = folder / "copy.db"
    with closing(sqlite3.connect(folder / "whole.db")) as source, closing(sqlite3.connect(whole)) as copy:
        source.backup(copy)
    return whole


@pytest.fixture(scope="session")
def warm_bots() -> Iterator[None]:
    """From the first test on that asks for it, bots are started from a process that has all loaded."""
    with warm.kept():
        yield


def lay(migrated: Path, file: Path) -> None:
    """Spares a bot that is started on this file the migrations, which others go through."""
    shutil.copyfile(migrated, file)
    file.chmod(0o600)


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    lay(migrated, tmp_path / "folkmoot.db")
    return Settings(database=str(tmp_path / "folkmoot.db"), data=str(tmp_path))


@pytest.fixture
async def db(settings: Settings) -> AsyncIterator[Database]:
    """A real SQLite file with every table in it."""
    database = await Database.open(settings.database_url)
    await migrate(database, all_owners(settings))
    yield database
    await database.close()


@pytest.fixture
def face() -> RecordingFace:
    return RecordingFace()


@pytest.fixture
async def house(settings: Settings, face: RecordingFace, clock: FrozenClock) -> AsyncIterator[App]:
    """The whole app with a recording face, its workers running."""
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up(face.network)
        yield app


@pytest.fixture
def talk(house: App, face: RecordingFace, clock: FrozenClock) -> Talk:
    return Talk(house, face, clock)


@pytest.fixture
async def nets(settings: Settings, clock: FrozenClock) -> AsyncIterator[TwoNets]:
    """The whole app on two networks at once, Discord-like and Matrix-like, its workers running."""
    faces = {face.network: face for face in (discord_face(), matrix_face())}
    async with opened(settings, list(faces.values()), clock) as app, app.working():
        for network in faces:
            await app.door.caught_up(network)
        yield TwoNets(app, faces, clock)


@pytest.fixture
async def one_assembly(nets: TwoNets) -> TwoNets:
    """The two networks as places of one assembly, Depot, which Ana on Discord founded and keeps."""
    await nets("ana@discord: assembly found Depot")
    async with nets.app.db.transaction():
        assemblies = nets.app.dispatch.people.assemblies
        await assemblies.join(1, ("matrix", "!space"), "!assembly", nets.clock.now())
    return nets


def pytest_collection_finish() -> None:
    """Spares walking all that was loaded again and again, as the bot itself does.

    Where Ctrl-C is Python's own, each loop that runs puts its handler in that place for as long, and the
    change spells out the task that it holds with the whole house in it.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    signal.signal(signal.SIGINT, _stop)


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """A part that could not run is skipped with its reason; in CI such a skip is a failure."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and NEEDS in str(report.longrepr):
        report.outcome = "failed"
    return report
