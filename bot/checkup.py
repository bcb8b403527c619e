"""What `python -m bot check` looks at before anything runs; it changes nothing."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from bot.app import all_owners
from bot.config import ConfigProblem, Secrets, Settings, secrets
from bot.languages import shipped
from bot.loader import ALL_COGS
from bot.platforms import Finding
from storage.dialect import is_sqlite, sqlite_path

LEVELS = ("debug", "info", "warning", "error")
VERSIONS = "SELECT owner, revision FROM schema_versions"


async def findings(settings: Settings) -> list[Finding]:
    """Everything that was looked at, in the order in which it is mended best."""
    found = [*_configuration(settings), *await _database(settings), *_files(settings)]
    try:
        held = secrets(settings)
    except ConfigProblem as problem:
        return [*found, Finding("Secrets", False, str(problem))]
    return [*found, *await _faces(settings, held)]


def _configuration(settings: Settings) -> list[Finding]:
    known = ", ".join(shipped())
    checks = [
        (settings.language in shipped(), "language", f"Set language to one of: {known}."),
        (
            set(settings.cogs) <= set(ALL_COGS) and bool(settings.cogs),
            "cogs",
            f"Name in cogs only what there is: {', '.join(ALL_COGS)}.",
        ),
        (settings.log.level in LEVELS, "log.level", f"Set log.level to one of: {', '.join(LEVELS)}."),
        (
            0 <= settings.web.port < 65536,
            "web.port",
            "Set web.port to 0 (off), or to a free port below 65536.",
        ),
        (
            _can_write_in(Path(settings.data)),
            "data",
            f"Make the folder {settings.data} and let this account write in it.",
        ),
    ]
    wrong = [Finding(f"Setting {key}", False, mend) for well, key, mend in checks if not well]
    run_by = settings.operator.name or settings.operator.contact
    told = f"Who runs this bot: {run_by}" if run_by else "Who runs this bot: not filled in ([operator])"
    return [*(wrong or [Finding("Configuration", True)]), Finding(told, True)]


async def _database(settings: Settings) -> list[Finding]:
    if is_sqlite(settings.database_url):
        return await asyncio.to_thread(_file, settings)
    return [await _server(settings)]


def _file(settings: Settings) -> list[Finding]:
    path = Path(sqlite_path(settings.database_url))
    if not path.exists():
        mend = f"Make the folder {path.parent} and let this account write in it."
        return [Finding(f"Database: {path} is made at the first start", _can_write_in(path.parent), mend)]
    found = [_private(f"Database: {path} is readable by its owner alone", path)]
    if not os.access(path, os.W_OK) or not _can_write_in(path.parent):
        mend = f"Let the account that runs the bot write to {path} and its folder."
        return [*found, Finding("Database: can be written to", False, mend)]
    try:
        return [*found, _compared(settings, _versions(path))]
    except sqlite3.DatabaseError:
        mend = f"{path} is no database. Name another file, or restore a backup."
        return [*found, Finding("Database: can be opened", False, mend)]


def _versions(path: Path) -> dict[str, int]:
    """Each owner's version, read without changing the file."""
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as native:
        tables = native.execute("SELECT count(*) FROM sqlite_master WHERE name = 'schema_versions'")
        return dict(native.execute(VERSIONS)) if tables.fetchone()[0] else {}


async def _server(settings: Settings) -> Finding:
    """A database on a server, asked in the same words."""
    engine = create_async_engine(settings.database_url, hide_parameters=True)
    try:
        async with engine.connect() as connection:
            there = await connection.run_sync(lambda c: sa.inspect(c).has_table("schema_versions"))
            rows = (await connection.execute(sa.text(VERSIONS))).tuples().all() if there else []
    except (sa.exc.SQLAlchemyError, OSError, TimeoutError) as error:
        mend = (
            f"The server can't be used ({type(error).__name__}). Look at its address and rights in database."
        )
        return Finding("Database: can be opened", False, mend)
    finally:
        await engine.dispose()
    return _compared(settings, {str(owner): int(revision) for owner, revision in rows})


def _compared(settings: Settings, has: dict[str, int]) -> Finding:
    owners = all_owners(settings) if set(settings.cogs) <= set(ALL_COGS) else []
    newer = [o.name for o in owners if has.get(o.name, 0) > o.latest()]
    if newer:
        mend = "Start the version of Folkmoot that wrote it, or restore a backup."
        return Finding(f"Database: newer than this program ({', '.join(newer)})", False, mend)
    if any(has.get(o.name, 0) < o.latest() for o in owners):
        return Finding("Database: opens; the next start brings it up to date, after a copy was made", True)
    return Finding("Database: opens, and is up to date", True)


def _files(settings: Settings) -> list[Finding]:
    """The files of secrets, and the folder of the Matrix device."""
    named = (settings.matrix.password_file, settings.matrix.token_file, settings.discord.token_file)
    paths = [Path(name) for name in named if name]
    paths += [f for f in (Path(settings.data) / settings.matrix.store).glob("*") if f.is_file()]
    return [
        _private(f"Secret file {path} is readable by its owner alone", path)
        for path in paths
        if path.exists()
    ]


def _private(what: str, path: Path) -> Finding:
    return Finding(what, not path.stat().st_mode & 0o077, f"Do this: chmod 600 {path}")


async def _faces(settings: Settings, held: Secrets) -> list[Finding]:
    found: list[Finding] = []
    if settings.matrix.homeserver:
        from bot.platforms.matrix.check import check

        folder = Path(settings.data)
        found += await check(settings.matrix, held.matrix_password, held.matrix_token, folder)
    elif held.matrix_password or held.matrix_token:
        mend = "There is a Matrix password or token, and no matrix.homeserver. Set it."
        found.append(Finding("Matrix: homeserver", False, mend))
    if held.discord_token is not None:
        from bot.platforms.discord.check import check as check_discord

        found += await check_discord(settings.discord, held.discord_token)
    return found or [Finding("No network is configured: the terminal face will start", True)]


def _can_write_in(folder: Path) -> bool:
    """Whether a file can be made there, also where the folder itself is still to be made."""
    there = next((f for f in (folder, *folder.absolute().parents) if f.exists()), folder)
    return there.is_dir() and os.access(there, os.W_OK)
