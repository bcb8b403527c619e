"""What a test makes of decisions by another hand than Folkmoot's: from files and from the database."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WRITTEN = {"For": "aye", "Against": "no", "Abstain": "abstain"}


def recount(decided: Mapping[str, Any]) -> tuple[str, dict[str, int]]:
    """The end that the ballots in the file come to, and the counts: by another hand than Folkmoot's."""
    cast = Counter(ballot["choice"] for ballot in decided["ballots"] + decided["secret_ballots"])
    rule, everyone = decided["rule"], sum(cast.values())
    bases = {
        "cast": cast["aye"] + cast["no"],
        "present": everyone,
        "roll": len(decided["electorate"]["marks"]),
    }
    wanted = Fraction(rule["share"]) * bases[rule["base"]]
    if everyone < rule["quorum"]["needed"]:
        return "inquorate", dict(cast)
    if rule["way"] == "consensus":
        return "lost" if cast["block"] else "carried", dict(cast)
    enough = cast["aye"] > wanted if rule["strict"] else cast["aye"] >= wanted
    return "carried" if enough else "lost", dict(cast)


async def verify(path: Path, content: bytes) -> tuple[int, str]:
    """What `python -m bot verify` says of a file, in a folder without a database."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "verify", path.name),
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    words, _ = await process.communicate()
    return process.returncode or 0, words.decode()


def assert_listed(record: Mapping[str, Any], held: Mapping[str, str], electorate: int) -> None:
    """The file lists exactly these choices by receipt, and nothing in it joins one with a voter."""
    decided = record["decided"]
    listed = {ballot["receipt"]: ballot["choice"] for ballot in decided["secret_ballots"]}
    assert listed == {fingerprint(receipt): WRITTEN[choice] for receipt, choice in held.items()}
    assert list(listed) == sorted(listed)
    assert decided["ballots"] == []
    assert len(decided["electorate"]["marks"]) == electorate


def fingerprint(receipt: str) -> str:
    """What the list has for a receipt, as docs/export.md says."""
    return hashlib.sha256(f"folkmoot receipt {receipt.replace('-', '')}".encode()).hexdigest()


def assert_voted(database: Path, number: int, *, or_more: bool = False) -> None:
    """So many have cast a secret vote, by the file alone."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        ((voted,),) = connection.execute("SELECT count(*) FROM voted").fetchall()
        ((cast,),) = connection.execute("SELECT count(*) FROM secret_ballots").fetchall()
    assert voted == cast, (voted, cast)
    assert voted >= number if or_more else voted == number, voted


def assert_apart(database: Path, receipts: Iterable[str]) -> None:
    """No table joins a member with a choice of the secret vote; no file has a receipt."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        tables = {
            str(table): [str(column[1]) for column in connection.execute(f"PRAGMA table_info({table})")]
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        ((box,),) = connection.execute("SELECT box FROM motions WHERE votes = 'secret'").fetchall()
        boxed = [table for table, columns in tables.items() if "box" in columns and table != "motions"]
        holding = {
            table
            for table in boxed
            if connection.execute(f"SELECT 1 FROM {table} WHERE box = ? LIMIT 1", (box,)).fetchall()
        }
    assert set(tables["voted"]) == {"box", "member"}
    assert set(tables["secret_ballots"]) == {"box", "receipt", "choice"}
    assert "ballots" not in holding, holding
    kept = b"".join(path.read_bytes() for path in sorted(database.parent.glob("*")) if path.is_file())
    for receipt in receipts:
        assert receipt.encode() not in kept
        assert receipt.replace("-", "").encode() not in kept
