"""Migrations: the steps give the tables that the code knows, and a newer database is refused."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.ballots import OWNER as BALLOTS
from bot.ballots.paper_schema import papers
from storage import dialect
from storage.database import Database
from storage.migrate import CORE, NewerDatabase, Owner, migrate
from storage.occasion_schema import core

COGS = Path(__file__).parents[2] / "cogs"
_FIRST = '''"""The first table."""
import sqlalchemy as sa
from alembic import op
revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table("kettles", sa.Column("id", sa.Integer, primary_key=True))
'''
_SECOND = '''"""Kettles have a colour."""
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("kettles", sa.Column("colour", sa.String(20)))
'''
_BROKEN = '''"""Breaks half way."""
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    raise ValueError("half way")
'''


def kettles(folder: Path, *files: str) -> Owner:
    folder.mkdir(exist_ok=True)
    for n, text in enumerate(files, 1):
        (folder / f"{n:04}_step.py").write_text(text)
    return Owner("kettles", folder)


def described(connection: Connection, tables: list[str]) -> dict[str, Any]:
    """Tables as the database has them, without what only differs in writing."""
    see = sa.inspect(connection)

    def column(c: Any) -> tuple[Any, ...]:
        return c["name"], str(c["type"]), c["nullable"], str(c["default"] or "").strip("()'").lower()

    def key(k: Any) -> tuple[Any, ...]:
        columns, there = tuple(k["constrained_columns"]), tuple(k["referred_columns"])
        return columns, k["referred_table"], there, (k["options"].get("ondelete") or "").upper()

    return {
        table: {
            "columns": sorted(column(c) for c in see.get_columns(table)),
            "primary key": see.get_pk_constraint(table)["constrained_columns"],
            "foreign keys": sorted(key(k) for k in see.get_foreign_keys(table)),
            "indexes": sorted(
                (i["name"], tuple(i["column_names"]), bool(i["unique"])) for i in see.get_indexes(table)
            ),
            "unique": sorted(tuple(u["column_names"]) for u in see.get_unique_constraints(table)),
            "checks": sorted(c["name"] or "" for c in see.get_check_constraints(table)),
        }
        for table in tables
    }


async def test_the_steps_give_the_tables_that_the_code_knows(db: Database) -> None:
    names = [t.name for t in core.sorted_tables]
    async with db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with db.transaction() as connection:
        await connection.run_sync(core.drop_all)
        await connection.run_sync(core.create_all)
    async with db.reading() as connection:
        at_once = await connection.run_sync(described, names)
    assert by_steps == at_once


async def test_the_ballots_steps_give_the_tables_that_the_code_knows(db: Database) -> None:
    names = [t.name for t in papers.metadata.sorted_tables]
    await migrate(db, [CORE, BALLOTS])
    async with db.reading() as connection:
        by_steps = await connection.run_sync(described, names)
    async with db.transaction() as connection:
        await connection.run_sync(papers.metadata.drop_all)
        await connection.run_sync(papers.metadata.create_all)
    async with db.reading() as connection:
        at_once = await connection.run_sync(described, names)
    assert by_steps == at_once


async def test_every_owner_migrates_in_order(db: Database) -> None:
    cogs = [Owner(folder.parent.name, folder) for folder in sorted(COGS.glob("*/migrations"))]
    done = await migrate(db, [CORE, BALLOTS, *cogs])
    assert done == [f"{owner.name}: 0 to {owner.latest()}" for owner in (BALLOTS, *cogs)]
    assert await migrate(db, [CORE, BALLOTS, *cogs]) == []


async def test_only_what_is_missing_is_done(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "kettles"
    assert await migrate(db, [CORE, kettles(folder, _FIRST)]) == ["kettles: 0 to 1"]
    assert await migrate(db, [CORE, kettles(folder, _FIRST)]) == []
    assert await migrate(db, [CORE, kettles(folder, _FIRST, _SECOND)]) == ["kettles: 1 to 2"]
    async with db.reading() as connection:
        columns = await connection.run_sync(
            lambda c: {x["name"] for x in sa.inspect(c).get_columns("kettles")}
        )
    assert columns == {"id", "colour"}


async def test_a_newer_database_is_refused(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "kettles"
    await migrate(db, [CORE, kettles(folder, _FIRST, _SECOND)])
    (folder / "0002_step.py").unlink()
    with pytest.raises(NewerDatabase, match="kettles is at 2, the program knows 1"):
        await migrate(db, [CORE, Owner("kettles", folder)])


async def test_a_sleeping_cog_is_left_alone(db: Database, tmp_path: Path) -> None:
    await migrate(db, [CORE, kettles(tmp_path / "kettles", _FIRST)])
    assert await migrate(db, [CORE]) == []
    async with db.reading() as connection:
        assert await connection.run_sync(lambda c: sa.inspect(c).has_table("kettles"))


async def test_a_step_that_breaks_leaves_nothing_half_made(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "kettles"
    await migrate(db, [CORE, kettles(folder, _FIRST)])
    with pytest.raises(ValueError, match="half way"):
        await migrate(db, [CORE, kettles(folder, _FIRST, _BROKEN)])
    async with db.reading() as connection:
        assert not await connection.run_sync(lambda c: sa.inspect(c).has_table("half"))
    assert await migrate(db, [CORE, kettles(folder, _FIRST, _SECOND)]) == ["kettles: 1 to 2"]


async def test_a_copy_is_made_before_a_database_changes(fresh_sqlite: Database, tmp_path: Path) -> None:
    path = Path(dialect.sqlite_path(fresh_sqlite.url))
    kept = path.with_name(path.name + ".before-migration")
    await migrate(fresh_sqlite, [CORE])
    assert not kept.exists(), "there was nothing to copy"
    await migrate(fresh_sqlite, [CORE, kettles(tmp_path / "kettles", _FIRST)])
    copy = sqlite3.connect(kept)
    tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    copy.close()
    assert "journal" in tables
    assert "kettles" not in tables
    assert kept.stat().st_mode & 0o777 == 0o600


def test_alembic_is_not_imported_where_nothing_is_to_be_done(tmp_path: Path) -> None:
    program = (
        "import asyncio, sys\n"
        "from storage.database import Database\n"
        "from storage.migrate import CORE, migrate\n"
        "async def main():\n"
        f"    db = await Database.open('sqlite+aiosqlite:///{tmp_path / 'f.db'}')\n"
        "    done = await migrate(db, [CORE])\n"
        "    await db.close()\n"
        "    print(len(done), 'alembic' in sys.modules)\n"
        "asyncio.run(main())\n"
    )

    def run() -> str:
        return subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        ).stdout

    assert run().split() == ["1", "True"]
    assert run().split() == ["0", "False"]
