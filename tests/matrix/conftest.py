"""What the Matrix tests share: two homeservers, the driver that plays people, and people."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from tests import warm
from tests.conftest import lay
from tests.matrix import synapse as servers
from tests.matrix.bot_process import BotProcess
from tests.matrix.nio_person import NioPerson
from tests.matrix.person import DRIVER, BarePerson, JsPeople, JsPerson
from tests.matrix.running import RunningFace
from tests.matrix.synapse import Login, Synapse

names = count(1)

Register = Callable[[str], Login]
JsEnters = Callable[..., Awaitable[JsPerson]]
NioEnters = Callable[[str], Awaitable[NioPerson]]
BareEnters = Callable[[str], Awaitable[BarePerson]]
BotStarts = Callable[..., Awaitable[BotProcess]]
FaceStarts = Callable[..., Awaitable[RunningFace]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lets every Matrix test share one event loop, since the driver and the servers are shared."""
    for item in items:
        if Path(__file__).parent in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def _server(**how: bool) -> Iterator[Synapse]:
    if not servers.PYTHON.exists():
        pytest.skip("needs-environment: Synapse is not installed (bash tests/environments.sh)")
    servers.end_leftovers()
    server = Synapse(**how)
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="session", autouse=True)
def loaded() -> Iterator[None]:
    """Bots are started from what has been loaded once."""
    with warm.kept():
        yield


@pytest.fixture(scope="session")
def synapse() -> Iterator[Synapse]:
    """A homeserver whose limits no test meets."""
    yield from _server()


@pytest.fixture(scope="session")
def strict_synapse() -> Iterator[Synapse]:
    """A homeserver with the limits that Synapse has by default, as real bots meet them."""
    yield from _server(default_limits=True)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def js_people() -> AsyncIterator[JsPeople]:
    """The driver that plays people with matrix-js-sdk."""
    if shutil.which("node") is None:
        pytest.skip("needs-environment: node is not installed")
    if not (DRIVER.parent / "node_modules" / "matrix-js-sdk").exists():
        pytest.skip("needs-environment: matrix-js-sdk is not installed (bash tests/environments.sh)")
    people = JsPeople()
    await people.start()
    yield people
    await people.stop()


@pytest.fixture
def register(synapse: Synapse) -> Register:
    """Registers a person under a name of that test alone."""
    return lambda name: synapse.register(f"{name}{next(names)}")


@pytest_asyncio.fixture(loop_scope="session")
async def js(js_people: JsPeople, register: Register) -> AsyncIterator[JsEnters]:
    """Brings people in with matrix-js-sdk: `ana = await js("ana")`."""
    here: list[JsPerson] = []

    async def enter(name: str, *, strict: bool = False, crypto: bool = True) -> JsPerson:
        person = await js_people.login(register(name), strict=strict, crypto=crypto)
        here.append(person)
        return person

    yield enter
    for person in here:
        await person.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def nio_person(register: Register, tmp_path: Path) -> AsyncIterator[NioEnters]:
    """Brings people in with nio: `ben = await nio_person("ben")`."""
    here: list[NioPerson] = []

    async def enter(name: str) -> NioPerson:
        login = register(name)
        person = NioPerson(login, tmp_path / login.device_id)
        await person.start()
        here.append(person)
        return person

    yield enter
    for person in here:
        await person.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bare(register: Register) -> AsyncIterator[BareEnters]:
    """Brings people in with bare requests: `chi = await bare("chi")`."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as session:

        async def enter(name: str) -> BarePerson:
            return BarePerson(register(name), session)

        yield enter


@pytest_asyncio.fixture(loop_scope="session")
async def start_face(register: Register, tmp_path: Path) -> AsyncIterator[FaceStarts]:
    """Starts the bot's face before a door that notes: `moot = await start_face()`."""
    running: list[RunningFace] = []

    async def start(login: Login | None = None, **settings: Any) -> RunningFace:
        login = login or register("moot")
        face = RunningFace(login, tmp_path / login.device_id, **settings)
        running.append(face)
        await face.start()
        return face

    yield start
    for face in running:
        await face.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def start_bot(register: Register, tmp_path: Path, migrated: Path) -> AsyncIterator[BotStarts]:
    """Starts the whole bot as a process: `moot = await start_bot()`."""
    running: list[BotProcess] = []

    async def start(ahead: float | None = None) -> BotProcess:
        bot = BotProcess(register("moot"), tmp_path / f"bot{len(running)}")
        if ahead is not None:
            bot.go_by(ahead)
        running.append(bot)
        lay(migrated, bot.folder / "moot.db")
        await bot.start()
        return bot

    yield start
    for bot in running:
        await bot.stop()
