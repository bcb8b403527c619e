"""The base that signatures are measured against: with no counters, no words and no rules."""

from __future__ import annotations

from bench.raw import Raw

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


class RawSignatures(Raw):
    table = _TABLE

    def sign(self, campaign: int, people: range) -> float:
        """Seconds for one commit of one signature by each of these people."""
        rows = (
            (campaign, p, 1, 1 + p % 40, 7 if p % 2 else None, 1 + p % 18, None, 1, 0, 1, 494_444)
            for p in people
        )
        return self.put(_PUT, rows)
