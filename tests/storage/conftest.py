"""What the storage tests share: a migrated database of each kind, and a time to write things at."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from bot.ballots import OWNER as BALLOTS
from cogs.campaigns.rules.campaign import Campaign
from storage.database import Database
from storage.migrate import CORE, Owner, migrate
from tests.cogs.campaigns.letter import opened
from tests.storage.postgres import PostgresServer, programs

NOW = datetime(2026, 6, 2, 12, tzinfo=UTC)
CAMPAIGNS = Owner("campaigns", Path(__file__).parents[2] / "cogs" / "campaigns" / "migrations")
TEMPLATE = f"folkmoot_test_{os.getpid()}"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server on which tests may make databases."""
    given = os.environ.get("FOLKMOOT_TEST_POSTGRES")
    if given:
        yield given
        asyncio.run(_say(given, f"DROP DATABASE IF EXISTS {TEMPLATE}"))
        return
    found = programs()
    if found is None:
        pytest.skip(
            "needs-environment: no PostgreSQL (Debian: apt-get install postgresql, "
            "or set FOLKMOOT_TEST_POSTGRES to the URL of a server)"
        )
    server = PostgresServer(found)
    server.start()
    yield server.url
    server.close()


async def _say(url: str, *statements: str) -> None:
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
    await engine.dispose()


def _named(url: str, name: str) -> str:
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


async def _migrated(url: str) -> None:
    database = await Database.open(url)
    await migrate(database, [CORE])
    await database.close()


@pytest.fixture(scope="session")
def templates() -> dict[str, object]:
    """Migrated databases, made once and copied for each test."""
    return {}


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(
    request: pytest.FixtureRequest, tmp_path: Path, templates: dict[str, object]
) -> AsyncIterator[str]:
    """The URL of a migrated database that nobody has written to."""
    if request.param == "sqlite":
        file = tmp_path / "folkmoot.db"
        kept = tmp_path.parent / "migrated.db"
        if "sqlite" not in templates:
            await _migrated(f"sqlite+aiosqlite:///{kept}")
            templates["sqlite"] = kept
        shutil.copyfile(str(templates["sqlite"]), file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    server: str = request.getfixturevalue("postgres")
    if "postgresql" not in templates:
        await _say(server, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}")
        await _migrated(_named(server, TEMPLATE))
        templates["postgresql"] = TEMPLATE
    name = f"{TEMPLATE}_{next(_numbers)}"
    await _say(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield _named(server, name)
    await _say(server, f"DROP DATABASE {name}")


@pytest.fixture
async def db(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url)
    yield database
    await database.close()


@pytest.fixture
async def letter(db: Database) -> Campaign:
    """A letter that can be signed, with the tables of campaigns."""
    await migrate(db, [CORE, BALLOTS, CAMPAIGNS])
    async with db.transaction():
        return await opened(db)


@pytest.fixture
async def fresh_sqlite(tmp_path: Path) -> AsyncIterator[Database]:
    """A database without any table."""
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'fresh.db'}")
    yield database
    await database.close()
