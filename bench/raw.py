"""The base that ballots are measured against: raw sqlite3, a plain upsert, the same durability."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import perf_counter

_PUT = (
    "INSERT INTO ballots VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (box, member) DO UPDATE SET "
    "choice = excluded.choice, source = excluded.source, at = excluded.at, late = excluded.late, "
    "before = excluded.before, reason = excluded.reason"
)


class Raw:
    """No tally, no inbox, no journal, no rules: the same rows in a table, committed with FULL."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=8000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(
            "CREATE TABLE ballots (box INTEGER, member INTEGER, choice INTEGER, source TEXT, at INTEGER, "
            "late INTEGER, before INTEGER, reason TEXT, PRIMARY KEY (box, member)) WITHOUT ROWID"
        )

    def cast(self, box: int, members: range) -> float:
        """Seconds for one commit of one ballot by each member."""
        begun = perf_counter()
        rows = [(box, m, 1 + m % 3, "button", 1_780_000_000_000_000 + m, 0, None, "") for m in members]
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_PUT, rows)
        self.connection.execute("COMMIT")
        return perf_counter() - begun

    def close(self) -> None:
        self.connection.close()
