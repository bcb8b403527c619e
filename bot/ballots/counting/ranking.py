"""A ballot as it is counted: ids of candidates, the most wanted first; equal ones are counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from bot.ballots.counting.errors import NotACandidate, RankedTwice

Ranking: TypeAlias = tuple[int, ...]
Rankings: TypeAlias = Mapping[Ranking, int]


def checked(ranking: Ranking, candidates: Collection[int], line: int = 0) -> Ranking:
    """The ranking, if it names each candidate at most once and nobody else."""
    seen: set[int] = set()
    for candidate in ranking:
        if candidate not in candidates:
            raise NotACandidate(candidate, line)
        if candidate in seen:
            raise RankedTwice(candidate, line)
        seen.add(candidate)
    return ranking


def grouped(ballots: Iterable[Ranking]) -> Counter[Ranking]:
    """How often each ranking was given."""
    return Counter(ballots)


def valid(ballots: Rankings, candidates: Collection[int]) -> dict[Ranking, int]:
    """The ballots that name somebody, each of them checked."""
    known = frozenset(candidates)
    for ranking, papers in ballots.items():
        if papers < 0:
            raise ValueError("fewer than no ballots")
        if not known.issuperset(ranking) or len(set(ranking)) != len(ranking):
            checked(ranking, known)
    return {ranking: papers for ranking, papers in ballots.items() if ranking and papers}


def only(ballots: Rankings, standing: Collection[int]) -> Counter[Ranking]:
    """The ballots as if nobody else had stood."""
    left: Counter[Ranking] = Counter()
    for ranking, papers in ballots.items():
        left[tuple(candidate for candidate in ranking if candidate in standing)] += papers
    return left
