"""Killed while a bloc is started, joined or closed: the old state or the new one, and every room once.

Between two statements nothing on the disk changes, so the files are copied before each statement, as a kill
would leave them, and the bot is started on every copy. What the network has is kept apart: it is not undone.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa

from bot.app import opened
from bot.config import Settings
from storage.schema import posts
from tests.cogs.blocs.conftest import Housed
from tests.housing import RecordingHousing
from tests.talk import FrozenClock
from tests.twonets import discord_face, matrix_face

NORTH = ("ana@discord", "ben@matrix", "chi@matrix")
STARTED = "ana@discord: bloc start Nurses under:Health kind:request"


class Copies:
    """The files of the database as they were, each different state once, with what the networks had then."""

    def __init__(self, settings: Settings, folder: Path, networks: dict[str, RecordingHousing]) -> None:
        self.settings = settings
        self.folder = folder
        self.networks = networks
        self.found: dict[str, tuple[Path, dict[str, RecordingHousing]]] = {}

    def take(self, _statement: str = "") -> None:
        files = [Path(self.settings.database + suffix) for suffix in ("", "-wal")]
        there = repr({name: sorted(one.rooms.items()) for name, one in self.networks.items()}).encode()
        state = sha256(there + b"".join(f.read_bytes() for f in files if f.exists())).hexdigest()
        if state not in self.found:
            kept = self.folder / f"killed-{len(self.found)}"
            kept.mkdir()
            for file in files:
                if file.exists():
                    shutil.copyfile(file, kept / file.name)
            self.found[state] = kept, copy.deepcopy(self.networks)


@asynccontextmanager
async def living(settings: Settings, networks: dict[str, RecordingHousing]) -> AsyncIterator[Housed]:
    clock, faces = FrozenClock(), {face.network: face for face in (discord_face(), matrix_face())}
    for network, face in faces.items():
        face.housing = networks[network]
    async with opened(settings, list(faces.values()), clock) as app, app.working():
        for network in faces:
            await app.door.caught_up(network)
        yield Housed(app, faces, clock)


async def test_killed_anywhere_a_bloc_is_there_or_not_and_has_each_room_once(
    settings: Settings, tmp_path: Path
) -> None:
    networks = {name: RecordingHousing(name) for name in ("discord", "matrix")}
    copies = Copies(settings, tmp_path, networks)
    async with living(settings, networks) as both:
        await both("ana@discord: assembly found Depot")
        async with both.app.db.transaction():
            assemblies = both.app.dispatch.people.assemblies
            await assemblies.join(1, ("matrix", "!space"), "!assembly", both.clock.now())
        await both("ana@discord: bloc start Health")
        raw = both.app.db._raw
        assert raw is not None
        await raw.over(lambda native: native.set_trace_callback(copies.take))
        await both(STARTED)
        await both.later(seconds=5)  # a space has to be there before the room in it
        await raw.over(lambda native: (copies.take(), native.set_trace_callback(None)))
    found = list(copies.found.values())
    some = [*found[:2], *found[2 : -1 : max(1, len(found) // 5)], found[-1]]
    assert len(found) > 8
    seen = set()
    for folder, left in some:
        again = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
        async with living(again, left) as both:
            await both.later(minutes=5)
            await both("ana@discord: bloc list")
            there = "Nurses" in both.text
            seen.add(there)
            if not there:
                await both(STARTED)
            for _ in range(3):
                await both.later(minutes=5)
            assert len(both.called("discord", "Nurses")) == len(both.called("matrix", "Nurses")) == 1
            assert len(both.called("discord", "Depot")) == len(both.called("matrix", "Depot")) == 1
            assert both.inside("discord", "Nurses") == {both.id("ana@discord")}
            await both("ana@discord: bloc show Nurses")
            assert "being opened" not in both.text
    assert seen == {False, True}


async def test_killed_anywhere_a_delegate_is_sent_or_not_and_the_council_agrees(
    settings: Settings, tmp_path: Path
) -> None:
    networks = {name: RecordingHousing(name) for name in ("discord", "matrix")}
    copies = Copies(settings, tmp_path, networks)
    async with living(settings, networks) as both:
        await both("ana@discord: assembly found Depot")
        async with both.app.db.transaction():
            assemblies = both.app.dispatch.people.assemblies
            await assemblies.join(1, ("matrix", "!space"), "!assembly", both.clock.now())
        for line in ("start North", "start Council council:yes"):
            await both(f"ana@discord: bloc {line}")
        for who in NORTH[1:]:
            await both(f"{who}: bloc join North")
        await both(f"ben@matrix: delegate elect {both.typed('chi@matrix')} North", private=True)
        await both("ana@discord: motion second 1")
        for who in NORTH:
            await both(f"{who}: vote 1 for", private=True)
        raw = both.app.db._raw
        assert raw is not None
        await raw.over(lambda native: native.set_trace_callback(copies.take))
        await both.later(hours=73)
        await raw.over(lambda native: (copies.take(), native.set_trace_callback(None)))
        ended = both.clock.at
    found = list(copies.found.values())
    assert len(found) > 5
    for folder, left in [*found[1 : -1 : max(1, len(found) // 3)], found[-1]]:
        again = Settings(database=str(folder / "folkmoot.db"), data=str(folder))
        async with living(again, left) as both:
            both.clock.at = ended
            for _ in range(3):
                await both.later(minutes=5)
            await both("ana@discord: delegate list North", private=True)
            assert "North: member 3" in both.text
            assert {p for room in both.called("matrix", "Council") for p in room.people} == {
                both.id("chi@matrix")
            }
            async with both.app.db.reading() as connection:
                results = sa.select(posts.c.network, posts.c.room).where(posts.c.kind == "motion.result")
                told = [tuple(row) for row in await connection.execute(results)]
            assert len(told) == len(set(told)) == 2
