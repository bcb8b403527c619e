"""Backup and restore in one archive, and the proof that the journals still hold.

The archive holds the database, the seed of the account's Matrix keys, which emoji each reaction was, and
the settings. It does not hold the keys of the Matrix device: restored, the bot is the same person at a new
device, signed by the seed, because two copies of one device would spoil each other's encryption.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from bot import __version__
from bot.api.clock import Clock, SystemClock
from bot.app import all_owners
from bot.config import ConfigProblem, Settings, read
from bot.locking import locked
from storage.assemblies import Assemblies
from storage.database import Database
from storage.dialect import is_sqlite, sqlite_path
from storage.journal import Journal
from storage.migrate import NewerDatabase, migrate
from storage.outbox import Outbox
from storage.schema import assemblies, posts

MARK, DATABASE, CONFIG = "folkmoot-backup.json", "folkmoot.db", "config.toml"
MATRIX = {"matrix/cross-signing.seed": "cross-signing.seed", "matrix/reactions.jsonl": "reactions.jsonl"}
DEVICE = "device.json"
WORDS = {
    DATABASE: "the database",
    CONFIG: "the settings",
    "matrix/cross-signing.seed": "the seed of the Matrix keys",
    "matrix/reactions.jsonl": "which emoji reactions were",
}
# Longer than any network makes two sends of one key one message by itself.
PAST_EVERY_WINDOW = timedelta(days=2)
SERVER = "This database is on a server: keep it with pg_dump, and bring it back with pg_restore."


async def write_backup(settings: Settings, config_path: Path | None, file: Path) -> list[str]:
    """Writes the archive, readable by its owner alone; what is in it, in words. The bot may be running."""
    return await asyncio.to_thread(_write, settings, config_path or Path(CONFIG), file)


async def read_backup(settings: Settings, file: Path, clock: Clock | None = None) -> list[str]:
    """Puts an archive back where nothing is yet; what was put back, in words."""
    held = await asyncio.to_thread(_read, file)
    where = await asyncio.to_thread(_settings, settings, held)
    with ExitStack() as locks:
        if where is not settings:
            locks.enter_context(locked(where))
        await asyncio.to_thread(_put_back, where, held)
        await _look_before_sending(where, clock or SystemClock())
    if where is settings:
        held.pop(CONFIG, None)
    else:
        await asyncio.to_thread(_write_private, Path(CONFIG), held[CONFIG])
    return [WORDS[name] for name in held]


async def broken_chains(settings: Settings) -> tuple[list[tuple[str, int]], int]:
    """Each assembly whose journal does not hold, with its first bad link; and how many were walked."""
    if is_sqlite(settings.database_url):
        await asyncio.to_thread(_must_exist, settings)
    db = await Database.open(settings.database_url)
    try:
        async with db.reading() as connection:
            ids = list((await connection.execute(sa.select(assemblies.c.id))).scalars())
            found = [(i, link) for i in ids if (link := await Journal(db).verify(i)) is not None]
            rows = {i: await Assemblies(db).get(i) for i, _ in found}
    except sa.exc.DatabaseError:
        raise ConfigProblem("The database has no journals yet. Start the bot once.") from None
    finally:
        await db.close()
    return [(row.name if (row := rows[i]) else str(i), link) for i, link in found], len(ids)


def _write(settings: Settings, config: Path, file: Path) -> list[str]:
    _must_be_a_file(settings)
    _must_exist(settings)
    store = Path(settings.data) / settings.matrix.store
    with _fresh(file) as out, tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        copy = Path(folder) / DATABASE
        _copy(Path(sqlite_path(settings.database_url)), copy)
        parts = {DATABASE: copy, CONFIG: config, **{name: store / kept for name, kept in MATRIX.items()}}
        present = {name: path for name, path in parts.items() if path.is_file()}
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            mark = {"version": __version__, "made_at": SystemClock().now().isoformat()}
            _add(archive, MARK, json.dumps(mark).encode())
            for name, path in present.items():
                _add(archive, name, path.read_bytes())
    return [WORDS[name] for name in present]


@contextmanager
def _fresh(file: Path) -> Iterator[IO[bytes]]:
    """A new file that nobody else can read; taken away again where it could not be finished."""
    try:
        number = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise ConfigProblem(
            f"There is a file {file} already, and a backup replaces none. Name another."
        ) from None
    except OSError as error:
        raise ConfigProblem(f"{file} can't be written ({error.strerror}). Name another file.") from None
    with os.fdopen(number, "wb") as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
        except BaseException:
            file.unlink()
            raise


def _copy(path: Path, to: Path) -> None:
    """SQLite's own online backup: whole at one moment, also while somebody writes."""
    to.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def _read(file: Path) -> dict[str, bytes]:
    """The parts of an archive by name; only the names that a backup writes are taken, as plain files."""
    allowed = {MARK, *WORDS}
    try:
        with tarfile.open(file, "r:gz") as archive:
            members = archive.getmembers()
            if any(m.name not in allowed or not m.isreg() for m in members):
                raise ConfigProblem(
                    f"{file} holds files that no backup of Folkmoot has. Nothing was put back."
                )
            held = {m.name: part.read() for m in members if (part := archive.extractfile(m)) is not None}
    except FileNotFoundError:
        raise ConfigProblem(f"There is no file {file}.") from None
    except (tarfile.TarError, OSError, EOFError) as error:
        reason = type(error).__name__
        raise ConfigProblem(f"{file} is no backup, or is damaged ({reason}). Try another one.") from None
    if MARK not in held or DATABASE not in held:
        raise ConfigProblem(f"{file} is no backup of Folkmoot. Nothing was put back.")
    del held[MARK]
    return held


