"""From an account to its member, as every act asks that is not remembered: among 1,000 and among 100,000."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from sqlalchemy.engine import Connection

from bench.crowd import crowd
from bench.row import Row, at_most, spread
from storage import dialect
from storage.database import Database
from storage.members import Roll

FEW, MANY, CHUNK = 1_000, 100_000, 20_000
ROUNDS, EACH = 9, 150
NETWORKS = ("discord", "matrix")
JOINED, BASE = 1_780_000_000_000_000, 1_000_000


async def measure() -> list[Row]:
    """Everybody has two linked accounts; each is asked for by its address, and nothing is remembered."""
    async with crowd(2) as small, crowd(2) as large:
        await _filled(small.app.db, FEW)
        await _filled(large.app.db, MANY)
        ratios, times = [], []
        for _ in range(ROUNDS):
            few, many = [], []
            for place in range(EACH):
                few.append(await _asked(small.app.db, place * FEW // EACH))
                many.append(await _asked(large.app.db, place * MANY // EACH))
            ratios.append(median(many) / median(few))
            times.append(median(many))
    note = f"{median(times) * 1000:.2f} ms; ratio {spread(ratios)} over {ROUNDS} rounds of {EACH}"
    return [at_most("account to member among 100,000", "among 1,000", median(ratios), 1.2, note)]


async def _filled(db: Database, size: int) -> None:
    for start in range(0, size, CHUNK):
        some = range(start, min(start + CHUNK, size))
        await db.batch(lambda c, some=some: _fill(c, some))  # type: ignore[misc]


def _fill(connection: Connection, some: range) -> None:
    """Members with an account on either network; their ids lie far above those of the crowd."""
    dialect.add(
        connection,
        "INSERT INTO members (id, assembly, role, joined_at, greeted)",
        [(BASE + n, 1, 1, JOINED, True) for n in some],
    )
    rows = [(n, net) for n in some for net in range(2)]
    dialect.add(
        connection,
        "INSERT INTO accounts (id, network, address, quiet, person)",
        [(BASE + 2 * n + net, NETWORKS[net], f"@{n}:example.org", False, BASE + n) for n, net in rows],
    )
    dialect.add(
        connection,
        "INSERT INTO memberships (account, assembly, member, linked)",
        [(BASE + 2 * n + net, 1, BASE + n, bool(net)) for n, net in rows],
    )


async def _asked(db: Database, n: int) -> float:
    """The seconds that one question takes, of a person from anywhere on the roll, by either account."""
    roll, network = Roll(db), NETWORKS[n % 2]
    begun = perf_counter()
    async with db.reading():
        account = await roll.account(network, f"@{n}:example.org")
        member = await roll.member(account.id, 1) if account else None
    took = perf_counter() - begun
    assert member is not None
    assert member.id == BASE + n
    return took
