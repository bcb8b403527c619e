"""From a command to its reply over a real Synapse, against a bare nio echo bot in the same room."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.homeserver import Hall, hall
from bench.missing import synapse_missing
from bench.row import Row, at_most, left_out, p99
from tests.matrix.synapse import Login

ROUNDS, EACH, WARM = 6, 40, 5


async def measure() -> list[Row]:
    if reason := synapse_missing():
        return [left_out("command to reply over Synapse", reason)]
    async with hall() as there, _echoing(there) as other:
        room = await there.assembly([other.user_id])
        await there.ana.say_until(room, "echo", other.user_id)
        ours, theirs = [], []
        for n in range(WARM + ROUNDS * EACH):
            pair = (
                await _answered(there, room, "!motion list", there.bot.user_id),
                await _answered(there, room, "echo", other.user_id),
            )
            if n >= WARM:
                ours.append(pair[0])
                theirs.append(pair[1])
    return _rows(ours, theirs)


def _rows(ours: list[float], theirs: list[float]) -> list[Row]:
    def rounds(samples: list[float], figure: object) -> list[float]:
        return [figure(samples[i : i + EACH]) for i in range(0, len(samples), EACH)]  # type: ignore[operator]

    half = [a / b for a, b in zip(rounds(ours, median), rounds(theirs, median), strict=True)]
    against = f"a bare nio echo bot: {median(theirs) * 1000:.0f} ms"
    tail = f"a bare nio echo bot: {p99(theirs) * 1000:.0f} ms"
    return [
        at_most(
            "command to reply, Synapse, p50", against, median(half), 1.3, f"{median(ours) * 1000:.0f} ms"
        ),
        at_most("  p99", tail, p99(ours) / p99(theirs), 1.3, f"{p99(ours) * 1000:.0f} ms of {len(ours)}"),
    ]


async def _answered(there: Hall, room: str, words: str, who: str) -> float:
    """Seconds from sending to having the answer in a person's client."""
    there.ana.seen.clear()
    begun = perf_counter()
    await there.ana.send(room, words)
    await there.ana.wait(room, "", sender=who)
    return perf_counter() - begun


@asynccontextmanager
async def _echoing(there: Hall) -> AsyncIterator[Login]:
    login = there.server.register("echo")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.echo",
        cwd=Path(__file__).parents[1],
        stdin=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(asdict(login)).encode())
    process.stdin.close()
    try:
        yield login
    finally:
        process.kill()
        await process.wait()