def _settings(settings: Settings, held: Mapping[str, bytes]) -> Settings:
    """The settings in use; those of the archive where there are none here yet."""
    if CONFIG not in held or Path(CONFIG).exists() or settings != Settings():
        return settings
    with tempfile.NamedTemporaryFile(suffix=".toml") as kept:
        kept.write(held[CONFIG])
        kept.flush()
        return read(Path(kept.name))


def _put_back(settings: Settings, held: Mapping[str, bytes]) -> None:
    _must_be_a_file(settings)
    path = Path(sqlite_path(settings.database_url))
    store = Path(settings.data) / settings.matrix.store
    if path.exists() and not _is_empty(path):
        raise ConfigProblem(f"There is a database {path} already. Move it away, or name another in database.")
    if (store / DEVICE).exists():
        raise ConfigProblem(f"There is a Matrix device in {store} already. Move that folder away first.")
    path.parent.mkdir(parents=True, exist_ok=True)
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    _write_private(path, held[DATABASE])
    for name, kept in MATRIX.items():
        if name in held:
            store.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_private(store / kept, held[name])


def _write_private(path: Path, content: bytes) -> None:
    """Writes a file so that it is there whole or not at all."""
    fresh = path.with_name(path.name + ".restoring")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


async def _look_before_sending(settings: Settings, clock: Clock) -> None:
    """Has each post that waited looked up in its room first: it may have been sent after the backup."""
    db = await Database.open(settings.database_url)
    try:
        await migrate(db, all_owners(settings))
        now = clock.now()
        async with db.transaction() as connection:
            waiting = sa.select(posts.c.id, posts.c.ordered_at).where(posts.c.state == "waiting")
            for post, ordered_at in (await connection.execute(waiting)).all():
                await Outbox(db).change(post, tried_at=min(ordered_at, now - PAST_EVERY_WINDOW), due_at=now)
    except NewerDatabase as newer:
        await asyncio.to_thread(os.unlink, sqlite_path(settings.database_url))
        raise ConfigProblem(str(newer)) from None
    finally:
        await db.close()


def _must_be_a_file(settings: Settings) -> None:
    if not is_sqlite(settings.database_url):
        raise ConfigProblem(SERVER)


def _must_exist(settings: Settings) -> None:
    path = Path(sqlite_path(settings.database_url))
    if not path.exists():
        raise ConfigProblem(
            f"There is no database {path} yet. Start the bot once, or name another in database."
        )


def _is_empty(path: Path) -> bool:
    """Whether nothing was ever founded there."""
    if path.stat().st_size == 0:
        return True
    try:
        with closing(sqlite3.connect(path)) as native:
            there = native.execute("SELECT count(*) FROM sqlite_master WHERE name = 'assemblies'").fetchone()[
                0
            ]
            return not there or not native.execute("SELECT count(*) FROM assemblies").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
