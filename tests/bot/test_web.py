"""What whoever runs the bot may watch: how it is, and how much it does, without anybody's name."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest

from bot.app import App, opened
from bot.config import ConfigProblem, Settings, WebSettings
from bot.metrics import Unwatched
from bot.web import serving
from tests.talk import FrozenClock, RecordingFace, Talk


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Watch:
    """Asks the bot over real HTTP."""

    def __init__(self, port: int, client: aiohttp.ClientSession) -> None:
        self.port = port
        self._client = client

    async def health(self) -> tuple[int, dict[str, bool]]:
        async with self._client.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
            return answer.status, await answer.json()

    async def text(self) -> str:
        async with self._client.get(f"http://127.0.0.1:{self.port}/metrics") as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"].startswith("text/plain")
            return await answer.text()

    async def figure(self, name: str) -> float:
        found = re.search(rf"^{name} (\S+)$", await self.text(), re.MULTILINE)
        assert found is not None, name
        return float(found[1])


@asynccontextmanager
async def watched(app: App) -> AsyncIterator[Watch]:
    async with serving(WebSettings(port=_free_port()), app) as port, aiohttp.ClientSession() as client:
        yield Watch(port, client)


@pytest.fixture
async def watch(house: App) -> AsyncIterator[Watch]:
    async with watched(house) as watch:
        yield watch


async def test_it_is_well_once_every_network_was_heard(
    settings: Settings, face: RecordingFace, clock: FrozenClock
) -> None:
    async with opened(settings, [face], clock) as app, app.working(), watched(app) as watch:
        assert await watch.health() == (503, {"ok": False, "writer": True, "terminal": False})
        await face.run(app.door)
        assert await watch.health() == (200, {"ok": True, "writer": True, "terminal": True})


async def test_a_network_that_was_not_heard_for_long_is_not_well(
    watch: Watch, house: App, face: RecordingFace, clock: FrozenClock
) -> None:
    assert (await watch.health())[0] == 200
    clock.forward(timedelta(minutes=2))
    assert (await watch.health())[0] == 503
    await house.door.alive(face.network)
    assert (await watch.health())[0] == 200


async def test_a_writer_that_does_not_get_its_turn_is_not_well(
    watch: Watch, house: App, face: RecordingFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    await face.run(house.door)
    monkeypatch.setattr("bot.web.PATIENCE", 0.05)
    async with house.db.transaction():
        status, parts = await asyncio.create_task(watch.health())
    assert status == 503
    assert parts["writer"] is False


async def test_it_counts_acts_refusals_and_what_waits(watch: Watch, talk: Talk, face: RecordingFace) -> None:
    await talk("ana: motion propose Buy a kettle")
    await talk("ben: motion second 1")
    await talk("ben: motion second 1")
    assert await watch.figure("folkmoot_refusals_total") >= 1
    acts = await watch.figure("folkmoot_acts_total")
    commits = await watch.figure("folkmoot_commits_total")
    assert acts >= commits >= 3
    assert await watch.figure("folkmoot_group_acts_sum") == acts
    assert await watch.figure("folkmoot_write_seconds_count") == commits
    assert await watch.figure("folkmoot_outbox_waiting") == 0


async def test_it_shows_neither_people_nor_choices_nor_texts(watch: Watch, talk: Talk) -> None:
    await talk("ana-canary: motion propose Buy a canary")
    await talk("ben-canary: motion second 1")
    await talk("ben-canary: vote 1 against")
    shown = await watch.text() + str(await watch.health())
    assert "canary" not in shown
    assert not re.search(r"against|abstain|choice|member=", shown)
    labels = {name for found in re.findall(r"\{(.*?)\}", shown) for name in re.findall(r"(\w+)=", found)}
    assert labels <= {"le"}


async def test_other_pages_there_are_none(watch: Watch) -> None:
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"http://127.0.0.1:{watch.port}/") as answer,
    ):
        assert answer.status == 404


async def test_it_is_off_where_no_port_is_set(house: App) -> None:
    async with serving(WebSettings(), house) as port:
        assert port == 0
        assert isinstance(house.writer.metrics, Unwatched)


async def test_a_port_that_is_taken_is_named(house: App) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigProblem, match=f"web.port {port} can't be used"):
            async with serving(WebSettings(port=port), house):
                pass


async def test_it_listens_on_this_machine_alone(watch: Watch) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match=r"."):
            await asyncio.open_connection(address, watch.port)
    _reader, writer = await asyncio.open_connection("127.0.0.1", watch.port)
    writer.close()
    await writer.wait_closed()
    assert watch.port > 0
