"""A secret ballot, alone and in a crowd, against an open one in the same run."""

from __future__ import annotations

import asyncio
from statistics import median
from time import perf_counter

from bench.crowd import WORDS, Crowd, crowd
from bench.row import Row, at_least, spread
from bot.api.invocation import Invocation
from bot.ballots.receipt import Receipt

MEMBERS, ROUNDS, ALONE, TURN = 1000, 9, 60, 10
_OPEN = "an open one in the same round; its first step, which writes nothing, apart"


async def measure() -> list[Row]:
    async with crowd(MEMBERS) as people:
        small, crowds, both, large = [], [], [], []
        for n in range(ROUNDS):
            openly, secretly = 2 * n + 1, 2 * n + 2
            await people.open_motion()
            await _open_secret(people, n)
            small.append(await _alone(people, openly, secretly, range(ALONE)))
            members = range(ALONE, MEMBERS - ALONE)
            base = await _crowd(people, [people.ballot(openly, m) for m in members])
            asked = await _crowd(people, [people.ballot(secretly, m) for m in members])
            took = await _crowd(people, [_cast(people, secretly, m) for m in members])
            crowds.append(base / took)
            both.append(base / (asked + took))
            large.append(await _alone(people, openly, secretly, range(MEMBERS - ALONE, MEMBERS)))
    said = f"over {ROUNDS} rounds of"
    return [
        at_least("a secret ballot alone", _OPEN, median(small), 0.5, f"{spread(small)} {said} {ALONE}"),
        Row("  where 900 have voted", "the same", f"{median(large):.2f}", notes=(f"{spread(large)}",)),
        at_least("a secret ballot in a crowd", _OPEN, median(crowds), 0.5, f"{spread(crowds)} {said} 880"),
        Row("  with its first step", "the same", f"{median(both):.2f}", notes=(f"{spread(both)}",)),
    ]


async def _open_secret(people: Crowd, mover: int) -> None:
    title = f"Strike {mover}"
    given: dict[str, str | int] = {"title": title, "seconds": 0, "votes": "secret"}
    await people.act(people.press(MEMBERS - 1 - mover, "motion propose", **given))


def _cast(people: Crowd, number: int, member: int) -> Invocation:
    receipt = Receipt.fresh().words
    choice = WORDS[member % 3]
    return people.press(member, "ballot cast", number=str(number), choice=choice, receipt=receipt)


async def _crowd(people: Crowd, acts: list[Invocation]) -> float:
    """Seconds until all that are sent at once are answered."""
    begun = perf_counter()
    await asyncio.gather(*(people.act(act) for act in acts))
    return perf_counter() - begun


async def _alone(people: Crowd, openly: int, secretly: int, members: range) -> float:
    """What share of the time of a secret ballot an open one takes, one after the other, ten by ten.

    Turn about, each open one would pay for the write-ahead file that the secret one before it has emptied.
    """
    one, other = [], []
    for start in range(members.start, members.stop, TURN):
        some = range(start, start + TURN)
        one += [await _crowd(people, [people.ballot(openly, member)]) for member in some]
        other += [await _crowd(people, [_cast(people, secretly, member)]) for member in some]
    return median(one) / median(other)
