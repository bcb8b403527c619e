"""One program a database: run and console lock it against each other."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import ConfigProblem, Settings
from storage.dialect import is_sqlite, sqlite_path


@contextmanager
def locked(settings: Settings) -> Iterator[None]:
    """Holds the lock beside an SQLite file until it is left; the kernel lets go of it at any end."""
    if not is_sqlite(settings.database_url):
        yield
        return
    path = Path(sqlite_path(settings.database_url) + ".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        path.chmod(0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            name = sqlite_path(settings.database_url)
            raise ConfigProblem(
                f"Another Folkmoot is using {name}. End it first, or name another database in config.toml."
            ) from None
        yield
