"""What ballots and signatures are measured against: raw sqlite3, a plain upsert, the same durability."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter

_BALLOTS = (
    "CREATE TABLE ballots (box INTEGER, member INTEGER, choice INTEGER, source TEXT, at INTEGER, "
    "late INTEGER, before INTEGER, reason TEXT, PRIMARY KEY (box, member)) WITHOUT ROWID"
)
_CAST = (
    "INSERT INTO ballots VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (box, member) DO UPDATE SET "
    "choice = excluded.choice, source = excluded.source, at = excluded.at, late = excluded.late, "
    "before = excluded.before, reason = excluded.reason"
)


class Raw:
    """No tally, no inbox, no journal, no rules: the same rows in a table, committed with FULL."""

    table = ""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=8000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(self.table)

    def put(self, statement: str, rows: Iterable[tuple[object, ...]]) -> float:
        """Seconds for one commit of all these rows."""
        begun = perf_counter()
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(statement, rows)
        self.connection.execute("COMMIT")
        return perf_counter() - begun

    def close(self) -> None:
        self.connection.close()


class RawBallots(Raw):
    table = _BALLOTS

    def cast(self, box: int, members: range) -> float:
        """Seconds for one commit of one ballot by each member."""
        at = 1_780_000_000_000_000
        return self.put(_CAST, ((box, m, 1 + m % 3, "button", at + m, 0, None, "") for m in members))
