"""Killed at any point, what stewards announce is done once or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.app import App, opened
from bot.config import Settings
from cogs.stewards.schema import deeds, objections, steward_tables
from storage.database import Database
from storage.schema import members
from tests.storage.test_migrations import described
from tests.talk import FrozenClock, RecordingFace, Talk


class Killed(Exception):
    """The process ends here, and its transaction with it."""


async def found(app: App) -> tuple[int, list[str]]:
    """How many are off the roll, and where each deed stands."""
    async with app.db.reading() as here:
        left = sa.select(sa.func.count()).where(members.c.left_at.is_not(None))
        stages = list((await here.execute(sa.select(deeds.c.stage))).scalars())
        return (await here.execute(left)).scalar_one(), stages


async def announced(app: App, face: RecordingFace, clock: FrozenClock) -> None:
    await app.door.caught_up("terminal")
    talk = Talk(app, face, clock)
    await talk("ana: assembly found Depot")
    for name in ("ben", "chi", "dara"):
        await talk(f"ana: member enrol {name}")
    await talk("ana: member remove dara")
    await talk("chi: steward object 1")
    await talk.later(minutes=2)
    await talk.later(hours=23, minutes=55)


@pytest.mark.parametrize("where", ["take_off", "save"])
async def test_killed_in_the_middle_it_is_done_once_after_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    face, clock = RecordingFace(), FrozenClock()
    async with opened(settings, [face], clock) as app, app.working():
        await announced(app, face, clock)
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        with monkeypatch.context() as patched:
            patched.setattr(*_point(app, where), _dies)
            clock.forward(timedelta(minutes=5))
            await app.sweeper.round()
        assert await found(app) == (0, ["waiting"]), "the old state, whole"
    async with opened(settings, [face], clock) as app, app.working():
        await app.door.caught_up("terminal")
        await app.sweeper.settle()
        await app.door.settled("terminal")
        assert await found(app) == (1, ["done"])
        async with app.db.reading() as here:
            assert (await here.execute(sa.select(sa.func.count()).select_from(objections))).scalar_one() == 1
    said = [post.text for post in face.posts.values() if post.text.startswith("Done, as announced")]
    assert len(said) == 1


def _point(app: App, where: str) -> tuple[object, str]:
    """The first write of the deed, or the one before it."""
    cogs: dict[str, Any] = {cog.name: cog for cog in app.house.cogs}
    return (cogs["members"].store, where) if where == "take_off" else (cogs["stewards"].announced, where)


async def _dies(*_given: object) -> None:
    raise Killed


async def test_the_steps_give_the_tables_that_the_code_knows(db: Database) -> None:
    names = [table.name for table in steward_tables.sorted_tables]
    async with db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with db.transaction() as connection:
        await connection.run_sync(steward_tables.drop_all)
        await connection.run_sync(steward_tables.create_all)
    async with db.reading() as connection:
        at_once = await connection.run_sync(described, names)
    assert by_steps == at_once
