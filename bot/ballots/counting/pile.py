"""The papers that a candidate holds, by the value at which they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeAlias

from bot.ballots.counting.ranking import Ranking

Papers: TypeAlias = list[tuple[Ranking, int]]
Pile: TypeAlias = dict[int, Papers]


def by_next(papers: Iterable[tuple[Ranking, int]], continuing: Collection[int]) -> dict[int | None, Papers]:
    """The papers by the first candidate on them who continues; under None those that name no such candidate.

    Whoever stands before the holder of a paper has left the count, so each is read from its beginning.
    """
    parcels: dict[int | None, Papers] = defaultdict(list)
    for paper in papers:
        for candidate in paper[0]:
            if candidate in continuing:
                parcels[candidate].append(paper)
                break
        else:
            parcels[None].append(paper)
    return parcels


def number(papers: Papers) -> int:
    """How many ballots there are among the papers."""
    return sum(times for _, times in papers)
