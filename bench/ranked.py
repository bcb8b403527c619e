"""A ranked ballot of six candidates against a motion's ballot in the same run, openly and in secret."""

from __future__ import annotations

import asyncio
from random import Random
from statistics import median
from time import perf_counter, process_time

from bench.crowd import WORDS, Crowd, crowd
from bench.row import Row, at_least, spread
from bot.api.invocation import Invocation
from bot.ballots.receipt import Receipt
from cogs.polls.rules.reading import carried

MEMBERS, ROUNDS, ALONE, TURN = 1000, 15, 50, 10
CANDIDATES = ("Ana", "Ben", "Chi", "Dan", "Eve", "Fay")
LENGTHS = (1, 2, 3, 3, 4, 6)
_AGAINST = "a motion's ballot in the same round, both by button, answered and durable"
_IN_SECRET = "a motion's secret ballot in the same round"


async def measure() -> list[Row]:
    async with crowd(MEMBERS) as people:
        pick, alone, crowds, work, typed, secretly = Random(7), [], [], [], [], []
        for n in range(1, ROUNDS + 1):
            motion, poll = await _opened(people, n, "open")
            alone.append(await _alone(people, motion, poll, pick))
            members = range(ALONE, MEMBERS)
            openly = [people.ballot(motion, m) for m in members]
            ranked = [_ranked(people, poll, m, pick) for m in members]
            begun = process_time()
            base = await _took(people, openly)
            between = process_time()
            took = await _took(people, ranked)
            work.append((between - begun) / (process_time() - between))
            again = await _took(people, [people.ballot(motion, m + 1) for m in members[:-1]])
            words = await _took(people, [_typed(people, poll, m, pick) for m in members[:-1]])
            crowds.append(base / took)
            typed.append(again / words)
            secretly.append(await _in_secret(people, n, pick))
    said = f"over {ROUNDS} rounds of"
    return [
        at_least(
            "a ranked ballot, 1,000 in flight",
            _AGAINST,
            median(crowds),
            0.9,
            f"{spread(crowds)}; by the processor's time alone {spread(work)}",
        ),
        Row(
            "  changed, as numbers",
            "a motion's that is changed",
            f"{median(typed):.2f}",
            notes=(spread(typed),),
        ),
        at_least("  alone", _AGAINST, median(alone), 0.9, f"{spread(alone)} {said} {ALONE}"),
        at_least("  in secret, 1,000 in flight", _IN_SECRET, median(secretly), 0.9, spread(secretly)),
    ]


async def _opened(people: Crowd, n: int, votes: str) -> tuple[int, int]:
    """The numbers of a motion and of a ranking, both open to everybody."""
    mover = 2 * n + (votes == "secret")
    moved: dict[str, str | int] = {"title": f"Kettle {mover}", "seconds": 0, "votes": votes}
    await people.act(people.press(mover, "motion propose", **moved))
    asked: dict[str, str | int] = {
        "question": f"Who chairs {mover}?",
        "options": ", ".join(CANDIDATES),
        "kind": "ranked",
        "votes": votes,
    }
    await people.act(people.press(mover, "poll ask", **asked))
    return mover - 1, mover - 1


def _paper(pick: Random) -> tuple[int, ...]:
    return tuple(pick.sample(range(1, len(CANDIDATES) + 1), pick.choice(LENGTHS)))


def _ranked(people: Crowd, number: int, member: int, pick: Random) -> Invocation:
    return people.press(member, "poll vote", number=str(number), choice=carried(_paper(pick)))


def _typed(people: Crowd, number: int, member: int, pick: Random) -> Invocation:
    return people.press(member, "poll vote", number=str(number), choice=" ".join(map(str, _paper(pick))))


async def _took(people: Crowd, acts: list[Invocation]) -> float:
    """Seconds until all that are sent at once are answered."""
    begun = perf_counter()
    for task in [asyncio.create_task(people.act(act)) for act in acts]:
        await task
    return perf_counter() - begun


async def _alone(people: Crowd, motion: int, poll: int, pick: Random) -> float:
    """What share of the time of a ranked ballot a motion's takes, one after the other, ten by ten."""
    one, other = [], []
    for start in range(0, ALONE, TURN):
        some = range(start, start + TURN)
        one += [await _took(people, [people.ballot(motion, member)]) for member in some]
        other += [await _took(people, [_ranked(people, poll, member, pick)]) for member in some]
    return median(one) / median(other)


async def _in_secret(people: Crowd, n: int, pick: Random) -> float:
    motion, poll = await _opened(people, n, "secret")
    members = range(ALONE, MEMBERS)
    base = await _took(people, [_cast(people, motion, m, None) for m in members])
    return base / await _took(people, [_cast(people, poll, m, _paper(pick)) for m in members])


def _cast(people: Crowd, number: int, member: int, paper: tuple[int, ...] | None) -> Invocation:
    """The second step of a secret ballot, which is the one that writes."""
    receipt = Receipt.fresh().words
    if paper is None:
        choice = WORDS[member % 3]
        return people.press(member, "ballot cast", number=str(number), choice=choice, receipt=receipt)
    return people.press(member, "poll cast", number=str(number), paper=carried(paper), receipt=receipt)
