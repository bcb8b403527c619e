"""A burst of 300 reactions over a real Synapse: how soon after the last one the card is right."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from statistics import median
from time import perf_counter

import aiohttp

from bench.homeserver import PATIENCE, Hall, hall
from bench.missing import synapse_missing
from bench.row import Row, at_most, left_out, spread
from tests.matrix.person import BarePerson

CROWD, ROUNDS, EDIT_INTERVAL = 100, 5, 1.0
MARKS = {"✅": "For", "❌": "Against", "⚪": "Abstain"}


async def measure() -> list[Row]:
    if reason := synapse_missing():
        return [left_out("300 reactions on Synapse", reason)]
    waits, sent = [], []
    async with hall() as there, aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(60)) as session:
        room = await there.assembly([])
        people = [BarePerson(there.server.register(f"crowd{n}"), session) for n in range(CROWD)]
        await asyncio.gather(*(person.join(room) for person in people))
        for number in range(1, ROUNDS + 1):
            took, wait = await _burst(there, room, people, number)
            sent.append(took)
            waits.append(wait - EDIT_INTERVAL)
    note = (
        f"{spread(waits)} s over {ROUNDS} bursts; Synapse took the {CROWD * len(MARKS)} in "
        f"{median(sent):.1f} s; the edit interval was {EDIT_INTERVAL:.0f} s"
    )
    name, against = "300 reactions to a right card", "the edit interval"
    return [at_most(name, against, median(waits), 2.0, note, unit=" s past it")]


async def _burst(there: Hall, room: str, people: list[BarePerson], number: int) -> tuple[float, float]:
    """Seconds that the sending took, and seconds from the last reaction to the right card."""
    await people[number].send(room, f"!motion propose Kettle {number} seconds:0")
    card = await there.ana.wait(
        room, f"Motion {number} · vote until", sender=there.bot.user_id, within=PATIENCE
    )
    orders = list(itertools.islice(itertools.cycle(itertools.permutations(MARKS)), len(people)))
    begun = perf_counter()
    await asyncio.gather(*(_waver(p, room, card.id, o) for p, o in zip(people, orders, strict=True)))
    last = perf_counter()
    expected = Counter(MARKS[order[-1]] for order in orders)
    right = "".join(rf"{label} +[█░]+ +{expected[label]}\n" for label in MARKS.values())
    await there.ana.wait(room, rf"Motion {number} .*{right}", sender=there.bot.user_id, within=PATIENCE)
    return last - begun, perf_counter() - last


async def _waver(person: BarePerson, room: str, card: str, marks: tuple[str, ...]) -> None:
    for mark in marks:
        await person.react(room, card, mark)
