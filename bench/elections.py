"""Counting elections of 190,000 ballots, against a plain loop that only reads and groups the same files.

The ballots are those of the Glasgow wards where they are at hand, over and over, and otherwise made in their
shape: parties of one or two candidates, half of the ballots with three names or fewer, a quarter of them all
different.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from bench.row import Row, at_most, spread
from bot.ballots.counting import blt
from bot.ballots.counting.count import count
from bot.ballots.counting.election import Election, Method

WARDS = Path(__file__).parents[2] / "shared" / "data" / "glasgow-2007"
BALLOTS, WARD, ROUNDS, SEATS = 190_000, 9_000, 5, 4
PARTIES = ((1, 2), (3, 4), (5,), (6,), (7,), (8, 9), (10,), (11,))
LIKED = (34, 28, 9, 8, 6, 6, 5, 4)
LENGTHS = {1: 23, 2: 19, 3: 29, 4: 16, 5: 4, 6: 2, 9: 4, 11: 3}


async def measure() -> list[Row]:
    real = [_one_a_line(path.read_text(encoding="utf-8")) for path in sorted(WARDS.glob("*.blt"))]
    wards, one = _enough(real or [_shaped(WARD, seed) for seed in range(1, 11)]), [_shaped(BALLOTS, 0)]
    rows = [_row(f"counting {BALLOTS:,} ballots of {len(wards)} wards by STV", wards, Method.STV, bool(real))]
    rows.append(_row(f"one election of {BALLOTS:,} by STV", one, Method.STV, is_real=False))
    rows.append(_row(f"one election of {BALLOTS:,} by IRV", one, Method.IRV, is_real=False))
    rows.append(_row(f"one election of {BALLOTS:,} by Schulze", one, Method.SCHULZE, is_real=False))
    return rows


def _row(what: str, files: Sequence[str], method: Method, is_real: bool) -> Row:
    ratios, reads, counts = [], [], []
    for _ in range(ROUNDS):
        reads.append(_timed(_plain, files))
        counts.append(_timed(lambda text: _counted(text, method), files))
        ratios.append(counts[-1] / reads[-1])
    read, counted = median(reads), median(counts)
    return at_most(
        what,
        "a plain loop that reads and groups them",
        median(ratios),
        2.0,
        f"{counted:.2f} s, the loop {read:.2f} s; ratio {spread(ratios)} over {ROUNDS} rounds",
        "real ballots" if is_real else "ballots made in the shape of real ones",
    )


def _timed(act: Callable[[str], object], files: Sequence[str]) -> float:
    gc.collect()
    begun = perf_counter()
    for text in files:
        act(text)
    return perf_counter() - begun


def _plain(text: str) -> Counter[tuple[int, ...]]:
    """The plain loop."""
    ballots: Counter[tuple[int, ...]] = Counter()
    for line in text.splitlines()[1:]:
        if line == "0":
            break
        weight, *ranking, _ = map(int, line.split())
        ballots[tuple(ranking)] += weight
    return ballots


def _counted(text: str, method: Method) -> None:
    """Read, checked, grouped and counted to the end."""
    sheet = blt.read(text)
    seats = 1 if method is Method.IRV else sheet.seats
    result = count(Election(sheet.standing, seats, method, "bench"), sheet.counted)
    assert len(result.elected) == seats


def _one_a_line(text: str) -> str:
    """The same file with a line for every single ballot, in no order."""
    sheet = blt.read(text)
    rankings = [named for named, times in sheet.ballots.items() for _ in range(times)]
    Random(7).shuffle(rankings)
    return _file(rankings, list(sheet.names.values()), sheet.seats)


def _enough(files: Sequence[str]) -> list[str]:
    """The files over and over until they hold as many ballots as are wanted."""
    chosen: list[str] = []
    ballots = 0
    for text in cycle(files):
        if ballots >= BALLOTS:
            return chosen
        chosen.append(text)
        ballots += sum(blt.read(text).ballots.values())
    return chosen


def _shaped(ballots: int, seed: int) -> str:
    random = Random(seed)
    lengths = random.choices(list(LENGTHS), list(LENGTHS.values()), k=ballots)
    names = [f"Candidate {number}" for number in range(1, max(LENGTHS) + 1)]
    return _file([_ranking(random, length) for length in lengths], names, SEATS)


def _ranking(random: Random, length: int) -> tuple[int, ...]:
    """A ballot by party: each candidate of the one liked most, mostly in the order of the list, and so on."""
    parties, weights, named = list(PARTIES), list(LIKED), list[int]()
    while len(named) < length:
        place = random.choices(range(len(parties)), weights)[0]
        weights.pop(place)
        party = parties.pop(place)
        named += party if random.random() < 0.7 else reversed(party)
    return tuple(named[:length])


def _file(rankings: Sequence[tuple[int, ...]], names: Sequence[str], seats: int) -> str:
    lines = [" ".join(map(str, (1, *ranking, 0))) for ranking in rankings]
    quoted = [f'"{name}"' for name in (*names, "Bench")]
    return "\n".join([f"{len(names)} {seats}", *lines, "0", *quoted]) + "\n"
