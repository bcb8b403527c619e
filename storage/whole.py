"""Whole transactions on the database's own thread, with SQLite's plain connection."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.engine import Connection

from storage import dialect

T = TypeVar("T")


def nothing(_native: Any) -> None:
    """Stands behind what is under way on the database's thread."""


def truncate(native: Any) -> bool:
    """Whether the write-ahead file is empty now; a reader is not waited for, as everybody waits here."""
    native.execute("PRAGMA busy_timeout=20")
    try:
        busy, _frames, _moved = native.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        native.execute(dialect.BUSY_TIMEOUT)
    return not busy


def whole(native: Any, connection: Connection, work: Callable[[Connection], T]) -> T:
    """What work returns, once all that it has written is on disk; nothing of it is where it fails."""
    native.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        native.execute("COMMIT")
    except BaseException:
        if native.in_transaction:
            native.execute("ROLLBACK")
        raise
    return result


def folded(native: Any, connection: Connection, work: Callable[[Connection], T]) -> tuple[T, bool]:
    """A whole transaction, and whether it is in the database file itself.

    The checkpoint makes it durable, so the commit need not wait for the disk as well; where a reader keeps
    the checkpoint from its end, the write-ahead file is made durable by hand.
    """
    native.execute("PRAGMA synchronous=OFF")
    try:
        result = whole(native, connection, work)
    finally:
        native.execute(dialect.SYNCHRONOUS)
    is_folded = truncate(native)
    if not is_folded:
        (_number, _name, file), *_ = native.execute("PRAGMA database_list")
        _sync(Path(f"{file}-wal"))
    return result, is_folded


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
