"""Measures and prints the table; it never fails on a time."""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from collections.abc import Awaitable, Callable
from time import perf_counter

from bench import (
    alone,
    ballots,
    burst,
    closing,
    elections,
    letters,
    orders,
    people,
    ranked,
    reminders,
    replies,
    rooms,
    secret,
    signatures,
    start,
    tallies,
)
from bench.row import Row, left_out
from bench.table import table

PARTS: dict[str, Callable[[], Awaitable[list[Row]]]] = {
    "ballots": ballots.measure,
    "alone": alone.measure,
    "secret": secret.measure,
    "ranked": ranked.measure,
    "orders": orders.measure,
    "signatures": signatures.measure,
    "tallies": tallies.measure,
    "people": people.measure,
    "replies": replies.measure,
    "burst": burst.measure,
    "rooms": rooms.measure,
    "reminders": reminders.measure,
    "letters": letters.measure,
    "elections": elections.measure,
    "closing": closing.measure,
    "start": start.measure,
}


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in PARTS]:
        print(f"There is no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
        return 2
    rows: list[Row] = []
    load = os.getloadavg()[0]
    for name in names or PARTS:
        begun = perf_counter()
        print(f"{name} ...", end=" ", flush=True, file=sys.stderr)
        rows += asyncio.run(_measured(name))
        print(f"{perf_counter() - begun:.0f} s", file=sys.stderr)
    print(table(rows, load))
    return 0


async def _measured(name: str) -> list[Row]:
    """A part that breaks is told in its place and keeps no other from being measured."""
    try:
        return await PARTS[name]()
    except Exception as error:
        traceback.print_exc()
        return [left_out(name, f"{type(error).__name__}: {error}")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
