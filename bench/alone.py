"""One ballot alone, from dispatch to durable commit, against one commit of raw sqlite3."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from bench.crowd import crowd
from bench.raw import RawBallots
from bench.row import Row, at_most, spread

MEMBERS, ROUNDS, EACH = 1000, 9, 100


async def measure() -> list[Row]:
    ratios, ours, bases = [], [], []
    async with crowd(MEMBERS) as people:
        raw = RawBallots(people.folder)
        for number in range(1, ROUNDS + 1):
            await people.open_motion()
            one, other = [], []
            for member in range(EACH):
                one.append(raw.cast(number, range(member, member + 1)))
                act = people.ballot(number, member)
                begun = perf_counter()
                await people.act(act)
                other.append(perf_counter() - begun)
            bases.append(median(one) * 1000)
            ours.append(median(other) * 1000)
            ratios.append(ours[-1] / bases[-1])
        raw.close()
    against = f"raw sqlite3, one commit: {median(bases):.2f} ms"
    note = f"{median(ours):.2f} ms; ratio {spread(ratios)} over {ROUNDS} rounds of {EACH}"
    return [at_most("one ballot alone", against, median(ratios), 1.8, note)]
