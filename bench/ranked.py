"""A ranked ballot of six candidates against a motion's ballot in the same run, openly and in secret."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from bench.crowd import WORDS, Crowd, crowd
from bench.row import Row, at_least, spread
from bot.api.invocation import Invocation
from bot.ballots.receipt import Receipt
from cogs.polls.rules.reading import carried

MEMBERS, ROUNDS, ALONE, TURN = 1000, 15, 50, 10
CROWD, CALM = MEMBERS - ALONE, 0.3
CANDIDATES = ("Ana", "Ben", "Chi", "Dan", "Eve", "Fay")
LENGTHS = (1, 2, 3, 3, 4, 6)
_AGAINST = "a motion's ballot in the same round, both by button, answered and durable"
_CHANGED = "a motion's that is changed by button; the ranking is typed, as numbers"
_IN_SECRET = "a motion's secret ballot in the same round: its second step, which is the one that writes"
_WHAT = (
    "what a motion's takes as a share of what a ranked one takes: 1.00 is level, below it a ranking is slower"
)
_MORE = "a motion has three choices and three answers; of the rankings of a round about 450 differ, and so do"
_MORE_STILL = "the answers, each of which says how a ranking was read"


@dataclass
class _Share:
    """What share of the time of ranked ballots a motion's take, by round: the clock's and the processor's."""

    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)

    def note(self, base: _Took, took: _Took) -> None:
        self.wall.append(base.wall / took.wall)
        self.work.append(base.work / took.work)

    def said(self) -> str:
        return f"by the clock {spread(self.wall)}; by the processor's time alone {spread(self.work)}"


@dataclass
class _Shares:
    """A share for each way of voting."""

    crowds: _Share = field(default_factory=_Share)
    typed: _Share = field(default_factory=_Share)
    secret: _Share = field(default_factory=_Share)
    alone: list[float] = field(default_factory=list)


async def measure() -> list[Row]:
    pick, shares = Random(7), _Shares()
    async with crowd(MEMBERS) as people:
        for n in range(1, ROUNDS + 1):
            await _round(people, n, pick, shares)
    crowds, typed, secret = shares.crowds, shares.typed, shares.secret
    alone = f"{spread(shares.alone)} over {ROUNDS} rounds of {ALONE}"
    name = f"a ranked ballot, {CROWD} in flight"
    notes = (crowds.said(), _WHAT, _MORE, _MORE_STILL)
    return [
        at_least(name, _AGAINST, median(crowds.wall), 0.9, *notes),
        Row("  changed", _CHANGED, f"{median(typed.wall):.2f}", notes=(typed.said(),)),
        at_least("  alone", _AGAINST, median(shares.alone), 0.9, alone),
        at_least(f"  in secret, {CROWD} in flight", _IN_SECRET, median(secret.wall), 0.9, secret.said()),
    ]


async def _round(people: Crowd, n: int, pick: Random, shares: _Shares) -> None:
    """One of each; who goes first changes with each round."""
    motion, poll = await _opened(people, n, "open")
    shares.alone.append(await _alone(people, motion, poll, pick))
    members = range(ALONE, MEMBERS)
    base, took = await _in_turn(
        n,
        people,
        [people.ballot(motion, m) for m in members],
        [_ranked(people, poll, m, pick) for m in members],
    )
    shares.crowds.note(base, took)
    base, took = await _in_turn(
        n,
        people,
        [people.ballot(motion, m, turn=1) for m in members],
        [_typed(people, poll, m, pick) for m in members],
    )
    shares.typed.note(base, took)
    motion, poll = await _opened(people, n, "secret")
    base, took = await _in_turn(
        n,
        people,
        [_cast(people, motion, m, None) for m in members],
        [_cast(people, poll, m, _paper(pick)) for m in members],
    )
    shares.secret.note(base, took)


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


class _Took(NamedTuple):
    """Seconds until all are answered: by the clock, and of the processor."""

    wall: float
    work: float


async def _took(people: Crowd, acts: list[Invocation]) -> _Took:
    """How long it takes to answer all that are sent at once; the cards of those before are shown by then."""
    await asyncio.sleep(CALM)
    begun, worked = perf_counter(), process_time()
    for task in [asyncio.create_task(people.act(act)) for act in acts]:
        await task
    return _Took(perf_counter() - begun, process_time() - worked)


async def _one(people: Crowd, act: Invocation) -> float:
    begun = perf_counter()
    await people.act(act)
    return perf_counter() - begun


async def _in_turn(
    n: int, people: Crowd, one: list[Invocation], other: list[Invocation]
) -> tuple[_Took, _Took]:
    """How long each takes; the other goes first in every second round."""
    if n % 2:
        return await _took(people, one), await _took(people, other)
    later = await _took(people, other)
    return await _took(people, one), later


async def _alone(people: Crowd, motion: int, poll: int, pick: Random) -> float:
    """What share of the time of a ranked ballot a motion's takes, one after the other, ten by ten."""
    one, other = [], []
    for start in range(0, ALONE, TURN):
        some = range(start, start + TURN)
        one += [await _one(people, people.ballot(motion, member)) for member in some]
        other += [await _one(people, _ranked(people, poll, member, pick)) for member in some]
    return median(one) / median(other)


def _cast(people: Crowd, number: int, member: int, paper: tuple[int, ...] | None) -> Invocation:
    """The second step of a secret ballot, which is the one that writes."""
    receipt = Receipt.fresh().words
    if paper is None:
        choice = WORDS[member % 3]
        return people.press(member, "ballot cast", number=str(number), choice=choice, receipt=receipt)
    return people.press(member, "poll cast", number=str(number), paper=carried(paper), receipt=receipt)
