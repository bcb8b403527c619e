"""Ordinary commands a second: what is not a crowd's act, each in a SAVEPOINT of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from bench.crowd import Crowd, crowd
from bench.row import Row, p99

ROUNDS, EACH, IN_FLIGHT = 5, 300, 50


async def measure() -> list[Row]:
    async with crowd(ROUNDS * EACH + 1) as people:
        writing, slow = await _rounds(people, "motion propose")
        reading, quick = await _rounds(people, "motion show")
    return [
        _row("commands that change (propose)", writing, slow),
        _row("commands that only read (show)", reading, quick),
    ]


def _row(name: str, seconds: list[float], answers: list[float]) -> Row:
    note = f"answer p50 {median(answers) * 1000:.0f} ms, p99 {p99(answers) * 1000:.0f} ms"
    return Row(name, f"{IN_FLIGHT} in flight", f"{EACH / median(seconds):,.0f}/s", notes=(note,))


async def _rounds(people: Crowd, command: str) -> tuple[list[float], list[float]]:
    seconds: list[float] = []
    answers: list[float] = []
    for r in range(ROUNDS):
        waiting = iter(range(1 + r * EACH, 1 + (r + 1) * EACH))
        begun = perf_counter()
        await asyncio.gather(*(_giving(people, command, waiting, answers) for _ in range(IN_FLIGHT)))
        seconds.append(perf_counter() - begun)
    return seconds, answers


async def _giving(people: Crowd, command: str, waiting: Iterator[int], answers: list[float]) -> None:
    for member in waiting:
        given = {"title": f"Kettle {member}"} if command == "motion propose" else {"number": 1}
        begun = perf_counter()
        await people.act(people.press(member, command, **given))
        answers.append(perf_counter() - begun)
