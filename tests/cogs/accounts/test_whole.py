"""Linking is whole or not at all: it is one commit, and broken off before that it leaves all as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import sqlalchemy as sa

from bot.config import Settings
from cogs.accounts.commands import Accounts
from tests.cogs.accounts.linking import code
from tests.twonets import TwoNets

PASSING = {"networks", "inbox"}
MOST = 1000


def _dump(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """Every table but those that note when a network was heard and what was read from it."""
    with closing(sqlite3.connect(settings.database)) as native:
        names = [name for (name,) in native.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        wanted = [name for name in names if name not in PASSING]
        return {name: sorted(native.execute(f"SELECT * FROM {name}"), key=repr) for name in wanted}


class Broken(Exception):
    """The power is gone."""


@contextmanager
def _broken_off(nets: TwoNets, before: int) -> Iterator[list[str]]:
    """Has the writer fail before the nth statement; gives the statements and commits that came through."""
    engine = nets.app.db._writer.sync_engine
    seen: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if len(seen) >= before:
            raise Broken
        seen.append(statement)

    def committed(_connection: Any) -> None:
        seen.append("COMMIT")

    sa.event.listen(engine, "before_cursor_execute", count)
    sa.event.listen(engine, "commit", committed)
    try:
        yield seen
    finally:
        sa.event.remove(engine, "before_cursor_execute", count)
        sa.event.remove(engine, "commit", committed)


async def _about_to_be_linked(nets: TwoNets) -> None:
    await nets("ana@discord: motion propose Buy a kettle")
    await nets("ben@matrix: motion second 1")
    await nets("ben@matrix: motion propose Paint the shed")
    await nets("chi@discord: vote 1 for")
    await nets("chi@discord: motion second 2")
    await nets("chi@matrix: vote 1 against")
    await nets("chi@matrix: motion suggest 2 In green")
    given = await code(nets, "chi@discord")
    await nets(f"chi@matrix: account link {given}", private=True)
    await nets("chi@matrix: account confirm yes", private=True)


async def _joined(nets: TwoNets, n: int) -> list[str] | None:
    """Links what is about to be linked, unless it breaks off before its nth statement."""
    cog = next(cog for cog in nets.app.house.cogs if isinstance(cog, Accounts))
    with _broken_off(nets, n) as seen:
        try:
            async with cog.store.db.transaction():
                link = await cog.store.link(1, nets.clock.now()) or await cog.store.link(3, nets.clock.now())
                assert link is not None
                await cog.joining.join(link, nets.clock.now())
        except Broken:
            return None
    return seen


async def test_broken_off_anywhere_it_leaves_everything_as_it_was(
    one_assembly: TwoNets, settings: Settings
) -> None:
    nets = one_assembly
    await _about_to_be_linked(nets)
    before = _dump(settings)
    with closing(sqlite3.connect(settings.database)) as native:
        version, n = _version(native), 1
        while (seen := await _joined(nets, n)) is None:
            assert _version(native) == version, n
            n += n
            assert n < MOST
    assert [at for at, said in enumerate(seen, 1) if "COMMIT" in said.upper()] == [len(seen)]
    assert len(seen) > 30
    assert _dump(settings) != before
    await nets("chi@matrix: vote 1 abstain")
    card = nets.said("discord", "Buy a kettle")
    assert [line for line in card.splitlines() if line.endswith((" 0", " 1"))] == [
        "For 0",
        "Against 0",
        "Abstain 1",
    ]


def _version(native: sqlite3.Connection) -> int:
    """Another number once anybody else has changed anything in the file."""
    return int(native.execute("PRAGMA data_version").fetchone()[0])
