"""Workers that everybody wakes ask nothing of the database while there can be nothing to do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.app import App
from bot.lull import LONGEST
from storage.database import Database
from storage.orders import PostOrder, TellOrder
from tests.talk import START, TABLE, FrozenClock, RecordingFace, Talk


@contextmanager
def readings(db: Database, patch: pytest.MonkeyPatch) -> Iterator[list[asyncio.Task[Any] | None]]:
    """Who began each reading meanwhile: the test itself, or one of the workers that run beside it."""
    begun: list[asyncio.Task[Any] | None] = []
    real = db.reading

    @asynccontextmanager
    async def reading() -> AsyncIterator[Any]:
        begun.append(asyncio.current_task())
        async with real() as connection:
            yield connection

    with patch.context() as there:
        there.setattr(db, "reading", reading)
        yield begun


async def all_look(app: App, face: RecordingFace) -> None:
    await app.teller.round()
    await app.asked.flush()
    await app.carriers[face.network].flush()


async def test_nothing_is_asked_twice_while_nothing_is_written(
    talk: Talk, house: App, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk("ana: assembly found Depot")
    await all_look(house, talk.face)
    with readings(house.db, monkeypatch) as begun:
        written = house.db.changes
        for _ in range(20):
            await all_look(house, talk.face)
        ours = begun.count(asyncio.current_task())
        assert ours <= 3 * (house.db.changes - written)  # a worker beside it may still be writing
        clock.forward(LONGEST)
        await all_look(house, talk.face)
        assert len(begun) >= 3  # whoever is awake first looks for all: the test, or a worker beside it


@pytest.mark.parametrize("hold", [timedelta(), timedelta(seconds=40)])
async def test_what_is_ordered_goes_out_at_its_time(
    talk: Talk, house: App, clock: FrozenClock, hold: timedelta
) -> None:
    await talk("ana: assembly found Depot")
    await all_look(house, talk.face)
    posts = len(talk.face.posts)
    at = START + hold
    post = PostOrder(1, (TABLE.network, TABLE.id), "core.waits", 1, "day", None, watched=False, at=at)
    asked = TellOrder(1, 1, "core.waits", 1, "asked", at, asked=True)
    unasked = TellOrder(1, 1, "core.waits", 1, "unasked", at)
    async with house.db.transaction():
        await house.asked.outbox.order_all([post], [asked, unasked])
    await all_look(house, talk.face)
    if hold:
        assert (len(talk.face.posts) - posts, len(talk.face.directs)) == (0, 0)
        clock.forward(hold)
        await all_look(house, talk.face)
    assert (len(talk.face.posts) - posts, len(talk.face.directs)) == (1, 2)
