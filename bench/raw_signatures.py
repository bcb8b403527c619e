"""The base that signatures are measured against: raw sqlite3, a plain upsert, the same durability."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import perf_counter

_COLUMNS = (
    "campaign",
    "person",
    "version",
    "trade",
    "bloc",
    "language",
    "country",
    "standing",
    "shown",
    "marks",
    "hour",
)
_TABLE = (
    f"CREATE TABLE signatures ({', '.join(f'{name} INTEGER' for name in _COLUMNS)}, "
    "PRIMARY KEY (campaign, person)) WITHOUT ROWID"
)
_PUT = (
    f"INSERT INTO signatures VALUES ({', '.join('?' * len(_COLUMNS))}) "
    "ON CONFLICT (campaign, person) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])
)


class RawSignatures:
    """No counters, no words, no rules: the same rows in a table, committed with FULL."""

    def __init__(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=8000"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute(_TABLE)

    def sign(self, campaign: int, people: range) -> float:
        """Seconds for one commit of one signature by each of these people."""
        begun = perf_counter()
        rows = [
            (campaign, p, 1, 1 + p % 40, 7 if p % 2 else None, 1 + p % 18, None, 1, 0, 1, 494_444)
            for p in people
        ]
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(_PUT, rows)
        self.connection.execute("COMMIT")
        return perf_counter() - begun

    def close(self) -> None:
        self.connection.close()
